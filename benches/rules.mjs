// How long all rules take in Chromium on an image of 100,000 files: examples/rules.rs, compiled and made ready as
// the page's worker is (its profile, wasm-bindgen, wasm-opt -O1). See README.md.
//
//   cargo xtask build && (cd tests/e2e && npm ci && node ../../benches/rules.mjs)
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { delimiter, join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const { ARGUMENTS, CHROMIUM, host } = await import(join(root, 'tests/e2e/browser.mjs'));
const { chromium } = createRequire(join(root, 'tests/e2e/package.json'))('playwright-core');

const TARGET = 'wasm32-unknown-unknown';
const folder = join(root, 'target/bench/rules');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

// The tools are those that the page is built with.
const tools = readdirSync(join(root, '.tools')).map((tool) => join(root, '.tools', tool, 'bin'));
const env = { ...process.env, PATH: [...tools, process.env.PATH].join(delimiter) };
function run(program, ...words) {
  const done = spawnSync(program, words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) throw done.error ?? new Error(`${program} failed`);
}

run('cargo', 'build', '--release', '--target', TARGET, '--example', 'rules');
run('wasm-bindgen', '--target=web', '--no-typescript', '--out-name=rules', `--out-dir=${folder}`,
  join(root, `target/${TARGET}/release/examples/rules.wasm`));
run('wasm-opt', '-O1', join(folder, 'rules_bg.wasm'), '--output', join(folder, 'rules_bg.wasm'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Rules</title>');
writeFileSync(join(folder, 'worker.js'), `
  import start from './rules.js';
  await start({ module_or_path: new URL('rules_bg.wasm', import.meta.url) });
  postMessage('done');`);

const server = await host(folder);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
for (let round = 0; round < 3; round += 1) {
  const page = await browser.newPage();
  const lines = [];
  page.on('console', (message) => lines.push(message.text()));
  await page.goto(`${server.url}index.html`);
  await page.evaluate(() => new Promise((done, failed) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = done;
    worker.onerror = (error) => failed(new Error(error.message));
  }));
  // The rules are what they were: of each only the first says it.
  console.log((round === 0 ? lines : lines.slice(0, 1)).join('\n'));
  await page.close();
}
await browser.close();
server.stop();
