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
