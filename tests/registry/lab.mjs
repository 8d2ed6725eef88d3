// Real registries on loopback, for the tests of Rust and of the page alike: see README.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { content } from './content.mjs';
import { registryHeaders } from './cors.mjs';
import { startFaults } from './faults.mjs';
import { startProxy } from './proxy.mjs';
import { PASSWORD, USER, htpasswd, startRegistry } from './registry.mjs';
import { startStatic } from './static.mjs';
import { IDENTITY_TOKEN, makeKey, startTokens, tokenSettings } from './tokens.mjs';

const target = fileURLToPath(new URL('../../target', import.meta.url));

/**
 * Starts all of it. `images` is the folder that tests/images/build filled; `cache` is where what the
 * registries hold is kept; pages of `origin` may read what CORS lets them.
 */
export async function startLab({
  images = join(target, 'images'), cache = join(dirname(resolve(images)), 'registry-lab'), origin = '*',
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-lab-'));
  const running = [];
  const up = async (starting) => {
    const started = await starting;
    running.push(started);
    return started;
  };
  const stop = async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const held = await content({ images, cache });
    return { ...await start({ folder, held, origin, up }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start({ folder, held, origin, up }) {
  const registry = (name, more) => up(startRegistry({ name, folder, storage: held.storage, ...more }));
  const key = makeKey(folder);
  const tokens = await up(startTokens(key, origin, { '/_new': () => newTokens() }));
  const [open, closed, basic, token] = (await Promise.all([
    registry('open', { headers: registryHeaders(origin) }),
    registry('closed'),
    registry('basic', { settings: htpasswd(folder) }),
    registry('token', { settings: tokenSettings(`http://${tokens.address}/token`, key) }),
  ])).map(({ address }) => address);
  const addresses = { open, closed, basic, token };

  /** A token server of one test, and the registry behind proxies that name it as the realm. */
  const newTokens = async (server) => {
    const at = server ?? await up(startTokens(key, origin, { '/_new': () => newTokens() }));
    const there = () => `http://${at.address}/token`;
    const here = (host) => `http://${host}/token`;
    const other = await up(startProxy({ before: token, origin, realm: there }));
    const same = await up(startProxy({
      before: token, origin, realm: here, also: { '/token': at.address },
    }));
    return { tokens: at.address, tokenCors: other.address, tokenSame: same.address };
  };
  /** A faulty proxy of one test, and where it may redirect to. */
  const newFaults = async ({ before = 'open', cors = true } = {}) => {
    const store = (origin) => up(startFaults({ before: open, origin, refusesLogin: true }));
    const places = { store: (await store(origin)).address, storeClosed: (await store(null)).address };
    const faults = await up(startFaults({
      before: addresses[before] ?? before, origin: cors ? origin : null, places, controls: { '/_new': newFaults },
    }));
    return { faults: faults.address, ...places };
  };

  const made = join(folder, 'made');
  mkdirSync(made);
  const folders = { layouts: held.layouts, made };
  const address = async (starting) => (await up(starting)).address;
  Object.assign(addresses, {
    openSix: await address(startProxy({ before: open, origin, host: '::1' })).catch(() => null),
    basicCors: await address(startProxy({ before: basic, origin })),
    ...await newTokens(tokens),
    static: await address(startStatic({ folders, origin: '*' })),
    staticClosed: await address(startStatic({ folders })),
  });
  return {
    ...addresses,
    ...await newFaults(),
    user: USER,
    password: PASSWORD,
    identityToken: IDENTITY_TOKEN,
    images: held.images,
    storage: held.storage,
    layouts: held.layouts,
    made,
  };
}

/** As a command: one line of JSON, and all ends with standard input. */
async function main() {
  const options = { images: { type: 'string' }, cache: { type: 'string' }, origin: { type: 'string' } };
  const { values } = parseArgs({ options });
  const lab = await startLab(values);
  const end = async () => {
    await lab.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  process.stdin.on('end', end).on('error', end).resume();
  process.stdout.on('error', end);
  process.stdout.write(`${JSON.stringify(lab)}\n`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
