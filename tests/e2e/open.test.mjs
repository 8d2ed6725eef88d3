// Ways to open an archive, and what is seen of it at once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { choose, done, drop, image, openPage, treeRows, oracle } from './browser.mjs';
import { analyze } from './native.mjs';

test('a dropped archive shows its image', async (t) => {
  const { page } = await openPage(t);
  await page.getByTestId('landing').waitFor();
  await drop(page, image('classic'));
  await done(page);
  const config = JSON.parse(readFileSync(oracle('classic', 'skopeo-config.json')));
  const text = await page.getByTestId('app').innerText();
  assert.match(text, /classic:1\.0/);
  assert.match(text, /linux\/amd64/);
  for (const port of Object.keys(config.config.ExposedPorts)) assert.ok(text.includes(port), port);
  for (const volume of Object.keys(config.config.Volumes)) assert.ok(text.includes(volume), volume);
  for (const word of config.config.Entrypoint) assert.ok(text.includes(word), word);
  for (const [key, value] of Object.entries(config.config.Labels)) {
    assert.ok(text.includes(key), key);
    assert.ok(text.includes(value), value);
  }
  assert.ok(text.includes(config.config.User));
  assert.match(await page.title(), /classic/);
});

test('an archive chosen with the button; another replaces it', async (t) => {
  const { page } = await openPage(t);
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('choose').click();
  await (await chooser).setFiles(image('buildkit'));
  await done(page);
  await page.getByTestId('history-row').first().waitFor();
  assert.match(await page.title(), /buildkit/);
  await drop(page, image('clean'));
  await page.waitForFunction(() => document.title.includes('clean'));
  await done(page);
  assert.equal(await page.getByTestId('finding').count(), 0);
});

test('the sample comes with the page', async (t) => {
  const { page } = await openPage(t);
  await page.getByTestId('sample').click();
  await done(page);
  assert.equal(await page.getByTestId('history-row').count(), 14);
});

test('several images: a picker', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('two-images'));
  await done(page);
  const { report } = analyze(image('two-images'));
  assert.ok(report.images.length >= 2);
  const options = await page.getByTestId('image-picker').locator('option').allInnerTexts();
  assert.equal(options.length, report.images.length);
  for (const [i, { tags, history }] of report.images.entries()) {
    await page.getByTestId('image-picker').selectOption({ index: i });
    await page.waitForFunction((tag) => document.title.includes(tag), tags[0]);
    assert.equal(await page.getByTestId('history-row').count(), history.length);
  }
});

for (const name of ['blobs25', 'blobs-gzip', 'outer-gzip', 'outer-gzip-members', 'outer-zstd',
  'outer-bzip2', 'outer-xz', 'buildah', 'links',
  'oci-archive', 'oci-zstd', 'estargz', 'zstd-chunked']) {
  test(`the page and the command say the same: ${name}`, async (t) => {
    const { page } = await openPage(t);
    await choose(page, image(name));
    await done(page);
    const [expected] = analyze(image(name)).report.images;
    const rows = page.getByTestId('history-row');
    assert.equal(await rows.count(), expected.history.length);
    const sizes = await page.getByTestId('layer-size').evaluateAll((cells) =>
      cells.map((cell) => Number(cell.dataset.bytes)));
    assert.deepEqual(sizes, expected.history.filter((row) => row.layer !== null && row.layer !== undefined)
      .map((row) => expected.layers[row.layer].size));
  });
}

test('the tree is there while its layer is still being read, and can be looked at', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('huge'));
  await page.getByTestId('tree-row').first().waitFor();
  const rows = await treeRows(page);
  const state = () => page.getByTestId('app').getAttribute('data-state');
  assert.equal(await state(), 'scanning');
  await page.getByTestId('layer-progress').first().waitFor();
  assert.equal(await page.getByTestId('badge').filter({ hasText: 'verified' }).count(), 0, 'nothing is verified yet');
  // The headers tell where the contents are.
  await page.locator('[data-test=tree-row][data-kind=file]').first().click();
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-test=file]:not([data-state=reading])').waitFor();
  assert.equal(await page.getByTestId('file-problem').count(), 0);
  assert.ok(await page.getByTestId('file-row').count() > 5);
  assert.equal(await state(), 'scanning');
  await page.keyboard.press('Escape');
  await page.getByTestId('cancel').click();
  await page.getByTestId('progress').waitFor({ state: 'detached' });
  assert.deepEqual(await treeRows(page), rows, 'it stays');
  await page.getByTestId('by-headers').waitFor();
});

test('cancel keeps what was read', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('huge'));
  await page.getByTestId('history-row').first().waitFor();
  await page.getByTestId('progress').waitFor();
  await page.getByTestId('cancel').click();
  await page.getByTestId('progress').waitFor({ state: 'detached' });
  assert.notEqual(await page.getByTestId('app').getAttribute('data-state'), 'done');
  assert.ok(await page.getByTestId('history-row').count() > 0);
  // The next file opens as if nothing had been.
  await choose(page, image('clean'));
  await done(page);
  assert.match(await page.title(), /clean/);
});
