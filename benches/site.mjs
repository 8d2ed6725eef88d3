// Ten thousand reports as pages: how long `peel site` takes and how much memory, how large its pages are, and
// how soon Chromium shows them. See README.md.
//
//   cargo build --release --bin peel && (cd tests/e2e && npm ci && node ../../benches/site.mjs [IMAGES VERSIONS])
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const peel = process.env.PEEL_BIN ?? join(root, 'target/release/peel');
const { ARGUMENTS, CHROMIUM, host } = await import(join(root, 'tests/e2e/browser.mjs'));
const { createRequire } = await import('node:module');
const { chromium } = createRequire(join(root, 'tests/e2e/package.json'))('playwright-core');

const [images = '2500', versions = '4'] = process.argv.slice(2);
const folder = join(root, 'target/bench/site');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

function run(program, ...words) {
  const done = spawnSync(program, words, { encoding: 'utf8' });
  if (done.status !== 0) throw done.error ?? new Error(done.stderr);
  return done.stdout;
}

const archives = ['sample', 'debian', 'classic', 'oci-zstd', 'waste-F-duplicate']
  .map((name) => join(root, 'target/images', name, 'image.tar'));
run('python3', join(root, 'benches/reports.py'), peel, ...archives, '--to', folder, '--images', images, '--versions', versions);

const MEASURED = `
import resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(round(time.monotonic() - start, 2), round(used.ru_utime + used.ru_stime, 2), used.ru_maxrss // 1024)`;
const site = ['site', '--page', 'https://peel.example/', '--at', 'https://reports.example/', folder];
const [wall, processor, memory] = run('python3', '-c', MEASURED, peel, ...site).trim().split(' ');
console.log(`peel site: ${images} images, ${images * versions} reports: ${wall} s, ${processor} s of processors, ${memory} MiB`);
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
const largest = pages.sort((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size)[0];
const bytes = readFileSync(join(folder, largest));
console.log(`${pages.length} pages of the index, the largest ${bytes.length} bytes, ${gzipSync(bytes).length} with gzip`);

const server = await host(folder);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
const page = await browser.newPage();
const shown = () => page.evaluate(() => {
  const [navigation] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return `first paint ${Math.round(paint?.startTime ?? NaN)} ms, all of it ${Math.round(navigation.loadEventEnd)} ms`;
});
// The first page of a browser that has just started tells of the browser.
await page.goto(`${server.url}hidden.html`);
await page.goto(`${server.url}index.html`);
await page.screenshot({ path: join(root, 'target/bench/site.png') });
console.log(`index.html: ${await shown()}`);
await page.getByRole('link', { name: 'Next' }).click().catch(() => {});
await page.waitForLoadState();
console.log(`the next page: ${await shown()}`);
await page.getByRole('link', { name: 'Lowest score' }).click();
await page.waitForLoadState();
console.log(`the lowest scores: ${await shown()}`);
await page.screenshot({ path: join(root, 'target/bench/site-score.png') });
await page.locator('tbody a').first().click();
await page.waitForLoadState();
console.log(`an image: ${await shown()}`);
await page.screenshot({ path: join(root, 'target/bench/site-image.png') });
await browser.close();
server.stop();
