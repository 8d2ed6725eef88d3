// How it looks and reads: themes, widths, accessibility, and strangers' text.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, settled } from './browser.mjs';

for (const colorScheme of ['light', 'dark']) {
  test(`accessible and calm: ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { colorScheme });
    await inspect(page, 'landing');
    await page.screenshot({ path: join(shots, `landing-${colorScheme}.png`) });
    await choose(page, image('debian'));
    await done(page);
    for (const pane of ['overview', 'sizes', 'findings']) {
      await page.getByTestId(`pane-${pane}`).click();
      await inspect(page, pane);
      await page.screenshot({ path: join(shots, `${pane}-${colorScheme}.png`) });
    }
    await choose(page, image('bad/truncated.tar'));
    await page.getByTestId('problem').first().waitFor();
    await done(page);
    await inspect(page, 'problems');
    await page.screenshot({ path: join(shots, `problems-${colorScheme}.png`) });
  });
}

test('nothing sticks out of a phone', async (t) => {
  const { page } = await openPage(t, { viewport: { width: 375, height: 740 } });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(await fits(), 'landing');
  await page.screenshot({ path: join(shots, 'landing-phone.png') });
  await choose(page, image('debian'));
  await done(page);
  assert.ok(await fits(), 'opened');
  await page.screenshot({ path: join(shots, 'opened-phone.png') });
});

test('the theme can be switched, and stays', async (t) => {
  const { page } = await openPage(t, { colorScheme: 'light' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  for (let i = 0; i < 3 && await ground() === light; i++) await page.getByTestId('theme').click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.getByTestId('app').waitFor();
  assert.equal(await ground(), dark);
});

test("strangers' names are text, and nothing in them hides", async (t) => {
  const { page } = await openPage(t);
  let ran = false;
  await page.exposeFunction('hostile', () => { ran = true; });
  await choose(page, image('hostile'));
  await done(page);
  await page.getByTestId('open-all').click();
  await settled(page);
  const text = await page.getByTestId('app').innerText();
  assert.ok(text.includes('<img src=x onerror=hostile()>'), 'markup is shown as text');
  assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200b\u001b]/.test(text), 'nothing invisible is drawn');
  for (const pane of ['overview', 'sizes', 'findings']) {
    await page.getByTestId(`pane-${pane}`).click();
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200b\u001b]/.test(
      await page.getByTestId('app').innerText()), pane);
  }
  assert.equal(await page.locator('#peel img, #peel script').count(), 0);
  assert.equal(ran, false);
});

for (const colorScheme of ['light', 'dark']) test(`a phone's tools take two lines, and the path stands whole: ${colorScheme}`, async (t) => {
  const { page } = await openPage(t, { viewport: { width: 390, height: 800 }, colorScheme });
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('pane-tree').click();
  const height = await page.locator('.toolbar').evaluate((tools) => tools.offsetHeight);
  assert.ok(height <= 80, `the tools are ${height} high`);
  // What stands outside of sight is come to by keys, and what unfolds is not cut.
  await page.getByTestId('close-all').focus();
  assert.ok(await page.getByTestId('close-all').evaluate((button) => button.getBoundingClientRect().right <= innerWidth));
  await page.getByTestId('filter-menu').locator('summary').click();
  const menu = await page.getByTestId('filter-menu').locator('.menu-body').boundingBox();
  assert.ok(menu.x >= 0 && menu.x + menu.width <= 390 && menu.height > 200, JSON.stringify(menu));
  const top = await page.evaluate(([x, y]) => document.elementFromPoint(x, y).closest('.menu-body') !== null,
    [menu.x + 40, menu.y + menu.height - 20]);
  assert.ok(top, 'it lies above all else');
  await inspect(page, 'the menu');
  await page.screenshot({ path: join(shots, `phone-menu-${colorScheme}.png`) });
  await page.keyboard.press('Escape');

  await page.getByTestId('filter').fill('libdebconfclient');
  await settled(page);
  await page.locator('[data-test=tree-row][data-kind=file]').last().click();
  await settled(page);
  const crumbs = await page.getByTestId('crumb').evaluateAll((all) => all.map((crumb) => ({
    cut: crumb.scrollWidth > crumb.clientWidth + 1, name: crumb.innerText,
  })));
  assert.ok(crumbs.length >= 4);
  assert.deepEqual(crumbs.filter((crumb) => crumb.cut), [], 'no name is cut');
  const last = await page.getByTestId('crumb').last().evaluate((crumb) => {
    const [own, line] = [crumb.getBoundingClientRect(), crumb.closest('.crumbs').getBoundingClientRect()];
    return own.right <= line.right + 1 && own.right > line.left;
  });
  assert.ok(last, 'the end of the path is in sight');
  await inspect(page, 'tools');
  await page.screenshot({ path: join(shots, `phone-tools-${colorScheme}.png`) });
});

test('no column of a table is cut, in either language', async (t) => {
  for (const locale of ['en-GB', 'es-ES']) {
    const { page } = await openPage(t, { locale });
    await choose(page, image('debian'));
    await done(page);
    const cut = (selector) => page.locator(selector).evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText));
    await page.getByTestId('pane-packages').click();
    await page.getByTestId('package-row').first().waitFor();
    assert.deepEqual(await cut('.package-grid [role=columnheader], .package-grid [role=columnheader] button'), []);
    await page.getByTestId('look-map').click();
    await page.getByTestId('map-table-switch').click();
    await page.getByTestId('map-row').first().waitFor();
    assert.deepEqual(await cut('.map-table'), [], `the table of the map, ${locale}`);
    await page.screenshot({ path: join(shots, `tables-${locale}.png`) });
  }
});

test('nothing moves for those who ask for that', async (t) => {
  const moving = (page) => page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const moves = all.filter((element) => ['', '::before', '::after'].some((part) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, part || null);
      return /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
    }));
    return moves.map((element) => element.outerHTML.slice(0, 80));
  });
  const { page } = await openPage(t, { reducedMotion: 'no-preference' });
  await choose(page, image('classic'));
  await done(page);
  await page.getByTestId('pane-findings').click();
  assert.ok((await moving(page)).length > 5, 'what could move is found');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.deepEqual(await moving(page), []);
  await page.getByTestId('share-open').click();
  await page.getByTestId('share').waitFor();
  assert.deepEqual(await moving(page), []);
});
