// What an image is compared with: one of several in another archive, an image of a registry, a file that is
// dropped; and the address that leads back to it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, drop, image } from './browser.mjs';
import { printed } from './native.mjs';
import { faults, openLabPage, own, release, useLab } from './registry.mjs';

const lab = useLab();

const archive = (name) => image(`rebuild/${name}.tar`);
const told = (...words) => JSON.parse(printed('compare', '--format', 'json', ...words));
const expected = (comparison) => comparison.files.rows
  .filter(({ change }) => change !== 'time').map(({ path, change }) => [path, change]);
const rows = (page) => page.getByTestId('compare-row').evaluateAll((rows) => rows.map(({ dataset }) => [
  dataset.path, dataset.change,
]));
const listed = (page, count) => page.locator(`[data-test=compare-rows][data-total="${count}"]`).waitFor();
const hash = (page) => new URL(page.url()).hash;
const hashIs = (page, test) => page.waitForFunction((test) => new RegExp(test).test(location.hash), test);

async function open(t, file, options) {
  const { page } = await openLabPage(t, lab, options);
  await choose(page, file);
  await done(page);
  await page.getByTestId('compare-open').click();
  await page.getByTestId('compare-choice').waitFor();
  return page;
}

async function reopened(page, file) {
  await page.reload();
  await page.getByTestId('app').waitFor();
  await choose(page, file);
  await done(page);
}

/** As many rows, and the first of them the same: a page lists the first only. */
async function same(page, comparison) {
  const all = expected(comparison);
  await listed(page, all.length);
  const shown = await rows(page);
  assert.ok(shown.length > 0);
  assert.deepEqual(shown, all.slice(0, shown.length));
}

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
})) {
  test(`of another archive's images a person chooses one: ${name}`, async (t) => {
    const page = await open(t, archive(2), options);
    await page.getByTestId('file-input').setInputFiles(archive('both'));
    const which = page.getByTestId('compare-which');
    await which.first().waitFor();
    assert.deepEqual(await which.allInnerTexts(), ['peel.test/rebuild:1', 'peel.test/rebuild:2']);
    await inspect(page, `which image, ${name}`);
    await page.screenshot({ path: join(shots, `compare-which-${name}.png`) });
    await which.first().press('Enter');
    await same(page, told('--images', '1,1', archive('both'), archive(2)));
    // The other one is the image at hand.
    await page.getByTestId('compare-again').click();
    await page.getByTestId('file-input').setInputFiles(archive('both'));
    await which.nth(1).click();
    await page.getByTestId('compare-sides').waitFor();
    assert.equal((await page.getByTestId('compare-row').count()), 0);
  });
}

test('an image of a registry, kept in the address through reload, back and forward', async (t) => {
  const file = image('waste-F-duplicate');
  const page = await open(t, file);
  const reference = `${lab.open}/public/classic:1`;
  await page.getByTestId('compare-reference').fill(reference);
  await page.getByTestId('compare-reference').press('Enter');
  const comparison = told(image('classic'), file);
  await same(page, comparison);
  const bytes = async (name) => Number(await page.getByTestId(name).getAttribute('data-bytes'));
  assert.equal(await bytes('compare-shared'), comparison.layers.shared_size);
  assert.equal(await bytes('compare-size'), comparison.new.size);
  await hashIs(page, 'compare=reference&with=');
  assert.match(hash(page), new RegExp(`with=${reference}$`));

  await reopened(page, file);
  await same(page, comparison);
  // Closed by hand; back to it at once, as it is kept, and closed by going forward.
  await page.getByTestId('compare-close').click();
  await page.getByTestId('compare').waitFor({ state: 'detached' });
  await page.waitForFunction(() => !location.hash.includes('compare='));
  await page.goBack();
  await same(page, comparison);
  await page.goForward();
  await page.getByTestId('compare').waitFor({ state: 'detached' });
});

test('list, filter, ways and order of a comparison are in the address, through reload, back and forward', async (t) => {
  const both = archive('both');
  const page = await open(t, both);
  await page.getByTestId('compare-image').click();
  const comparison = told('--images', '2,1', both);
  await same(page, comparison);
  await page.getByTestId('compare-way-time').click();
  const all = comparison.files.rows.filter(({ path }) => path.includes('srv'));
  await page.getByTestId('compare-filter').pressSequentially('srv');
  await page.getByTestId('compare-sort-new').click();
  await listed(page, all.length);
  await hashIs(page, 'compare=image&with=2&compare-filter=srv&compare-hide=none&compare-sort=-new$');
  const largest = async () => (await rows(page)).map(([path]) => path);
  const size = ({ new: there }) => there?.size ?? 0;
  const expectedOrder = [...all].sort((a, b) => size(b) - size(a)).map(({ path }) => path);
  const sorted = await largest();
  assert.deepEqual(sorted, expectedOrder.slice(0, sorted.length));
  await page.locator('button[data-test=compare-layers]').click();
  await page.getByTestId('compare-layer').first().waitFor();
  await hashIs(page, 'compare-list=layers&compare-filter=srv');
  const layers = await page.getByTestId('compare-layer').count();

  // The layers after a reload, the files by going back, as they were filtered and sorted.
  await reopened(page, both);
  await page.getByTestId('compare-layer').first().waitFor();
  assert.equal(await page.getByTestId('compare-layer').count(), layers);
  await page.goBack();
  await listed(page, all.length);
  assert.deepEqual(await largest(), sorted);
  assert.equal(await page.getByTestId('compare-filter').inputValue(), 'srv');
  assert.equal(await page.getByTestId('compare-way-time').getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('.compare-new[aria-sort]').getAttribute('aria-sort'), 'descending');
  await page.goForward();
  await page.getByTestId('compare-layer').first().waitFor();
  // A comparison that is begun anew is as it is at first.
  await page.getByTestId('compare-again').click();
  await page.getByTestId('compare-image').click();
  await same(page, comparison);
  await hashIs(page, 'compare=image&with=2$');
});

test('another image and two layers are in the address, and a file is asked for again', async (t) => {
  const page = await open(t, archive('both'));
  await page.getByTestId('compare-image').click();
  await same(page, told('--images', '2,1', archive('both')));
  await hashIs(page, 'compare=image&with=2$');
  await page.getByTestId('compare-again').click();
  await page.getByTestId('compare-old-layer').selectOption({ index: 4 });
  await page.getByTestId('compare-new-layer').selectOption({ index: 5 });
  await page.locator('button[data-test=compare-layers]').click();
  const layers = told('--layers', '5,6', archive('both'));
  await same(page, layers);
  await hashIs(page, 'compare=layers&with=5,6$');
  await reopened(page, archive('both'));
  await same(page, layers);
  await page.goBack();
  await same(page, told('--images', '2,1', archive('both')));

  await page.getByTestId('compare-again').click();
  await page.getByTestId('file-input').setInputFiles(archive(1));
  const file = told('--images', '1,1', archive(1), archive('both'));
  await page.getByTestId('compare-sides').waitFor();
  await hashIs(page, 'compare=file&with=1.tar$');
  const there = hash(page);
  await reopened(page, archive('both'));
  await page.locator('[data-test=compare-file-again]', { hasText: '1.tar' }).waitFor();
  assert.equal(hash(page), there);
  await inspect(page, 'a file is asked for again');
  await page.screenshot({ path: join(shots, 'compare-file-again.png') });
  await page.getByTestId('file-input').setInputFiles(archive(1));
  await page.getByTestId('compare-sides').waitFor();
  assert.equal(await page.getByTestId('compare-row').count(), expected(file).length);
});

test('a file that is dropped on the dialog is compared with', async (t) => {
  const page = await open(t, archive(2));
  await drop(page, archive(1));
  await same(page, told(archive(1), archive(2)));
  assert.match(await page.getByTestId('image-name').innerText(), /rebuild:2/);
});

test('cancel while the old image comes; then another is chosen', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const page = await open(t, archive(2));
  await faults(host, { kind: 'hold' });
  await page.getByTestId('compare-reference').fill(`${host}/public/sample:latest`);
  await page.getByTestId('compare-reference').press('Enter');
  await page.getByTestId('compare-reading').waitFor();
  await page.screenshot({ path: join(shots, 'compare-reading.png') });
  await page.getByTestId('compare-cancel').click();
  await page.getByTestId('compare').waitFor({ state: 'detached' });
  await page.waitForFunction(() => !location.hash.includes('compare='));
  await faults(host);
  await release(host);
  // Nothing of it comes any more.
  await page.keyboard.press('v');
  await page.getByTestId('compare-choice').waitFor();
  await page.getByTestId('file-input').setInputFiles(archive(1));
  await same(page, told(archive(1), archive(2)));
});
