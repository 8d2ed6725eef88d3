// The map of sizes: its bytes, its keys, its table, and the way to the rows and back.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, done, image, openPage, oracle, settled, treeRows } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = fileURLToPath(new URL('shots', import.meta.url));
mkdirSync(shots, { recursive: true });

/** Opens an image, and its map as `look` says. */
async function openMap(t, name, look, options) {
  const { page } = await openPage(t, options);
  await choose(page, image(name));
  await done(page);
  const pane = page.getByTestId('pane-tree');
  if (await pane.isVisible()) await pane.click();
  await page.getByTestId(`look-${look}`).click();
  await page.locator('[data-test=map][data-cells]').waitFor();
  await settled(page);
  return page;
}

/** What a program that unpacked the image says of its files: path and bytes, hard links once. */
function unpacked(name) {
  const lines = readFileSync(oracle(name, 'rootfs.tsv'), 'utf8').trim().split('\n');
  return new Map(lines.map((line) => line.split('\t')).filter(([path, kind, , , , , , first]) => kind === 'f' && (!first || first === path))
    .map(([path, , , , , size]) => [path, Number(size)]));
}

const sum = (numbers) => [...numbers].reduce((all, one) => all + one, 0);
const within = (files, folder) =>
  sum([...files].filter(([path]) => path.startsWith(`${folder}/`)).map(([, size]) => size));
const attribute = (page, name) => page.getByTestId('map').getAttribute(`data-${name}`);
const said = (page) => page.getByTestId('map-said').getAttribute('data-path');

/** The rows of the table. */
async function table(page) {
  await page.getByTestId('map-table-switch').click();
  const rows = await page.getByTestId('map-row').evaluateAll((rows) => rows.map((row) => ({
    path: row.dataset.path, bytes: Number(row.dataset.bytes), merged: Number(row.dataset.merged),
  })));
  await page.getByTestId('map-table-switch').click();
  await page.getByTestId('map-stage').waitFor();
  return rows;
}

/** Whether the canvas has something drawn on it: how many colours. */
const colours = (page) => page.locator('canvas.map-canvas').first().evaluate((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4 * 97) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
  return seen.size;
});

for (const shape of ['treemap', 'icicle']) {
  test(`the ${shape} has the bytes that umoci unpacks`, async (t) => {
    const files = unpacked('classic');
    const page = await openMap(t, 'classic', 'map');
    await page.getByTestId(`map-${shape}`).click();
    await page.locator(`[data-test=map][data-shape=${shape}]`).waitFor();
    await settled(page);
    assert.equal(Number(await attribute(page, 'bytes')), sum(files.values()));
    const rows = await table(page);
    assert.equal(sum(rows.map((row) => row.bytes)), sum(files.values()));
    let compared = 0;
    for (const { path, bytes, merged } of rows) {
      if (merged || !files.has(path)) continue;
      assert.equal(bytes, files.get(path), path);
      compared += 1;
    }
    assert.ok(compared > 0, 'no file has a cell of its own');
    assert.ok(await colours(page) > 3, 'the canvas is empty');
    const legend = await page.getByTestId('map-meaning').evaluateAll((items) =>
      items.map((item) => Number(item.dataset.bytes)));
    assert.equal(sum(legend), sum(files.values()));
  });
}

test('keys alone: walk, zoom in and out, and show the row', async (t) => {
  const files = unpacked('debian');
  const page = await openMap(t, 'debian', 'map');
  const stage = page.getByTestId('map-stage');
  await stage.focus();
  await page.keyboard.press('ArrowLeft');
  const first = await said(page);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  const second = await said(page);
  assert.notEqual(first, second);
  await page.keyboard.press('Enter');
  await settled(page);
  const root = await attribute(page, 'root');
  assert.ok(root && second.startsWith(root), `${root} of ${second}`);
  assert.ok(Number(await attribute(page, 'bytes')) <= within(files, root), root);
  await page.keyboard.press('Backspace');
  await settled(page);
  assert.equal(await attribute(page, 'root'), root.split('/').slice(0, -1).join('/'));
  await page.keyboard.press('Home');
  await settled(page);
  assert.equal(await attribute(page, 'root'), '');
  await stage.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  const chosen = await said(page);
  await page.keyboard.press(' ');
  await settled(page);
  await page.keyboard.press('t');
  // The answer may come after the rows.
  await page.locator(`[data-test=tree-row][aria-selected=true][data-path="${chosen}"]`).waitFor();
});

test('a row that is chosen is shown on the map, and a rectangle in the rows', async (t) => {
  const page = await openMap(t, 'debian', 'both');
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await settled(page);
  const last = (await treeRows(page)).at(-1);
  await page.locator(`[data-test=map-said][data-path="${last.path}"]`).waitFor();
  const box = await page.getByTestId('map-stage').boundingBox();
  const to = { x: box.width / 3, y: box.height / 2 };
  await page.getByTestId('map-stage').hover({ position: to });
  const tip = await page.getByTestId('map-tip').innerText();
  await page.getByTestId('map-stage').click({ position: to });
  await settled(page);
  const path = await said(page);
  assert.ok(tip.startsWith(`/${path}`), `${tip} of ${path}`);
  await page.locator(`[data-test=tree-row][aria-selected=true][data-path="${path}"]`).waitFor();
  await page.getByTestId('map-stage').dblclick({ position: to });
  await page.waitForFunction(() => document.querySelector('[data-test=map]').dataset.root !== '');
  await page.getByTestId('map-crumbs').getByRole('button').first().click();
  await page.waitForFunction(() => document.querySelector('[data-test=map]').dataset.root === '');
});

test('the map follows the filter, the mode and the layer', async (t) => {
  const files = unpacked('debian');
  const page = await openMap(t, 'debian', 'both');
  const all = Number(await attribute(page, 'bytes'));
  assert.equal(all, sum(files.values()));
  await page.getByTestId('filter').fill('.so');
  await page.waitForFunction((all) => Number(document.querySelector('[data-test=map]').dataset.bytes) < all, all);
  await settled(page);
  const found = [...files].filter(([path]) => path.includes('.so')).map(([, size]) => size);
  assert.equal(Number(await attribute(page, 'bytes')), sum(found));
  await page.getByTestId('filter').fill('');
  await page.waitForFunction((all) => Number(document.querySelector('[data-test=map]').dataset.bytes) === all, all);
  await page.locator('[data-test=history-row][data-layer="0"]').getByRole('button').first().click();
  await settled(page);
  assert.ok(Number(await attribute(page, 'bytes')) < all, 'the lowest layer has fewer');
});

for (const [colorScheme, size] of [['light', 'wide'], ['dark', 'wide'], ['dark', 'phone']]) {
  test(`accessible and calm: ${colorScheme}, ${size}`, async (t) => {
    const viewport = size === 'phone' ? { width: 375, height: 740 } : { width: 1400, height: 900 };
    const page = await openMap(t, 'debian', 'map', { colorScheme, viewport, reducedMotion: 'reduce' });
    const inspect = async (where) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, {
        resultTypes: ['violations'],
      }));
      const found = violations.map((v) => `${where}: ${v.id}: ${v.nodes[0].html} (${v.nodes.length})`);
      assert.deepEqual(found, []);
      await page.screenshot({ path: join(shots, `map-${where}-${colorScheme}-${size}.png`) });
    };
    await page.getByTestId('map-stage').focus();
    await page.keyboard.press('ArrowRight');
    await inspect('treemap');
    await page.getByTestId('map-by-family').click();
    await page.getByTestId('map-icicle').click();
    await settled(page);
    await inspect('icicle');
    await page.getByTestId('map-table-switch').click();
    await inspect('table');
    await page.getByTestId('map-table-switch').click();
    if (size === 'wide') {
      await page.getByTestId('map-treemap').click();
      await page.getByTestId('look-both').click();
      await settled(page);
      await inspect('both');
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}
