// The lines between the parts of the page: moved with the pointer and with keys, within bounds, kept.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, settled } from './browser.mjs';

const box = (page, selector) => page.locator(selector).boundingBox();
const width = async (page, part) => (await box(page, `.pane-${part}`)).width;
const near = (a, b, what) => assert.ok(Math.abs(a - b) <= 2, `${what}: ${a} is not ${b}`);

/** Drags a line by so many pixels, as a hand does: in steps, and past where it may go. */
async function drag(page, id, x, y = 0) {
  const line = await box(page, `[data-test=divider-${id}]`);
  const at = [line.x + line.width / 2, line.y + line.height / 2];
  await page.mouse.move(...at);
  await page.mouse.down();
  await page.mouse.move(at[0] + x / 2, at[1] + y / 2);
  await page.mouse.move(at[0] + x, at[1] + y, { steps: 4 });
  await page.mouse.up();
}

const value = (page, id) => page.getByTestId(`divider-${id}`).evaluate((line) => ({
  min: Number(line.ariaValueMin), max: Number(line.ariaValueMax), now: Number(line.ariaValueNow),
}));

test('lines are dragged, keep their place over a reload, and a double click puts them back', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  const [history, details] = [await width(page, 'history'), await width(page, 'details')];
  await drag(page, 'history', 90);
  near(await width(page, 'history'), history + 90, 'history');
  near(await width(page, 'details'), details, 'the details stay');
  await drag(page, 'details', -120);
  near(await width(page, 'details'), details + 120, 'details');
  near(await width(page, 'history'), history + 90, 'the history stays');
  assert.match(await page.evaluate(() => localStorage['peel-panes']), /^history=[\d.]+,details=[\d.]+$/);

  await page.reload();
  await page.getByTestId('app').waitFor();
  await choose(page, image('debian'));
  await done(page);
  near(await width(page, 'history'), history + 90, 'history, after a reload');
  near(await width(page, 'details'), details + 120, 'details, after a reload');

  // Nothing can be dragged away.
  await drag(page, 'history', -2000);
  near(await width(page, 'history'), 200, 'the least history');
  await drag(page, 'history', 2000);
  near(await width(page, 'tree'), 320, 'the least tree');
  await drag(page, 'details', 2000);
  near(await width(page, 'details'), 260, 'the least details');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  // A smaller window keeps the parts in it.
  await page.setViewportSize({ width: 1100, height: 700 });
  for (const [part, least] of [['history', 200], ['tree', 320], ['details', 260]]) {
    assert.ok(await width(page, part) >= least - 1, part);
  }
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.setViewportSize({ width: 1400, height: 900 });

  await page.getByTestId('divider-history').dblclick();
  await page.getByTestId('divider-details').dblclick();
  near(await width(page, 'history'), history, 'history, put back');
  near(await width(page, 'details'), details, 'details, put back');
  assert.equal(await page.evaluate(() => localStorage['peel-panes']), undefined);
});

test('lines are moved with the keyboard, and say where they are', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  const history = await width(page, 'history');
  const line = page.getByTestId('divider-history');
  assert.deepEqual(await line.evaluate((line) => [line.role, line.ariaOrientation, line.ariaLabel]),
    ['separator', 'vertical', 'Width of the history']);
  await line.focus();
  await page.keyboard.press('ArrowRight');
  near(await width(page, 'history'), history + 16, 'a step');
  await page.keyboard.press('Shift+ArrowRight');
  near(await width(page, 'history'), history + 80, 'a wide step');
  await page.keyboard.press('ArrowLeft');
  near(await width(page, 'history'), history + 64, 'a step back');
  await page.keyboard.press('Home');
  const least = await value(page, 'history');
  assert.equal(least.now, least.min);
  near(await width(page, 'history'), 200, 'Home');
  await page.keyboard.press('End');
  const most = await value(page, 'history');
  assert.equal(most.now, most.max);
  near(await width(page, 'tree'), 320, 'End');
  await page.keyboard.press('Enter');
  near(await width(page, 'history'), history, 'Enter puts it back');
  await inspect(page, 'dividers');

  // From the history, Tab leads to the line beside it, and on to the tree.
  await page.locator('.pane-history button').last().focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.test), 'divider-history');
});

for (const colorScheme of ['light', 'dark']) {
  test(`rows and map, and a page that is less wide: ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { colorScheme });
    await choose(page, image('debian'));
    await done(page);
    await page.getByTestId('look-both').click();
    await page.locator('[data-test=map][data-cells]').waitFor();
    const rows = (await box(page, '.tree')).height;
    await drag(page, 'rows', 0, -70);
    near((await box(page, '.tree')).height, rows - 70, 'the rows');
    await page.getByTestId('divider-rows').focus();
    await page.keyboard.press('ArrowDown');
    near((await box(page, '.tree')).height, rows - 54, 'the rows, with a key');
    await settled(page);
    await page.screenshot({ path: join(shots, `panes-rows-${colorScheme}.png`) });
    await drag(page, 'rows', 0, 2000);
    assert.ok((await box(page, '.map')).height >= 118);
    await page.getByTestId('divider-rows').dblclick();
    near((await box(page, '.tree')).height, rows, 'the rows, put back');
    await page.getByTestId('look-rows').click();

    // Less wide: history above details, the tree beside them.
    await drag(page, 'history', 60);
    await page.setViewportSize({ width: 900, height: 800 });
    const [left, above] = [await width(page, 'history'), (await box(page, '.pane-history')).height];
    near(left, 360, 'what was put in a wide page means nothing here');
    assert.ok(await page.getByTestId('divider-history').isHidden());
    await drag(page, 'left', 50);
    near(await width(page, 'history'), left + 50, 'history');
    near(await width(page, 'details'), left + 50, 'details');
    await drag(page, 'above', 0, 100);
    near((await box(page, '.pane-history')).height, above + 100, 'the history above');
    await inspect(page, 'less wide');
    await page.screenshot({ path: join(shots, `panes-less-wide-${colorScheme}.png`) });

    await page.setViewportSize({ width: 390, height: 800 });
    for (const id of ['history', 'details', 'left', 'above']) {
      assert.ok(await page.getByTestId(`divider-${id}`).isHidden(), id);
    }
    near(await width(page, 'history'), 390, 'one part at a time');
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.screenshot({ path: join(shots, `panes-wide-${colorScheme}.png`) });
  });
}
