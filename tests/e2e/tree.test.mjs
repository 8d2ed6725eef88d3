// The file tree: modes, marks, sorting, filtering, and all of it with the keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { choose, done, image, openPage, oracle, settled, treeRows } from './browser.mjs';

async function openTree(t, name) {
  const peel = await openPage(t);
  await choose(peel.page, image(name));
  await done(peel.page);
  return peel;
}

/** Every row, by scrolling through the tree. */
async function allRows(page) {
  const seen = new Map();
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Home');
  for (let last = -1; seen.size !== last;) {
    last = seen.size;
    for (const row of await treeRows(page)) seen.set(row.path, row);
    for (let i = 0; i < 2; i++) await page.keyboard.press('PageDown');
    await page.waitForTimeout(60);
    for (const row of await treeRows(page)) seen.set(row.path, row);
  }
  return seen;
}

test('the stacked image has the paths that umoci unpacks', async (t) => {
  const { page } = await openTree(t, 'classic');
  await page.getByTestId('history-row').locator('button').last().waitFor();
  await page.getByTestId('open-all').click();
  const rows = await allRows(page);
  const shown = [...rows.values()].filter((row) => row.change !== 'removed').map((row) => row.path);
  const unpacked = readFileSync(oracle('classic', 'rootfs.tsv'), 'utf8').trim().split('\n')
    .map((line) => line.split('\t')[0].replace(/^\.?\//, '')).filter((path) => path && path !== '.');
  assert.deepEqual(shown.map((path) => path.replace(/^\//, '')).sort(), unpacked.sort());
});

test('only rows in sight are drawn', async (t) => {
  const { page } = await openTree(t, 'debian');
  await page.getByTestId('open-all').click();
  await settled(page);
  const all = Number(await page.getByTestId('tree').getAttribute('data-rows'));
  assert.ok(all > 3000, `${all} rows`);
  assert.ok((await treeRows(page)).length < 200);
  await page.getByTestId('tree').focus();
  await page.keyboard.press('End');
  await page.locator(`[data-test=tree-row][aria-rowindex="${all + 1}"]`).waitFor();
  await page.keyboard.press('Home');
  await page.locator('[data-test=tree-row][aria-rowindex="2"]').waitFor();
});

test('the arrow keys walk the tree as in a treegrid', async (t) => {
  const { page } = await openTree(t, 'classic');
  const tree = page.getByTestId('tree');
  const active = async () => {
    await settled(page);
    const id = await tree.getAttribute('aria-activedescendant');
    return page.locator(`#${id}`);
  };
  await tree.focus();
  await page.keyboard.press('Home');
  const first = await active();
  const path = await first.getAttribute('data-path');
  assert.equal(await first.getAttribute('aria-level'), '1');
  if (await first.getAttribute('aria-expanded') === 'false') await page.keyboard.press('ArrowRight');
  assert.equal(await (await active()).getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowRight');
  const child = await active();
  assert.equal(await child.getAttribute('aria-level'), '2');
  assert.ok((await child.getAttribute('data-path')).startsWith(path));
  await page.keyboard.press('ArrowLeft');
  assert.equal(await (await active()).getAttribute('data-path'), path);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await (await active()).getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('j');
  assert.notEqual(await (await active()).getAttribute('data-path'), path);
  await page.keyboard.press('k');
  assert.equal(await (await active()).getAttribute('data-path'), path);
});

test('sorting by size and by name', async (t) => {
  const { page } = await openTree(t, 'debian');
  await page.getByTestId('close-all').click();
  await page.getByTestId('sort-size').click();
  const sizes = (await treeRows(page)).map((row) => row.bytes);
  assert.ok(sizes.length > 5);
  assert.deepEqual(sizes, [...sizes].sort((a, b) => b - a));
  await page.getByTestId('sort-name').click();
  const names = (await treeRows(page)).map((row) => row.path);
  assert.deepEqual(names, [...names].sort());
  const heads = page.locator('[aria-sort=ascending], [aria-sort=descending]');
  assert.equal(await heads.count(), 1);
});

test('the filter keeps what matches and the folders above it', async (t) => {
  const { page } = await openTree(t, 'debian');
  await page.keyboard.press('/');
  await page.keyboard.type('os-release');
  await page.waitForFunction(() => Number(document.querySelector('[data-test=tree]').dataset.rows) < 30);
  const rows = await treeRows(page);
  assert.ok(rows.some((row) => row.path.endsWith('etc/os-release')));
  for (const row of rows) {
    const kept = row.path.includes('os-release')
      || rows.some((other) => other.path.startsWith(`${row.path}/`));
    assert.ok(kept, row.path);
  }
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('[data-test=filter]').value === '');
});

test('a layer shows what it adds, changes and removes', async (t) => {
  const { page } = await openTree(t, 'waste-C-rmfile');
  const last = page.locator('[data-test=history-row][data-layer]').last();
  await last.getByRole('button').first().click();
  await page.getByTestId('mode-layer').click();
  await page.getByTestId('open-all').click();
  const removed = (await treeRows(page)).filter((row) => row.change === 'removed');
  assert.equal(removed.length, 1);
  await page.getByTestId('mode-image').click();
  const first = page.locator('[data-test=history-row][data-layer="0"]');
  await first.getByRole('button').first().click();
  await page.getByTestId('open-all').click();
  assert.ok((await treeRows(page)).every((row) => row.change !== 'removed'));
});

test('? shows the keys, Escape hides them', async (t) => {
  const { page } = await openTree(t, 'clean');
  await page.keyboard.press('?');
  await page.getByTestId('help').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('help').waitFor({ state: 'detached' });
});
