// Packages: the page shows what the command says, and a person gets to them with the keyboard alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage } from './browser.mjs';
import { packages, printed, printedBytes } from './native.mjs';
import { download, offered, openLabPage, useLab } from './registry.mjs';
import { slowPackages } from './slow.mjs';

const lab = useLab();

async function look(page) {
  await done(page);
  await page.getByTestId('pane-packages').click();
  await page.getByTestId('package-grid').waitFor();
}

const rows = (page) => page.getByTestId('package-row').evaluateAll((rows) => rows.map((row) => {
  const { kind, name, version, bytes, files, layer } = row.dataset;
  return { kind, name, version, bytes: Number(bytes), files: Number(files), layer: Number(layer) };
}));
const told = (packages, bytes = 'bytes') => packages.map((row) => ({
  kind: row.kind, name: row.name, version: row.version, bytes: row[bytes], files: row.files, layer: row.layer,
}));
const bytes = async (page, name) => Number(await page.getByTestId(name).getAttribute('data-bytes'));

for (const file of ['image.tar', 'oci.tar', 'image.tar.gz']) {
  test(`the packages of ${file} are those that the command prints`, async (t) => {
    const archive = join(dirname(image('packages')), file);
    const expected = packages(archive);
    const { page } = await openPage(t);
    await choose(page, archive);
    await look(page);
    assert.deepEqual(await rows(page), told(expected.packages));
    assert.equal(await bytes(page, 'owned-bytes'), expected.owned);
    assert.equal(await bytes(page, 'unowned-bytes'), expected.unowned);
    await page.getByTestId('packages-removed').click();
    assert.deepEqual(await rows(page), told(expected.removed, 'hidden'));
    await page.locator('button[data-test=packages-unowned]').click();
    const unowned = await page.getByTestId('package-file').evaluateAll((rows) => rows.map((row) => row.dataset.path));
    assert.deepEqual(unowned, expected.unowned_largest.map(({ path }) => path));
  });
}

test('a package is found, and its files lead to the tree', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('packages'));
  await done(page);
  // With the keyboard alone.
  await page.keyboard.press('p');
  await page.getByTestId('package-grid').waitFor();
  const names = async () => (await rows(page)).map(({ name }) => name);
  const all = await names();
  await page.getByTestId('packages-sort-name').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-test=package-row]').first().and(page.locator('[data-name="@peel/scoped"]')).waitFor();
  assert.deepEqual((await names()).toSorted(), all.toSorted());
  await page.getByTestId('packages-filter').focus();
  await page.keyboard.type('greet');
  await page.getByTestId('package-row').nth(1).waitFor({ state: 'detached' });
  assert.deepEqual(await names(), ['greet']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  const hand = page.getByTestId('package-hand');
  await hand.waitFor();
  assert.equal(await hand.getAttribute('data-name'), 'greet');
  const file = hand.locator('[data-path="usr/bin/greet"]');
  await file.getByRole('button').press('Enter');
  await page.locator('[data-test=tree-row][data-path="usr/bin/greet"][aria-selected=true]').waitFor();
});

test('the reading can be ended, and begun again', async (t) => {
  const { page } = await openPage(t);
  await choose(page, slowPackages(t));
  await done(page);
  await page.keyboard.press('p');
  await page.getByTestId('packages-stop').press('Enter');
  await page.getByTestId('packages-reading').waitFor({ state: 'detached' });
  // Ended is ended: nothing comes of it later.
  await page.waitForTimeout(1_000);
  assert.equal(await page.getByTestId('package-grid').count(), 0);
  await page.getByTestId('packages-read').press('Enter');
  await page.getByTestId('package-grid').waitFor({ timeout: 120_000 });
  assert.deepEqual((await rows(page)).map(({ name, version }) => [name, version]), [['slow', '1.0']]);
});

test('an image of a registry: of the layers that were downloaded', async (t) => {
  const [expected] = JSON.parse(printed('packages', '--format', 'json', `docker://${lab.open}/public/debian:1`)).images;
  const { page } = await openLabPage(t, lab);
  await offered(page, `${lab.open}/public/debian:1`);
  await page.keyboard.press('p');
  await page.getByTestId('packages').waitFor();
  assert.equal(await page.getByTestId('package-grid').count(), 0, 'nothing was read');
  await download(page);
  await page.getByTestId('package-grid').waitFor();
  assert.equal(await bytes(page, 'owned-bytes'), expected.owned);
  assert.equal(await bytes(page, 'unowned-bytes'), expected.unowned);
  const shown = await rows(page);
  assert.ok(shown.length > 10);
  assert.deepEqual(shown, told(expected.packages).slice(0, shown.length));
});

test('the key shows them on a phone too', async (t) => {
  const { page } = await openPage(t, { viewport: { width: 390, height: 800 } });
  await choose(page, image('packages'));
  await done(page);
  assert.equal(await page.getByTestId('packages').count(), 0);
  await page.keyboard.press('p');
  await page.getByTestId('package-grid').waitFor();
  assert.ok(await page.getByTestId('package-row').first().isVisible());
});

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
})) {
  test(`everybody can use the packages: ${name}`, async (t) => {
    const { page } = await openPage(t, options);
    await choose(page, image(name === 'narrow' ? 'packages' : 'debian'));
    await done(page);
    if (name === 'narrow') await page.getByTestId('pane-details').click();
    await look(page);
    await page.getByTestId('package-row').nth(2).click();
    await page.getByTestId('package-file').first().waitFor();
    await inspect(page, `packages, ${name}`);
    await page.screenshot({ path: join(shots, `packages-${name}.png`) });
  });
}

test('a report that was asked for them shows its packages, and so does one that the page saved', async (t) => {
  const expected = packages(image('packages'));
  const { page } = await openPage(t);
  const buffer = printedBytes('analyze', '--format', 'compact', '--packages', image('packages'));
  await choose(page, { name: 'asked.peel', mimeType: '', buffer });
  await look(page);
  assert.deepEqual(await rows(page), told(expected.packages));
  await page.getByTestId('package-row').first().click();
  await page.getByTestId('package-hand').getByText('Which files it has is not in a report.').waitFor();
  await inspect(page, 'packages of a report');
  await page.screenshot({ path: join(shots, 'packages-report.png') });

  // Without them it says what to do.
  await choose(page, { name: 'not.json', mimeType: '', buffer: printedBytes('analyze', '--format', 'json', image('packages')) });
  await done(page);
  await page.getByTestId('packages').getByText('peel analyze --format json --packages').waitFor();

  await choose(page, image('packages'));
  await look(page);
  await page.getByTestId('share-open').click();
  const saving = page.waitForEvent('download');
  await page.getByTestId('save-compact').click();
  const saved = await (await saving).path();
  await page.keyboard.press('Escape');
  await choose(page, { name: 'saved.peel', mimeType: '', buffer: readFileSync(saved) });
  await look(page);
  await page.getByTestId('reopened').waitFor();
  assert.deepEqual(await rows(page), told(expected.packages));
});
