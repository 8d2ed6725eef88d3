// The palette: every command, layer, image and finding, found by a few letters.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, settled } from './browser.mjs';

const focused = (page) => page.evaluate(() => document.activeElement.dataset.test);
const options = (page) => page.getByTestId('palette-option').evaluateAll((all) =>
  all.map((option) => option.dataset.text));
const gone = (page) => page.getByTestId('palette').waitFor({ state: 'detached' });

/** Writes into the palette, and takes what comes first. */
async function take(page, letters) {
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').waitFor();
  await page.keyboard.type(letters);
  const [first] = await options(page);
  await page.keyboard.press('Enter');
  await gone(page);
  await settled(page);
  return first;
}

test('a few letters find commands, layers, findings, panels and columns, and do them', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('tree').focus();

  assert.match(await take(page, 'layer 5'), /^Layer 5 /);
  assert.match(await page.locator('#tree-title').innerText(), /^Layer 5 /);

  assert.equal(await take(page, 'panel siz'), 'Sizes: where the bytes are');
  await page.getByTestId('panel-sizes').waitFor();

  assert.equal(await take(page, 'col mod'), 'Hide the column Mode');
  assert.equal(await page.getByTestId('sort-mode').count(), 0);
  assert.equal(await take(page, 'col mod'), 'Show the column Mode');
  await page.getByTestId('sort-mode').waitFor();

  assert.equal(await take(page, 'sbs'), 'Sort by size; again: turn round');
  await page.locator('[role=columnheader][aria-sort=descending]:has([data-test=sort-size]), [data-test=sort-size][aria-sort=descending]').waitFor();

  const title = await (async () => {
    await page.getByTestId('pane-findings').click();
    const title = await page.locator('[data-test=finding]:has([data-test=evidence][data-path]) h3 bdi').first().innerText();
    await page.getByTestId('pane-overview').click();
    return title;
  })();
  assert.equal(await take(page, title), title);
  await page.getByTestId('panel-findings').waitFor();
  assert.ok((await page.getByTestId('crumb').allInnerTexts()).length > 0, 'its place is at hand');

  // What puts the focus elsewhere does so after the palette is gone.
  assert.equal(await take(page, 'filter tree'), 'Filter the tree');
  assert.equal(await focused(page), 'filter');
  await page.keyboard.type('etc');
  assert.equal(await take(page, 'hide keys'), 'Show or hide the keys');
  await page.getByTestId('help').waitFor();
  await page.keyboard.press('Escape');
});

test('on a Mac its key is called as it is printed there', async (t) => {
  const { page } = await openPage(t);
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { value: 'MacIntel' }));
  await page.reload();
  assert.match(await page.getByTestId('commands').innerText(), /⌘K/);
  assert.equal(await page.getByTestId('commands').getAttribute('title'), 'Commands (⌘K)');
  await page.keyboard.press('Meta+k');
  await page.getByTestId('palette').waitFor();
  assert.ok((await page.getByTestId('palette').innerText()).includes('⌘'));
});

test('arrows walk, Esc gives the focus back, and a click does the same as Enter', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Control+k');
  assert.equal(await focused(page), 'palette-query');
  const field = page.getByTestId('palette-query');
  const at = () => field.evaluate((field) => document.getElementById(field.getAttribute('aria-activedescendant')).dataset.text);
  const all = await options(page);
  assert.equal(all.length, 60);
  assert.match(await page.getByTestId('palette-told').innerText(), /^\d+ more/);
  assert.equal(await at(), all[0]);
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), all[1]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await at(), all.at(-1), 'round to the last');
  const inSight = () => page.locator('[data-test=palette-option][aria-selected=true]').evaluate((option) => {
    const [row, list] = [option.getBoundingClientRect(), option.parentElement.getBoundingClientRect()];
    return row.top >= list.top - 1 && row.bottom <= list.bottom + 1;
  });
  assert.ok(await inSight());
  assert.equal(await page.locator('[data-test=palette-option][aria-selected=true]').count(), 1);
  await page.keyboard.type('qqqzzz');
  assert.deepEqual(await options(page), []);
  await page.keyboard.press('Enter');
  assert.equal(await page.getByTestId('palette').count(), 1, 'there is nothing to do');
  await page.keyboard.press('Escape');
  await gone(page);
  assert.equal(await focused(page), 'tree');

  // A written text stays as it is: the palette's letters are its own.
  await page.getByTestId('filter').fill('pass');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rows with');
  await page.locator('[data-test=palette-option]').first().click();
  await gone(page);
  assert.equal(await page.getByTestId('filter').inputValue(), 'pass');
  await page.getByTestId('map').waitFor();

  // The button does what the keys do, and the keys close it too.
  await page.getByTestId('commands').click();
  await page.getByTestId('palette').waitFor();
  await page.keyboard.press('Control+k');
  await gone(page);
  assert.equal(await focused(page), 'commands');
});

test('it switches the theme, copies, saves the report, and finds images', async (t) => {
  const { page } = await openPage(t, { colorScheme: 'light', permissions: ['clipboard-read', 'clipboard-write'] });
  // Before anything is open, only what needs no image.
  assert.match(await take(page, 'dark'), /Dark theme/);
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await page.getByTestId('theme').getAttribute('data-theme-choice'), 'dark');
  await page.getByTestId('theme').click();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'system', 'the switch goes on from there');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('layer');
  assert.deepEqual((await options(page)).filter((text) => /^Layer/.test(text)), []);
  await page.keyboard.press('Escape');

  await choose(page, image('two-images'));
  await done(page);
  const names = await page.getByTestId('image-picker').locator('option').allInnerTexts();
  assert.equal(await take(page, `image ${names[1]}`), names[1]);
  assert.equal(await page.getByTestId('image-picker').inputValue(), '1');

  await take(page, 'copy image id');
  const [{ Config }] = JSON.parse(execFileSync('tar', ['-xOf', image('two-images'), 'manifest.json'])).slice(1);
  const id = Config.match(/[0-9a-f]{64}/)[0];
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `sha256:${id}`);

  await take(page, 'share report');
  await page.getByTestId('share').waitFor();
});

for (const [colorScheme, width] of [['light', 1400], ['dark', 1400], ['dark', 390]]) {
  test(`accessible and calm: ${colorScheme}, ${width}`, async (t) => {
    const { page } = await openPage(t, { colorScheme, viewport: { width, height: 860 } });
    await choose(page, image('debian'));
    await done(page);
    await page.getByTestId('commands').click();
    await page.keyboard.type('layer ru');
    await inspect(page, 'palette');
    const fits = await page.getByTestId('palette').evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth);
    assert.ok(fits);
    await page.screenshot({ path: join(shots, `palette-${colorScheme}-${width}.png`) });
  });
}
