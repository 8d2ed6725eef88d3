// Archives that are too large for the page's memory: a worker holds the trees, and the page draws
// what is in sight. How fast is measured elsewhere (benches/scale.mjs).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, done, image, openPage, oracle, settled, treeRows } from './browser.mjs';

/** Every path of the image's layer, as GNU tar lists them, in the order of the tree. */
function listed() {
  const paths = readFileSync(oracle('many', 'paths.txt'), 'utf8').trim().split('\n');
  // A folder comes before what is in it, and both in the order of their names' bytes.
  return paths.map((path) => path.replace(/\/$/, '')).sort((a, b) =>
    Buffer.compare(Buffer.from(a.replaceAll('/', '\0')), Buffer.from(b.replaceAll('/', '\0'))));
}

const rowCount = (page) => page.getByTestId('tree').getAttribute('data-rows').then(Number);

/** Path of the row at this index, which must be drawn. */
const pathAt = (page, index) =>
  page.locator(`[data-test=tree-row][aria-rowindex="${index + 2}"]`).getAttribute('data-path');

/** Path of the row at hand. */
async function atHand(page) {
  await settled(page);
  return page.locator('[data-test=tree-row][aria-selected=true]').getAttribute('data-path');
}

test('200,000 entries are walked as if they were few', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('many'));
  await done(page);
  const paths = listed();
  await page.getByTestId('open-all').click();
  await settled(page);
  assert.equal(await rowCount(page), paths.length);

  await page.getByTestId('tree').focus();
  await page.keyboard.press('End');
  assert.equal(await atHand(page), paths.at(-1));
  for (let i = 0; i < 60; i++) await page.keyboard.press('k');
  assert.equal(await atHand(page), paths.at(-61));
  await page.keyboard.press('Home');
  assert.equal(await atHand(page), paths[0]);
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
  const at = paths.indexOf(await atHand(page));
  assert.ok(at > 60, `${at}`);
  await page.keyboard.press('ArrowDown');
  assert.equal(await atHand(page), paths[at + 1]);

  // Anywhere, by the scroll bar.
  for (const share of [0.5, 0.123, 0.999, 0.3]) {
    await page.locator('#tree-scroll').evaluate((area, share) => {
      area.scrollTop = share * (area.scrollHeight - area.clientHeight);
    }, share);
    await page.waitForFunction((index) => {
      const row = document.querySelector('[data-test=tree-row]');
      return row && Math.abs(Number(row.getAttribute('aria-rowindex')) - index) < 60;
    }, Math.round(share * (paths.length - 30)));
    const rows = await treeRows(page);
    const first = paths.indexOf(rows[0].path);
    assert.ok(Math.abs(first - share * paths.length) < 100, `${first} at ${share}`);
    assert.deepEqual(rows.map((row) => row.path), paths.slice(first, first + rows.length));
    assert.equal(await page.getByTestId('tree-row-to-come').count(), 0);
  }

  await page.keyboard.press('/');
  await page.keyboard.type('@scope-0007/package-31/lib');
  await settled(page);
  const within = (path) => path.includes('/@scope-0007/package-31/lib');
  const hits = await page.getByTestId('hits').innerText();
  assert.equal(hits, '1 hit', 'the folder; what is in it comes with it');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('*');
  const rows = await treeRows(page);
  const found = paths.filter(within);
  assert.deepEqual(rows.map((row) => row.path).filter(within), found);
  await page.keyboard.press('Escape');
  await settled(page);
  assert.equal(await rowCount(page), paths.length);
  assert.equal(await pathAt(page, paths.indexOf(found[0])), found[0], 'what was found stays in sight');

  // Another tree, seen in the same way, with the same at hand.
  await page.getByTestId('mode-layer').click();
  assert.equal(await atHand(page), found[0]);
  await page.getByTestId('close-all').click();
  await settled(page);
  assert.equal(await rowCount(page), 1);
});

test('20 GiB: keys are answered while it is read, and cancelling keeps the page', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peel-20g-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'image.tar');
  const huge = fileURLToPath(new URL('../images/lib/huge.py', import.meta.url));
  const made = spawnSync('python3', [huge, file, 'peel.test/20g:1', String(20 * 2 ** 30)],
    { stdio: 'inherit' });
  assert.equal(made.status, 0);
  const { page } = await openPage(t);
  await choose(page, file);
  await page.getByTestId('history-row').first().waitFor();
  const progress = page.getByTestId('progress');
  await page.waitForFunction(() => {
    const line = document.querySelector('[data-test=progress]');
    return Number(line?.dataset.done) > 0 && Number(line.dataset.total) > 20 * 2 ** 30;
  });
  await page.keyboard.press('?');
  await page.getByTestId('help').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('help').waitFor({ state: 'detached' });
  const before = Number(await progress.getAttribute('data-done'));
  await page.waitForFunction((before) =>
    Number(document.querySelector('[data-test=progress]').dataset.done) > before, before);
  await page.getByTestId('cancel').click();
  await progress.waitFor({ state: 'detached' });
  assert.equal(await page.getByTestId('app').getAttribute('data-state'), 'cancelled');
  // What its headers told stays.
  await page.getByTestId('by-headers').waitFor();
  await page.getByTestId('mode-layer').click();
  await page.getByTestId('tree-row').first().waitFor();
});
