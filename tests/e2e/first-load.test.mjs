// How much is loaded before the page can be used, and by each program: within www/budget.json.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { dist, openPage } from './browser.mjs';

const budget = JSON.parse(readFileSync(fileURLToPath(new URL('../../www/budget.json', import.meta.url)), 'utf8'));

/** A file's bytes as a host sends them that compresses. */
function compressed(name) {
  const bytes = readFileSync(join(dist, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

function within(what, bytes) {
  assert.ok(bytes <= budget[what], `${what}: ${bytes} bytes, of ${budget[what]} that www/budget.json allows`);
}

test('the first load and both programs are within their budgets', async (t) => {
  const { page } = await openPage(t);
  const script = await page.locator('script[data-page]').evaluate((tag) => ({ ...tag.dataset }));
  const plain = (address) => address.replace('./', '');
  const later = ['workerStart', 'worker', 'workerWasm'].map((part) => plain(script[part]));
  const ready = await page.evaluate(() => performance.now());
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource')
    .map(({ name, startTime }) => ({ name: name.replace(document.baseURI, ''), startTime })));
  const first = loaded.filter(({ name }) => !later.includes(name)).map(({ name }) => name);
  for (const part of ['page', 'pageWasm']) assert.ok(first.includes(plain(script[part])), part);
  const wasm = loaded.find(({ name }) => name === plain(script.pageWasm));
  for (const { name, startTime } of loaded.filter(({ name }) => later.includes(name))) {
    assert.ok(startTime > wasm.startTime, `${name} was asked for before the page was there`);
  }
  // What no page sees of its own loading.
  const names = new Set(['index.html', 'manifest.webmanifest', 'icons/peel.svg', ...first]);
  const sizes = [...names].map((name) => [name, compressed(name)]);
  const sum = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  t.diagnostic(`first load: ${sum} bytes: ${sizes.map((size) => size.join(' ')).join(', ')}`);
  t.diagnostic(`the workers' program: ${compressed(plain(script.workerWasm))}; ready after ${Math.round(ready)} ms`);
  within('first load', sum);
  within("the page's program", compressed(plain(script.pageWasm)));
  within("the workers' program", compressed(plain(script.workerWasm)));
});
