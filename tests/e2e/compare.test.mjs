// Comparing images: the page shows what the command says, for a file, another image of the archive, and
// two layers; and a person gets to it with the keyboard alone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage } from './browser.mjs';
import { printed } from './native.mjs';
import { slowPackages } from './slow.mjs';

const archive = (name) => image(`rebuild/${name}.tar`);
const told = (...words) => JSON.parse(printed('compare', '--format', 'json', ...words));

const rows = (page) => page.getByTestId('compare-row').evaluateAll((rows) => rows.map(({ dataset }) => [
  dataset.path, dataset.change,
]));
const expected = (comparison) => comparison.files.rows
  .filter(({ change }) => change !== 'time').map(({ path, change }) => [path, change]);
const bytes = async (page, name) => Number(await page.getByTestId(name).getAttribute('data-bytes'));

async function listed(page, count) {
  await page.locator(`[data-test=compare-rows][data-total="${count}"]`).waitFor();
}

/** Opens the second build, and compares it with the first. */
async function compare(page) {
  await choose(page, archive(2));
  await done(page);
  await page.getByTestId('compare-open').click();
  await page.getByTestId('compare-choice').waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('compare-file').click();
  await (await chooser).setFiles(archive(1));
  await page.getByTestId('compare-rows').waitFor();
}

test('another file: sums, files, layers and settings are those that the command tells', async (t) => {
  const comparison = told(archive(1), archive(2));
  const { page } = await openPage(t);
  await compare(page);
  await listed(page, expected(comparison).length);
  assert.deepEqual(await rows(page), expected(comparison));
  assert.equal(await bytes(page, 'compare-shared'), comparison.layers.shared_size);
  assert.equal(await bytes(page, 'compare-download'), comparison.rebuild.download);
  assert.equal(await bytes(page, 'compare-needless'), comparison.rebuild.needless);
  assert.match(await page.getByTestId('compare-cause').innerText(), /ENV APP_VERSION=2[^]*ENV APP_VERSION=1/);
  // Times are hidden at first.
  const all = comparison.files.rows.length;
  await page.getByTestId('compare-way-time').click();
  await listed(page, all);
  await page.getByTestId('compare-filter').fill('SRV/APP/k');
  await listed(page, expected(comparison).filter(([path]) => path.startsWith('srv/app/k')).length);
  await page.getByTestId('compare-filter').fill('nowhere at all');
  await page.getByTestId('compare-none').waitFor();
  await page.getByTestId('compare-filter').fill('');
  await page.getByTestId('compare-sort-growth').click();
  await page.locator('[data-test=compare-row][aria-rowindex="2"][data-path="srv/app/script"]').waitFor();
  await page.locator('button[data-test=compare-layers]').click();
  const layers = page.getByTestId('compare-layer');
  const { only_new: now, only_old: then, shared } = comparison.layers;
  assert.equal(await layers.count(), now.length + then.length + shared.length);
  assert.match(await layers.first().innerText(), /nothing changed since layer 3/);
  await page.getByTestId('compare-settings').click();
  assert.equal(await page.getByTestId('compare-setting').count(), comparison.settings.length);
  // It is kept, and a file leads into the tree.
  await page.getByTestId('compare-close').click();
  await page.getByTestId('compare').waitFor({ state: 'detached' });
  await page.keyboard.press('v');
  await page.getByTestId('compare-files').click();
  await page.locator('[data-test=compare-row][data-path="srv/app/script"] button').press('Enter');
  await page.locator('[data-test=tree-row][data-path="srv/app/script"][aria-selected=true]').waitFor();
});

const packageRows = (page) => page.getByTestId('compare-package').evaluateAll((rows) => rows.map(({ dataset }) => ({
  kind: dataset.kind, name: dataset.name, old: dataset.old, new: dataset.new,
  bytes: [Number(dataset.oldBytes), Number(dataset.newBytes)],
})));
const packagesOf = ({ packages }) => packages.changes.map((change) => ({
  kind: change.kind, name: change.name, old: change.old ?? undefined, new: change.new ?? undefined,
  bytes: [change.old_bytes, change.new_bytes],
}));

test('the packages of both are read when they are looked at', async (t) => {
  const comparison = told(archive(1), archive(2));
  assert.ok(comparison.packages.changes.length > 1);
  const { page } = await openPage(t);
  await compare(page);
  // Of what was closed, packages can be read still.
  await page.getByTestId('compare-close').click();
  await page.getByTestId('compare').waitFor({ state: 'detached' });
  await page.keyboard.press('v');
  await page.locator('button[data-test=compare-packages]').press('Enter');
  await page.getByTestId('compare-package-rows').waitFor();
  assert.deepEqual(await packageRows(page), packagesOf(comparison));
  const { old, new: now } = comparison.packages;
  assert.match(await page.getByTestId('compare-package-sums').innerText(), new RegExp(`^${old} packages before, ${now} now`));
  // The panel has a reading of its own.
  await page.getByTestId('compare-close').click();
  await page.keyboard.press('p');
  await page.getByTestId('package-row').first().waitFor();
});

test('the packages of two images of one archive', async (t) => {
  const { page } = await openPage(t);
  await choose(page, archive('both'));
  await done(page);
  // Those of the image at hand are known already.
  await page.keyboard.press('p');
  await page.getByTestId('package-grid').waitFor();
  await page.keyboard.press('v');
  await page.getByTestId('compare-image').press('Enter');
  await page.locator('button[data-test=compare-packages]').click();
  await page.getByTestId('compare-package-rows').waitFor();
  assert.deepEqual(await packageRows(page), packagesOf(told('--images', '2,1', archive('both'))));
});

test('reading the packages of both can be ended, and begun again', async (t) => {
  const { page } = await openPage(t);
  await choose(page, archive(2));
  await done(page);
  await page.getByTestId('compare-open').click();
  await page.getByTestId('compare-choice').waitFor();
  await page.getByTestId('file-input').setInputFiles(slowPackages(t));
  await page.getByTestId('compare-rows').waitFor({ timeout: 120_000 });
  await page.locator('button[data-test=compare-packages]').click();
  await page.getByTestId('compare-packages-stop').press('Enter');
  await page.getByTestId('compare-packages-read').waitFor();
  await page.getByTestId('compare-packages-read').press('Enter');
  await page.getByTestId('compare-package-rows').waitFor({ timeout: 120_000 });
  const found = await packageRows(page);
  assert.ok(found.some(({ name, old, new: now }) => name === 'slow' && old === '1.0' && now === undefined));
});

test('another image of the archive, and two layers, with the keyboard', async (t) => {
  const { page } = await openPage(t);
  await choose(page, archive('both'));
  await done(page);
  await page.keyboard.press('v');
  await page.getByTestId('compare-image').press('Enter');
  const other = told('--images', '2,1', archive('both'));
  await listed(page, expected(other).length);
  assert.deepEqual(await rows(page), expected(other));
  await page.getByTestId('compare-again').press('Enter');
  await page.getByTestId('compare-old-layer').selectOption({ index: 4 });
  await page.getByTestId('compare-new-layer').selectOption({ index: 5 });
  await page.locator('button[data-test=compare-layers]').press('Enter');
  const layers = told('--layers', '5,6', archive('both'));
  await listed(page, expected(layers).length);
  assert.deepEqual(await rows(page), expected(layers));
});

test('what is no image is said, and another can be chosen; what is dropped is compared', async (t) => {
  const { page } = await openPage(t);
  await choose(page, archive(2));
  await done(page);
  await page.getByTestId('compare-open').click();
  await page.getByTestId('file-input').setInputFiles({ name: 'no.tar', mimeType: '', buffer: Buffer.from('no image') });
  await page.getByTestId('compare-failed').waitFor();
  await page.getByTestId('compare-reference').fill('not a reference!');
  await page.getByTestId('compare-reference').press('Enter');
  await page.locator('[data-test=compare-failed]', { hasText: 'reference' }).waitFor();
  await page.getByTestId('file-input').setInputFiles(archive(1));
  await page.getByTestId('compare-rows').waitFor();
  // The image at hand is still the one that was opened.
  assert.match(await page.getByTestId('image-name').innerText(), /rebuild:2/);
});

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
})) {
  test(`everybody can compare: ${name}`, async (t) => {
    const { page } = await openPage(t, options);
    await choose(page, archive('both'));
    await done(page);
    await page.getByTestId('compare-open').click();
    await inspect(page, `the choice, ${name}`);
    await page.screenshot({ path: join(shots, `compare-choice-${name}.png`) });
    await page.getByTestId('compare-image').click();
    await page.getByTestId('compare-row').first().waitFor();
    await inspect(page, `files, ${name}`);
    await page.screenshot({ path: join(shots, `compare-files-${name}.png`) });
    await page.locator('button[data-test=compare-layers]').click();
    await inspect(page, `layers, ${name}`);
    await page.screenshot({ path: join(shots, `compare-layers-${name}.png`) });
    await page.locator('button[data-test=compare-packages]').click();
    await page.getByTestId('compare-package').first().waitFor();
    await inspect(page, `packages, ${name}`);
    await page.screenshot({ path: join(shots, `compare-packages-${name}.png`) });
  });
}
