// How much is loaded before the page can be used, and by each program: within www/budget.json.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { inspect, shots } from './accessible.mjs';
import { dist, done, host, image, openPage } from './browser.mjs';
import { INDEX, drawn, rewritten, written } from './landing.mjs';

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

/** The files of the page that it has asked for, by their names, and when. */
const loaded = (page) => page.evaluate(() => performance.getEntriesByType('resource')
  .map(({ name, startTime }) => ({ name: name.replace(document.baseURI, ''), startTime })));

test('the first load and both programs are within their budgets', async (t) => {
  const { page } = await openPage(t, { still: true });
  const script = await page.locator('script[data-page]').evaluate((tag) => ({ ...tag.dataset }));
  const plain = (address) => address.replace('./', '');
  const program = ['page', 'pageWasm'].map((part) => plain(script[part]));
  const later = ['workerStart', 'worker', 'workerWasm'].map((part) => plain(script[part]));
  // Who only looks has what they can use, and no program.
  await page.waitForTimeout(1_500);
  const first = (await loaded(page)).map(({ name }) => name);
  for (const name of [...program, ...later]) assert.ok(!first.includes(name), `${name} was loaded unasked`);
  await page.mouse.move(300, 300);
  await page.getByTestId('landing').waitFor();
  const ready = await page.evaluate(() => performance.now());
  const then = await loaded(page);
  const wasm = then.find(({ name }) => name === plain(script.pageWasm));
  for (const { name, startTime } of then.filter(({ name }) => later.includes(name))) {
    assert.ok(startTime > wasm.startTime, `${name} was asked for before the page was there`);
  }
  // What no page sees of its own loading.
  const names = new Set(['index.html', 'manifest.webmanifest', 'icons/peel.svg', ...first]);
  const sizes = [...names].map((name) => [name, compressed(name)]);
  const sum = (sizes) => sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  const both = sum(program.map((name) => [name, compressed(name)]));
  t.diagnostic(`first load: ${sum(sizes)} bytes: ${sizes.map((size) => size.join(' ')).join(', ')}`);
  t.diagnostic(`the page's program, with its glue: ${both}; ready after ${Math.round(ready)} ms`);
  t.diagnostic(`the workers' program: ${compressed(plain(script.workerWasm))}`);
  within('first load', sum(sizes));
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

for (const language of ['en', 'es']) test(`index.html has the landing page as it will be: ${language}`, async (t) => {
  const { page } = await openPage(t, { locale: language });
  const expected = await drawn(page);
  if (process.env.PEEL_WRITE_DOCS) writeFileSync(INDEX, rewritten(readFileSync(INDEX, 'utf8'), language, expected));
  assert.equal(written(language), expected, 'PEEL_WRITE_DOCS=1 writes it; then build the page again');
});

for (const [locale, width, theme] of [['en-GB', 1400], ['es-MX', 1400, 'dark'], ['de', 390], ['es', 390]]) {
  test(`before the program is there, the page is what it will be: ${locale}, ${width}`, async (t) => {
    const { page } = await openPage(t, { locale, viewport: { width, height: 900 }, still: true });
    if (theme) {
      await page.waitForLoadState('networkidle');
      await page.evaluate((theme) => localStorage.setItem('peel-theme', theme), theme);
      await page.reload();
    }
    const before = await seen(page);
    assert.equal(await page.getByTestId('landing').count(), 0);
    await inspect(page, `before the program, ${locale}`);
    await page.screenshot({ path: join(shots, `before-${locale}-${width}.png`) });
    await page.mouse.move(300, 300);
    await page.getByTestId('landing').waitFor();
    const then = await seen(page);
    assert.deepEqual({ ...before, theme: then.theme }, then);
    if (theme) assert.equal(before.theme, theme);
  });
}

/** The page without its program, which arrives when a test wants it to. */
async function early(t, options) {
  const { page } = await openPage(t, { still: true, ...options });
  let arrive;
  const held = new Promise((done) => { arrive = done; });
  await page.route('**/page-*_bg.wasm', (route) => held.then(() => route.continue()));
  return { page, arrive };
}

/** A folder with what is in an archive. */
function layout(t) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-layout-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('tar', ['--extract', '--file', image('classic'), '--directory', folder]);
  return folder;
}

const reference = (page) => page.locator('#reference');

test('what is written before the program is there stays, and so does where', async (t) => {
  const { page, arrive } = await early(t);
  await page.keyboard.press('Tab');
  while (!await reference(page).evaluate((field) => field === document.activeElement)) await page.keyboard.press('Tab');
  await page.keyboard.type('debian:12 slim');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  arrive();
  await page.getByTestId('landing').waitFor();
  await page.waitForFunction(() => document.activeElement.dataset.test === 'reference');
  await page.keyboard.press('Delete');
  await page.keyboard.type('-');
  assert.equal(await reference(page).inputValue(), 'debian:12-slim');
  await page.getByTestId('reference-said').filter({ hasText: 'debian' }).waitFor();
});

test('what is sent before the program is there is understood by it', async (t) => {
  const { page, arrive } = await early(t);
  await reference(page).fill('not a reference');
  await page.keyboard.press('Enter');
  await page.getByText('Loading Peel…').waitFor();
  arrive();
  await page.locator('[data-test=reference][aria-invalid=true]').waitFor();
  assert.equal(await reference(page).inputValue(), 'not a reference');
});

test('a file that is chosen before the program is there is opened', async (t) => {
  const { page, arrive } = await early(t);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('[data-held=choose]').click()]);
  await chooser.setFiles(image('classic'));
  await page.getByText('Loading Peel…').waitFor();
  arrive();
  await done(page);
  assert.match(await page.title(), /classic/);
});

test('a dialog may be open for longer than the program takes', async (t) => {
  const { page, arrive } = await early(t);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('[data-held=choose]').click()]);
  arrive();
  await page.getByTestId('landing').waitFor();
  await chooser.setFiles(image('classic'));
  await done(page);
  assert.match(await page.title(), /classic/);
});

test('a folder that is chosen before the program is there is opened', async (t) => {
  const { page, arrive } = await early(t);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'), page.locator('[data-held=choose-folder]').click(),
  ]);
  await chooser.setFiles(layout(t));
  arrive();
  await done(page);
  assert.ok(await page.getByTestId('history-row').count() > 1);
});

for (const what of ['a file', 'a folder']) test(`${what} that is dropped before the program is there is opened`, async (t) => {
  const { page, arrive } = await early(t);
  const devtools = await page.context().newCDPSession(page);
  const path = what === 'a file' ? image('classic') : layout(t);
  const drag = (type) => devtools.send('Input.dispatchDragEvent', {
    type, x: 200, y: 300, data: { items: [], files: [path], dragOperationsMask: 1 },
  });
  await drag('dragEnter');
  await drag('dragOver');
  await page.locator('.drop-overlay').waitFor();
  await page.screenshot({ path: join(shots, 'before-drop.png') });
  await drag('drop');
  await page.getByText('Loading Peel…').waitFor();
  arrive();
  await done(page);
  assert.ok(await page.getByTestId('history-row').count() > 1);
});

test('what is pasted before the program is there is in the field', async (t) => {
  const { page, arrive } = await early(t);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ' docker pull\n alpine:3.20 ');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  assert.equal(await reference(page).inputValue(), 'docker pull alpine:3.20');
  arrive();
  await page.getByTestId('landing').waitFor();
  await page.waitForFunction(() => document.activeElement.dataset.test === 'reference');
  assert.equal(await reference(page).inputValue(), 'docker pull alpine:3.20');
});

test('buttons and keys that are pressed before the program is there are pressed again', async (t) => {
  for (const [act, shown] of [
    [(page) => page.locator('[data-held=theme]').click(), '[data-test=theme][data-theme-choice=light]'],
    [(page) => page.locator('[data-held=language]').click(), '[data-test=language][data-language=es]'],
    [(page) => page.locator('[data-held=advanced] summary').click(), '[data-test=advanced][open]'],
    [(page) => page.keyboard.press('?'), '[data-test=help]'],
    [(page) => page.keyboard.press('Control+k'), '[data-test=palette]'],
    [(page) => page.locator('[data-held=sample]').click(), '[data-test=history-row] >> nth=3'],
  ]) {
    const { page, arrive } = await early(t);
    await act(page);
    arrive();
    await page.locator(shown).waitFor();
  }
});

test('a touch is enough', async (t) => {
  const { page } = await openPage(t, { still: true, hasTouch: true, viewport: { width: 390, height: 800 } });
  await page.touchscreen.tap(200, 400);
  await page.getByTestId('landing').waitFor();
});

test('an address that leads somewhere has the program loaded at once', async (t) => {
  const { page } = await openPage(t, { still: true, fragment: '#path=etc' });
  await page.getByTestId('landing').waitFor();
});

for (const part of ['before', 'style', 'page', 'pageWasm']) test(`what was changed on its way is not run: ${part}`, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peel-changed-'));
  cpSync(dist, folder, { recursive: true });
  const name = part === 'before'
    ? readdirSync(folder).find((name) => name.startsWith('before-'))
    : readFileSync(join(folder, 'index.html'), 'utf8').match(
      new RegExp(`data-${part.replace('W', '-w')}="\\./([^"]+)"`))[1];
  appendFileSync(join(folder, name), '\n');
  const { url, stop } = await host(folder);
  t.after(() => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const { page, faults } = await openPage(t, { at: url, still: true });
  await page.mouse.move(300, 300);
  await page.getByRole('alert').filter({ hasText: 'A part of Peel did not arrive' }).waitFor();
  assert.equal(await page.getByTestId('app').count(), 0);
  await page.waitForLoadState('networkidle');
  const said = faults.splice(0);
  assert.ok(said.some((fault) => /integrity|digest/.test(fault)), said.join('\n'));
});
