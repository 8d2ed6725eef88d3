// `docker-registry`, Debian's package of distribution 2.8, as a process of its own.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './http.mjs';

export const USER = 'peel';
/** Awkward on purpose: a colon, not ASCII, a space, what must be escaped in URLs and JSON. */
export const PASSWORD = 'p:ä ß"%';
// htpasswd -nbB peel 'p:ä ß"%'
const HTPASSWD = 'peel:$2y$05$iolALfqdz1V/Zh8mJlwtE.ozByb8WUUuOZ8F5CQ9OlCFArNtIiMFu\n';

/** The settings of an htpasswd login, with its file in `folder`. */
export function htpasswd(folder) {
  const path = join(folder, 'htpasswd');
  writeFileSync(path, HTPASSWD);
  return `auth:\n  htpasswd:\n    realm: peel\n    path: ${path}`;
}

/**
 * Starts one over `storage` and waits until it answers. Several may serve one storage: unless
 * `writable`, it takes nothing. `headers` and `settings` are lines of its configuration.
 */
export async function startRegistry({ name, folder, storage, writable = false, headers = '', settings = '' }) {
  // It cannot tell the port that a system chose for it, so one is chosen here, and may be lost.
  for (let tries = 0; ; tries += 1) {
    const address = `127.0.0.1:${await freePort()}`;
    const file = join(folder, `${name}.yml`);
    writeFileSync(file, configuration({ address, storage, writable, headers, settings }));
    const registry = run(file);
    if (await answers(address, registry)) {
      return { address, stop: registry.stop };
    }
    if (tries === 4) throw new Error(`docker-registry does not start: ${registry.said}`);
  }
}

function run(file) {
  // Were this process killed, nothing could end the registry but the kernel.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'docker-registry', 'serve', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const registry = { said: '', ended: false };
  const end = new Promise((done) => {
    child.on('error', (error) => done(Object.assign(registry, { said: String(error), ended: true })));
    child.on('exit', () => done(Object.assign(registry, { ended: true })));
  });
  child.stderr.on('data', (text) => { registry.said = (registry.said + text).slice(-4000); });
  registry.stop = () => {
    child.kill('SIGKILL');
    return end;
  };
  process.on('exit', registry.stop);
  return registry;
}

const configuration = ({ address, storage, writable, headers, settings }) => `version: 0.1
log:
  accesslog:
    disabled: true
  level: error
storage:
  filesystem:
    rootdirectory: ${storage}
  maintenance:
    uploadpurging:
      enabled: false
    readonly:
      enabled: ${!writable}
http:
  addr: ${address}
  headers:
    X-Content-Type-Options: [nosniff]
${headers}
# Windows images name blobs elsewhere.
validation:
  disabled: true
${settings}
`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(address, registry) {
  while (!registry.ended) {
    try {
      const answer = await ask(address, { method: 'GET', path: '/v2/', headers: {} });
      answer.body.resume();
      // Another program may have taken the port.
      return answer.headers['docker-distribution-api-version'] === 'registry/2.0';
    } catch {
      await new Promise((done) => { setTimeout(done, 20); });
    }
  }
  return false;
}
