// What if: what a person ticks on the page is what the command reckons, and the lines lead there.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, settled } from './browser.mjs';
import { printed } from './native.mjs';

const without = (archive, ...ticks) => JSON.parse(printed('whatif', '--format=json', ...ticks, archive));

async function open(t, name, options) {
  const { page } = await openPage(t, options);
  await choose(page, image(name));
  await done(page);
  return page;
}

const panel = (page) => page.locator('[data-test=whatif][data-settled=true]');
const bytes = async (page, name) => Number(await page.getByTestId(`whatif-${name}`).getAttribute('data-bytes'));

/** What the panel says, once it is reckoned. */
async function shown(page) {
  await panel(page).waitFor();
  const layers = await page.getByTestId('whatif-layer').evaluateAll((rows) =>
    rows.map((row) => [Number(row.dataset.layer), Number(row.dataset.gone)]));
  return {
    before: await bytes(page, 'before'), after: await bytes(page, 'after'), gone: await bytes(page, 'less'),
    layers: Object.fromEntries(layers),
    ticks: (await page.getByTestId('whatif-tick').evaluateAll((rows) => rows.map((row) => Number(row.dataset.bytes)))).toSorted(),
    lines: (await page.getByTestId('whatif-lines').locator('pre').allTextContents()),
  };
}

const told = ({ before, gone, layers, ticks, lines }) => ({
  before, after: before - gone, gone,
  layers: Object.fromEntries(layers.map(({ gone }, layer) => [layer, gone]).filter(([, gone]) => gone > 0)),
  ticks: ticks.map(({ bytes }) => bytes).toSorted(),
  lines: ['dockerfile', 'dockerignore'].flatMap((file) =>
    lines.filter((line) => line.file === file && line.text !== '').map(({ text }) => text)),
});

const row = (page, path) => page.locator(`[data-test=tree-row][data-path="${path}"]`);

test('findings and chosen rows are what the command reckons', async (t) => {
  const page = await open(t, 'debian');
  const archive = image('debian');
  await page.getByTestId('pane-whatif').click();
  await page.getByTestId('whatif-empty').getByRole('button').click();
  const finding = page.locator('[data-test=finding][data-rule=file-rewritten-later]').first();
  await finding.locator('.finding-facts').getByTestId('tick').check();
  assert.equal(await page.getByTestId('ticked').textContent(), '1');
  // Several rows together.
  await row(page, 'app').click();
  await row(page, 'etc').click({ modifiers: ['Control'] });
  await settled(page);
  const picked = await page.locator('[data-test=tree-row][aria-selected=true]').evaluateAll((rows) => rows.map((r) => r.dataset.path));
  assert.equal(picked.length, 2);
  await page.keyboard.press('w');
  const expected = told(without(archive, '--fix=file-rewritten-later', ...picked.map((path) => `--without=/${path}`)));
  await page.locator('[data-test=whatif-tick]').nth(2).waitFor();
  assert.deepEqual(await shown(page), expected);
  assert.ok(expected.gone > 1_000_000 && Object.keys(expected.layers).length > 2, JSON.stringify(expected));
  // What takes the same bytes is told.
  await page.getByTestId('whatif-once').waitFor();
  // Once more, and they are there again.
  await page.getByTestId('tree').focus();
  await page.keyboard.press('w');
  await page.getByTestId('whatif-tick').nth(1).waitFor({ state: 'detached' });
  assert.deepEqual(await shown(page), told(without(archive, '--fix=file-rewritten-later')));
});

test('ticks are taken away one by one, undone and cleared', async (t) => {
  const page = await open(t, 'sample');
  const archive = image('sample');
  await row(page, 'etc').click();
  await settled(page);
  await page.getByTestId('tick-chosen').click();
  await page.getByTestId('whatif-tick').waitFor();
  await page.getByTestId('pane-findings').click();
  const evidence = page.locator('[data-test=evidence][data-path="srv/site/books.csv"]').first();
  await evidence.getByTestId('tick').check();
  await page.keyboard.press('Shift+W');
  const both = ['--without=etc', '--without=srv/site/books.csv'];
  await page.getByTestId('whatif-tick').nth(1).waitFor();
  assert.deepEqual(await shown(page), told(without(archive, ...both)));
  assert.match(await page.getByTestId('whatif-dockerignore').textContent(), /site\/books\.csv/);
  await page.getByTestId('whatif-tick').first().getByTestId('tick').click();
  await page.getByTestId('whatif-tick').nth(1).waitFor({ state: 'detached' });
  assert.deepEqual(await shown(page), told(without(archive, both[1])));
  await page.getByTestId('whatif-undo').click();
  await page.getByTestId('whatif-tick').nth(1).waitFor();
  assert.deepEqual(await shown(page), told(without(archive, ...both)));
  await page.getByTestId('whatif-clear').click();
  await page.getByTestId('whatif-empty').waitFor();
  assert.equal(await page.getByTestId('ticked').count(), 0);
  await page.getByTestId('whatif-undo').click();
  await page.getByTestId('whatif-tick').nth(1).waitFor();
  // The lines of a file as a whole, with what they are for.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByTestId('whatif-dockerfile').getByTestId('copy').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /\n# Layer 4, made by RUN .*\n# Delete it in the RUN that makes it/);
  assert.match(copied, /\n && rm -rf \/etc\n/);
});

test('another image has no ticks', async (t) => {
  const page = await open(t, 'sample');
  await row(page, 'etc').click();
  await page.keyboard.press('w');
  await page.getByTestId('whatif-tick').waitFor();
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('whatif-empty').waitFor();
});

test('what is ticked stands in the address, and a reload comes to it', async (t) => {
  const page = await open(t, 'debian');
  await page.getByTestId('pane-findings').click();
  const finding = page.locator('[data-test=finding][data-rule=package-cache-kept]').nth(1);
  await finding.locator('.finding-facts').getByTestId('tick').check();
  await row(page, 'etc').click();
  await page.keyboard.press('w');
  const before = await shown(page);
  const { hash } = new URL(page.url());
  await page.waitForFunction(() => location.hash.endsWith('without=package-cache-kept:2,/etc'));
  await page.reload();
  await page.getByTestId('app').waitFor();
  await choose(page, image('debian'));
  await done(page);
  assert.deepEqual(await shown(page), before, hash);
  assert.equal(await page.getByTestId('ticked').textContent(), '2');
  // With both numbers, every tab of the details is whole and in sight.
  const tabs = () => page.locator('.tabs').evaluate((tabs) => [tabs, ...tabs.children].map((e) => e.scrollWidth - e.clientWidth));
  assert.deepEqual(await tabs(), Array(6).fill(0));
  await page.getByTestId('language').click();
  await page.locator('html[lang=es]').waitFor();
  assert.deepEqual(await tabs(), Array(6).fill(0), 'in Spanish');
});

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
})) {
  test(`everybody can use what if: ${name}`, async (t) => {
    const page = await open(t, 'debian', options);
    if (name === 'narrow') await page.getByTestId('pane-details').click();
    await page.getByTestId('pane-findings').click();
    for (const rule of ['package-cache-kept', 'context-leftover']) {
      const finding = page.locator(`[data-test=finding][data-rule=${rule}]`).first();
      await finding.locator('.finding-facts').getByTestId('tick').check();
    }
    await page.locator('[data-test=finding][data-rule=build-tools-kept]').first().getByTestId('evidence').first().getByTestId('tick').check();
    await inspect(page, `findings with ticks, ${name}`);
    await page.screenshot({ path: join(shots, `whatif-findings-${name}.png`) });
    await page.getByTestId('pane-whatif').click();
    await page.getByTestId('whatif-tick').nth(2).waitFor();
    await panel(page).waitFor();
    await inspect(page, `what if, ${name}`);
    await page.screenshot({ path: join(shots, `whatif-${name}.png`) });
    await page.getByTestId('whatif-lines').last().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(shots, `whatif-lines-${name}.png`) });
    await page.getByTestId('whatif-clear').click();
    await inspect(page, `nothing ticked, ${name}`);
    await page.screenshot({ path: join(shots, `whatif-empty-${name}.png`) });
  });
}
