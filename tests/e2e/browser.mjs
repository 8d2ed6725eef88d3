// Chromium on the built page: serves it on loopback, below a path as a static host might, watches
// that nothing leaves the origin and nothing goes wrong, and gives tests the hands of a person.
import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { chromium, selectors } from 'playwright-core';
import { foreign } from './network.mjs';

selectors.setTestIdAttribute('data-test');

const root = fileURLToPath(new URL('../..', import.meta.url));
export const dist = resolve(process.env.PEEL_DIST ?? join(root, 'dist'));
const PATH = '/some/where/';

export const CHROMIUM = '/usr/bin/chromium';
// Chromium asks its maker's servers about many things at every start; none of it is the page's.
export const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
const TYPES = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.tar': 'application/x-tar', '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** The archive of a test image, made by tests/images/build. */
export function image(name) {
  const folder = join(root, 'target/images', name);
  for (const suffix of ['', '.gz', '.zst', '.bz2', '.xz']) {
    const file = `image.tar${suffix}`;
    if (existsSync(join(folder, file))) return join(folder, file);
  }
  if (existsSync(folder) && statSync(folder).isFile()) return folder;
  throw new Error(`${folder} is missing: run "cargo xtask test", which makes it`);
}

/** What one would write, in a sentence of Peel: it stands between backticks there, and is drawn as code. */
export const codes = (sentence) => [...sentence.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);

/** A sentence of Peel as the page draws it. */
export const drawn = (sentence) => sentence.replace(/`([^`\n]+)`/g, '$1');

/** What another program says of a test image. */
export const oracle = (name, file) => join(root, 'target/images', name, 'oracle', file);

/** A plain static host of a folder with a page, and its address. */
export async function host(folder = dist) {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`${folder} has no page: run "cargo xtask build"`);
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = pathname.startsWith(PATH) ? pathname.slice(PATH.length) : null;
    const file = name === null ? folder : join(folder, normalize(decodeURIComponent(name) || 'index.html'));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    // No header but the type: what a plain static host sends.
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}${PATH}`, stop };
}

/**
 * Opens the page for a test, `at` an address if something else serves it; at the test's end, however it
 * ends, everything is closed, and the test fails if anything went wrong on the way. What did is in
 * `faults`, from which a test may take what it expects.
 *
 * `hosts` are registries that the page's workers may ask, and that may fail; the page itself may not.
 * `fragment` is that of the address. Whoever opens the page is about to use it, also after a reload, so its
 * program is loaded; not where they hold `still`. `keeps` leaves the browser the service worker, which keeps the page:
 * without it, it is one that has none, as Firefox is in a private window.
 */
export async function openPage(t, { at, hosts = [], fragment = '', keeps = false, still = false, ...options } = {}) {
  const server = at ? null : await host();
  const url = at ?? server.url;
  const { origin } = new URL(url);
  const profile = mkdtempSync(join(tmpdir(), 'peel-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM, args: [...ARGUMENTS, `--log-net-log=${join(profile, 'net.json')}`], viewport: { width: 1400, height: 900 }, ...options,
  });
  const faults = [];
  const expected = (text) => hosts.some((host) => text.includes(`http://${host}/`));
  context.on('request', (request) => {
    const url = request.url();
    if (expected(url)) return;
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      faults.push(`a request left the origin: ${url}`);
    }
  });
  const page = context.pages()[0] ?? await context.newPage();
  page.on('pageerror', (error) => faults.push(`an error was thrown: ${error.message}`));
  page.on('console', (message) => {
    if (expected(message.text()) || expected(message.location().url)) return;
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  // Who reloads or leaves gives up what is on its way.
  const [pending, left] = [new Set(), new WeakSet()];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) for (const one of pending) left.add(one);
    pending.add(request);
  });
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => {
    pending.delete(request);
    // What is fetched ahead ends with the page.
    const givenUp = (left.has(request) || request.url().includes('/worker')) && request.failure().errorText === 'net::ERR_ABORTED';
    if (!givenUp && !expected(request.url())) faults.push(`a request failed: ${request.url()}`);
  });
  // Of the page alone: its workers have devtools of their own, but for the questions before their requests.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  devtools.on('Network.requestWillBeSent', ({ request: { url, method } }) => {
    if (method !== 'OPTIONS' && expected(url)) faults.push(`the page itself asked ${url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  if (!keeps) {
    await context.addInitScript(() => {
      delete Navigator.prototype.serviceWorker;
    });
  }
  if (!still) {
    await context.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => dispatchEvent(new PointerEvent('pointermove')));
    });
  }
  t.after(async () => {
    await context.close();
    server?.stop();
    for (const url of foreign(join(profile, 'net.json'), [origin, ...hosts.map((host) => `http://${host}`)])) {
      faults.push(`the browser's own log has a request to ${url}`);
    }
    rmSync(profile, { recursive: true, force: true });
    assert.deepEqual(faults, []);
  });
  await page.goto(url + fragment);
  if (!still) await page.getByTestId('app').waitFor();
  return { page, origin, faults };
}

/** Chooses a file with the page's button, as its dialog would. */
export async function choose(page, path) {
  await page.getByTestId('file-input').setInputFiles(path);
}

/** Drags a file from the desktop over the page, until the page says that it takes it, and drops it. */
export async function drop(page, path) {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const drag = (type) => devtools.send('Input.dispatchDragEvent', { type, x: 200, y: 300, data });
  await drag('dragEnter');
  await drag('dragOver');
  await page.getByTestId('drop-overlay').waitFor();
  // The browser drops only what the page, drawn anew, has said yes to.
  await drag('dragOver');
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  await drag('drop');
  await page.getByTestId('drop-overlay').waitFor({ state: 'detached' });
}

/** Waits until everything is read, or the page says why it is not. */
export async function done(page, timeout = 120_000) {
  await page.locator('[data-test=app][data-state=done], [data-test=app][data-state=failed]')
    .waitFor({ timeout });
  await settled(page, timeout);
}

/** Waits until the worker with the trees has answered all that was asked, and that is drawn. */
export async function settled(page, timeout = 30_000) {
  await page.locator('[data-test=app][data-pending=false]').waitFor({ timeout });
}

/** The rows of the tree that are drawn, once it has settled: path and mark of each. */
export async function treeRows(page) {
  await settled(page);
  // A tree that has just been put on the page draws its rows once the browser has told its height.
  await page.waitForFunction(() => {
    const tree = document.querySelector('[data-test=tree]');
    return !tree || tree.dataset.rows === '0' || tree.querySelector('[data-test=tree-row]');
  });
  return page.getByTestId('tree-row').evaluateAll((rows) => rows.map((row) => ({
    path: row.dataset.path,
    change: row.dataset.change,
    kind: row.dataset.kind,
    bytes: Number(row.querySelector('.cell-size').dataset.bytes),
  })));
}
