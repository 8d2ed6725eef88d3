// The configurations in examples/registries/, run as they are but for their addresses.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from './process.mjs';

const ORIGIN = 'https://peel.example';

/** Starts Debian's registry with distribution.yml over `storage`, for pages of `origin`. */
export const startDistribution = (storage, origin) => start('distribution.yml', (example, address, folder) => ({
  program: 'docker-registry',
  file: ['registry.yml', replaced(example, {
    ':5000': address, '/var/lib/registry': storage, [ORIGIN]: origin,
  })],
  words: ['serve', join(folder, 'registry.yml')],
}));

/** Starts nginx with nginx.conf before a registry, for pages of `origin`. */
export const startNginx = (before, origin) =>
  nginx('nginx.conf', { '127.0.0.1:5000': before, [ORIGIN]: origin });

/** Starts nginx with static.conf over `root`. */
export const startStaticNginx = (root) => nginx('static.conf', { '/srv/images': root });

const nginx = (name, pairs) => start(name, (example, address, folder) => ({
  program: 'nginx',
  // What /etc/nginx/nginx.conf does around it.
  file: ['nginx.conf', `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
events {}
http { access_log off; ${TEMPORARY.map((name) => `${name}_temp_path ${folder};`).join(' ')}
${replaced(example, { 'listen 8080;': `listen ${address};`, ...pairs })}
}
`],
  words: ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
}));
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** Starts Caddy with Caddyfile before a registry, for pages of `origin`. */
export const startCaddy = (before, origin) => start('Caddyfile', (example, address, folder) => ({
  program: 'env',
  file: ['Caddyfile', `{
	admin off
}
${replaced(example, { 'registry.example {': `http://${address} {`, '127.0.0.1:5000': before, [ORIGIN]: origin })}`],
  // It keeps its settings and certificates in the home folder.
  words: [`HOME=${folder}`, 'caddy', 'run', '--adapter', 'caddyfile',
    '--config', join(folder, 'Caddyfile')],
}));

async function start(name, prepare) {
  const example = readFileSync(new URL(`../../examples/registries/${name}`, import.meta.url), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'peel-example-'));
  const { program } = prepare(example, '', folder);
  try {
    const started = await startProgram(program, (address) => {
      const { file: [file, text], words } = prepare(example, address, folder);
      writeFileSync(join(folder, file), text);
      return words;
    });
    return {
      ...started,
      stop: async () => {
        await started.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function replaced(example, pairs) {
  let text = example;
  for (const [old, now] of Object.entries(pairs)) {
    assert.ok(text.includes(old), `the example no longer has ${old}`);
    text = text.replaceAll(old, now);
  }
  return text;
}
