// What a person asks to see of the tree: filters, columns, several rows, and the way back to them all,
// with the mouse and with keys alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, oracle, settled, treeRows } from './browser.mjs';

async function openTree(t, name, options) {
  const { page } = await openPage(t, options);
  await choose(page, image(name));
  await done(page);
  return page;
}

/** What umoci unpacks of the image: path, kind and bytes of each. */
const unpacked = readFileSync(oracle('debian', 'rootfs.tsv'), 'utf8').trim().split('\n').map((line) => {
  const [path, kind, , , , size, , first] = line.split('\t');
  return { path, kind, bytes: Number(size || 0), named: Boolean(first) };
});

const rowCount = (page) => page.getByTestId('tree').getAttribute('data-rows').then(Number);
const hits = async (page) => {
  await settled(page);
  return Number((await page.getByTestId('hits').innerText()).replace(/\D/g, ''));
};
const chips = (page) => page.getByTestId('chip').locator('.chip-words').allInnerTexts();
const hash = (page) => new URL(page.url()).hash;
const hashIs = (page, expected) => page.waitForFunction((expected) => location.hash === expected, expected);

/** The path of the row at hand, as the line below the tree tells it. */
async function atHand(page) {
  await settled(page);
  return (await page.getByTestId('crumb').allInnerTexts()).join('/');
}

test('globs and regular expressions, with what is wrong said where one writes', async (t) => {
  const page = await openTree(t, 'debian');
  await page.getByTestId('filter-how').selectOption('glob');
  await page.getByTestId('filter').fill('*.conf');
  const conf = unpacked.filter(({ path }) => /[^/]*\.conf$/.test(path));
  assert.equal(await hits(page), conf.length);
  const bytes = await page.getByTestId('hits-bytes').innerText();
  assert.match(bytes, /kB$/);
  await page.getByTestId('filter-how').selectOption('regex');
  const field = page.getByTestId('filter');
  await field.fill('^/etc/[^/]+\\.conf$');
  assert.equal(await hits(page), unpacked.filter(({ path }) => /^etc\/[^/]+\.conf$/.test(path)).length);
  const before = await rowCount(page);
  await field.fill('^/etc/([^/]+\\.conf$');
  assert.equal(await page.getByTestId('filter-trouble').innerText(), 'At character 7: unclosed group.');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.equal(await rowCount(page), before, 'what was found is still there');
  await inspect(page, 'a wrong pattern');
  await field.fill('^/etc/');
  await page.getByTestId('filter-trouble').waitFor({ state: 'detached' });
});

test('kinds, sizes and changes with the mouse; sums follow; each part goes away by its cross', async (t) => {
  const page = await openTree(t, 'debian');
  const menu = page.getByTestId('filter-menu');
  await menu.locator('summary').click();
  await page.getByTestId('show-file').check();
  await page.getByTestId('at-least').fill('1 MB');
  await page.getByTestId('at-least').press('Enter');
  const large = unpacked.filter(({ kind, bytes, named }) => kind === 'f' && !named && bytes >= 1e6);
  // Files with several names count once, at whichever the tar has first.
  const twice = new Set(unpacked.filter(({ named, bytes }) => named && bytes >= 1e6).map(({ bytes }) => bytes));
  assert.equal(await hits(page), large.length + twice.size);
  await page.getByTestId('at-most').fill('a lot');
  await page.getByTestId('at-most').press('Tab');
  await menu.getByRole('alert').waitFor();
  await inspect(page, 'the filters');
  await page.screenshot({ path: join(shots, 'filters-menu.png') });
  await page.keyboard.press('Escape');
  assert.equal(await menu.getAttribute('open'), null);
  assert.deepEqual(await chips(page), ['files', 'at least 1MB']);
  const rows = await treeRows(page);
  const sum = large.reduce((sum, { bytes }) => sum + bytes, 0) + [...twice].reduce((a, b) => a + b, 0);
  const top = rows.filter(({ path }) => !path.includes('/')).reduce((sum, { bytes }) => sum + bytes, 0);
  assert.equal(top, sum, 'folders sum up what is shown');
  await page.getByTestId('chip-remove').first().click();
  assert.deepEqual(await chips(page), ['at least 1MB']);
  await page.getByTestId('chip-remove').first().click();
  assert.deepEqual(await chips(page), []);
  await settled(page);
  assert.equal(await page.getByTestId('hits').count(), 0);
});

test('filters are undone and done again', async (t) => {
  const page = await openTree(t, 'debian');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('lib');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+u');
  assert.deepEqual(await chips(page), ['“lib” in the name', 'added, changed, removed']);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await chips(page), ['“lib” in the name']);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await chips(page), []);
  assert.equal(await page.getByTestId('filter').inputValue(), '', 'a text is undone as a whole');
  await page.keyboard.press('Control+Shift+Z');
  await page.keyboard.press('Control+y');
  assert.equal((await chips(page)).length, 2);
  await page.getByTestId('filter-undo').click();
  assert.deepEqual(await chips(page), ['“lib” in the name']);
  // From within the field too.
  await page.getByTestId('filter').focus();
  await page.keyboard.press('Control+z');
  assert.deepEqual(await chips(page), []);
  await page.getByTestId('filter-redo').click();
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Escape');
  assert.deepEqual(await chips(page), []);
});

test('the keys of dive', async (t) => {
  const page = await openTree(t, 'debian');
  const tree = page.getByTestId('tree');
  await tree.focus();
  await page.keyboard.press('Home');
  const closed = await rowCount(page);
  await page.keyboard.press('Control+Space');
  await settled(page);
  assert.ok(await rowCount(page) > closed);
  await page.keyboard.press('Control+Space');
  await settled(page);
  assert.equal(await rowCount(page), closed);
  for (const [key, chip] of [
    ['Shift+A', 'changed, removed, unchanged'], ['Shift+R', 'added, changed, unchanged'],
    ['Control+m', 'added, removed, unchanged'], ['Control+u', 'added, changed, removed'],
  ]) {
    await page.keyboard.press(key);
    assert.deepEqual(await chips(page), [chip], key);
    await page.keyboard.press(key);
    assert.deepEqual(await chips(page), [], key);
  }
  const heads = () => page.getByRole('columnheader').allInnerTexts();
  const all = await heads();
  await page.keyboard.press('Control+b');
  assert.equal((await heads()).length, all.length - 2);
  await page.keyboard.press('Control+b');
  assert.equal((await heads()).length, all.length + 1, 'with the time');
  await page.keyboard.press('?');
  assert.match(await page.getByTestId('help').innerText(), /Ctrl R\s+reloads the page/);
});

test('columns are chosen, sort, and are remembered', async (t) => {
  const page = await openTree(t, 'debian');
  await page.getByTestId('column-menu').locator('summary').click();
  await page.getByTestId('column-modified').check();
  await page.getByTestId('column-layer').check();
  await page.getByTestId('column-owner').uncheck();
  await inspect(page, 'the columns');
  await page.keyboard.press('Escape');
  await page.getByTestId('sort-modified').click();
  await settled(page);
  const times = await page.locator('.tree-rows .cell-modified').allInnerTexts();
  const told = times.filter((time) => time);
  assert.ok(told.length > 5 && told.every((time) => /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(time)), told.join());
  assert.deepEqual(told, [...told].sort().reverse());
  await page.getByTestId('sort-modified').click();
  assert.equal(await page.locator('[aria-sort=ascending]').innerText(), 'Modified (UTC)\n▲'.replace('\n', ''));
  await page.getByTestId('sort-layer').click();
  await settled(page);
  const layers = (await page.locator('.tree-rows .cell-layer').allInnerTexts()).map(Number);
  assert.deepEqual(layers, [...layers].sort((a, b) => a - b));
  await page.reload();
  await choose(page, image('debian'));
  await done(page);
  assert.equal(await page.getByTestId('sort-owner').count(), 0);
  assert.equal(await page.getByTestId('sort-modified').count(), 1);
});

test('several rows are chosen, and summed up', async (t) => {
  const page = await openTree(t, 'debian');
  const tree = page.getByTestId('tree');
  const picked = async () => {
    await settled(page);
    return page.getByTestId('picked').innerText();
  };
  const selected = async () => {
    await settled(page);
    return page.locator('[data-test=tree-row][aria-selected=true]').count();
  };
  await tree.focus();
  await page.keyboard.press('Home');
  const rows = await treeRows(page);
  assert.equal(await selected(), 1);
  assert.equal(await picked(), '');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  assert.equal(await selected(), 3);
  assert.match(await picked(), /^3 rows chosen, /);
  const bytes = await page.getByTestId('picked').getAttribute('title');
  const sum = rows.slice(0, 3).reduce((sum, row) => sum + row.bytes, 0);
  assert.equal(Number(bytes.replace(/\D/g, '')), sum);
  await inspect(page, 'several rows');
  await page.keyboard.press('Shift+ArrowUp');
  assert.equal(await selected(), 2);
  // Further down, without those between.
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  assert.equal(await selected(), 2);
  await page.keyboard.press('Shift+Space');
  assert.equal(await selected(), 3);
  const row = (index) => page.locator(`[data-test=tree-row][data-path="${rows[index].path}"]`);
  await row(5).click({ modifiers: ['Control'] });
  assert.equal(await selected(), 4);
  await row(5).click({ modifiers: ['Control'] });
  assert.equal(await selected(), 3);
  await row(0).click({ modifiers: ['Control'] });
  await row(4).click({ modifiers: ['Shift'] });
  assert.equal(await selected(), 5);
  await tree.focus();
  await page.keyboard.press('Control+a');
  assert.match(await picked(), new RegExp(`^${rows.length} rows chosen`));
  await page.keyboard.press('Escape');
  assert.equal(await picked(), '');
  assert.equal(await selected(), 1);
  assert.equal(await tree.getAttribute('aria-multiselectable'), 'true');
});

test('the place is in the address: back, forward, and reload with a file that is dropped again', async (t) => {
  const page = await openTree(t, 'debian');
  assert.equal(hash(page), '');
  await page.keyboard.press('/');
  await page.keyboard.type('os-rel');
  await hashIs(page, '#filter=os-rel');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  const path = await atHand(page);
  assert.match(path, /os-release$/);
  await hashIs(page, `#path=${path}&filter=os-rel`);
  await page.getByTestId('sort-size').click();
  await page.waitForFunction(() => location.hash.includes('&sort=size'));
  await page.locator('[data-test=history-row][data-layer="0"]').getByRole('button').first().click();
  await page.getByTestId('mode-layer').click();
  await page.waitForFunction(() => location.hash.includes('layer=1&view=layer'));
  const there = hash(page);
  const looks = async () => ({
    text: await page.getByTestId('filter').inputValue(),
    layer: await page.getByTestId('mode-layer').getAttribute('aria-pressed'),
    sort: await page.locator('[aria-sort=descending]').count(),
  });
  await page.goBack();
  await page.waitForFunction((there) => location.hash !== there, there);
  await settled(page);
  while (hash(page).includes('layer=1')) {
    await page.goBack();
    await settled(page);
  }
  assert.deepEqual(await looks(), { text: 'os-rel', layer: 'false', sort: 1 });
  await page.goBack();
  await page.locator('[aria-sort=descending]').waitFor({ state: 'detached' });
  assert.deepEqual(await looks(), { text: 'os-rel', layer: 'false', sort: 0 });
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('[data-test=filter]').value === '');
  await page.goForward();
  await page.waitForFunction(() => document.querySelector('[data-test=filter]').value === 'os-rel');
  await page.goForward();
  await page.locator('[aria-sort=descending]').waitFor();
  await settled(page);
  assert.equal(await atHand(page), path, 'the row too');
  const before = hash(page);
  await page.reload();
  assert.equal(hash(page), before, 'it waits for the file');
  await choose(page, image('debian'));
  await done(page);
  assert.deepEqual(await looks(), { text: 'os-rel', layer: 'false', sort: 1 });
  assert.equal(await atHand(page), path);
  assert.equal(hash(page), before);
  // Another file is another place.
  await choose(page, image('classic'));
  await done(page);
  assert.deepEqual(await looks(), { text: '', layer: 'false', sort: 0 });
  await hashIs(page, '');
});

test('the path at hand leads to its folders', async (t) => {
  const page = await openTree(t, 'debian');
  await page.keyboard.press('/');
  await page.keyboard.type('usr/lib/os-release');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  assert.equal(await atHand(page), 'usr/lib/os-release');
  await page.getByTestId('crumb').nth(1).click();
  assert.equal(await atHand(page), 'usr/lib');
  assert.equal(await page.getByTestId('crumb').last().getAttribute('aria-current'), 'location');
});

for (const [colorScheme, viewport] of [
  ['light', { width: 1400, height: 900 }], ['dark', { width: 1400, height: 900 }], ['light', { width: 390, height: 844 }],
]) {
  const size = viewport.width < 500 ? 'narrow' : 'wide';
  test(`the filtered tree, ${colorScheme}, ${size}`, async (t) => {
    const page = await openTree(t, 'debian', { colorScheme, viewport, reducedMotion: 'reduce' });
    if (size === 'narrow') await page.getByTestId('pane-tree').click();
    await page.getByTestId('filter-how').selectOption('glob');
    await page.getByTestId('filter').fill('*.so*');
    await page.getByTestId('only-changes').click();
    await page.getByTestId('filter-how').focus();
    await page.getByTestId('only-changes').click();
    await settled(page);
    await page.getByTestId('tree').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowUp');
    await settled(page);
    await inspect(page, 'the filtered tree');
    await page.screenshot({ path: join(shots, `filters-${colorScheme}-${size}.png`) });
  });
}
