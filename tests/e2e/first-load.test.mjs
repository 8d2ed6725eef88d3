// How much is loaded before the page can be used, and by each program: within www/budget.json.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { inspect, shots } from './accessible.mjs';
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

/** What a person sees of the page: its words, and where they stand. */
const seen = (page) => page.locator('#peel main').evaluate((main) => {
  const places = {};
  for (const part of ['h1', '.landing-claim', '.landing-drop', '.landing-lesson', '.landing-private']) {
    const { x, y, width, height } = main.querySelector(part).getBoundingClientRect();
    places[part] = [x, y, width, height].map(Math.round);
  }
  const labels = [...main.querySelectorAll('input')].map((input) => input.labels[0]?.textContent);
  const { lang, dataset: { theme } } = document.documentElement;
  return {
    places, lang, theme, text: main.innerText, label: labels[0],
    ground: getComputedStyle(document.body).backgroundColor,
  };
});

for (const [locale, width, theme] of [['en-GB', 1400], ['es-MX', 1400, 'dark'], ['de', 390], ['es', 390]]) {
  test(`before the program is there, the page is what it will be: ${locale}, ${width}`, async (t) => {
    const { page } = await openPage(t, { locale, viewport: { width, height: 900 } });
    if (theme) await page.evaluate((theme) => localStorage.setItem('peel-theme', theme), theme);
    await page.reload();
    await page.getByTestId('landing').waitFor();
    const then = await seen(page);
    let arrive;
    const held = new Promise((done) => { arrive = done; });
    await page.route('**/page-*_bg.wasm', (route) => held.then(() => route.continue()));
    await page.reload();
    const before = await seen(page);
    assert.equal(await page.getByTestId('landing').count(), 0);
    assert.ok(await page.locator('#peel button, #peel input').evaluateAll((all) =>
      all.length > 3 && all.every((control) => control.disabled)));
    await inspect(page, `before the program, ${locale}`);
    await page.screenshot({ path: join(shots, `before-${locale}-${width}.png`) });
    assert.deepEqual({ ...before, theme: then.theme }, then);
    if (theme) assert.equal(before.theme, theme);
    arrive();
    await page.getByTestId('landing').waitFor();
    assert.deepEqual(await seen(page), then);
  });
}
