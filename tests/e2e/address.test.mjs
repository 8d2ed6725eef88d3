// The address keeps the file that is looked at and the rows that are chosen: back, forward and reload
// come to them again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, done, image, openPage, settled } from './browser.mjs';

const hash = (page) => new URL(page.url()).hash;
const hashIs = (page, test) => page.waitForFunction((test) => new RegExp(test).test(location.hash), test);
const chosen = (page) => page.locator('[data-test=tree-row][aria-selected=true]').evaluateAll((rows) =>
  rows.map((row) => row.dataset.path));
const viewer = (page, path) => page.locator(`[data-test=file][data-state=read][data-path="${path}"]`).waitFor();

async function reopened(page, name) {
  await page.reload();
  await page.getByTestId('app').waitFor();
  await choose(page, image(name));
  await done(page);
}

test('the file and its version stand in the address, through reload, back and forward', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('filter').fill('passwd');
  await settled(page);
  await page.locator('[data-test=tree-row][data-path="etc/passwd"]').click();
  await hashIs(page, 'path=etc/passwd');
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Enter');
  await viewer(page, 'etc/passwd');
  await hashIs(page, 'file=etc/passwd&version=19$');
  const versions = page.getByTestId('file-version');
  assert.ok(await versions.count() > 1);
  await versions.first().click();
  await page.locator('[data-test=file-version][data-layer="0"][aria-pressed=true]').waitFor();
  await viewer(page, 'etc/passwd');
  await hashIs(page, 'version=1$');
  const text = await page.getByTestId('file-text').allInnerTexts();

  await reopened(page, 'debian');
  await viewer(page, 'etc/passwd');
  await page.locator('[data-test=file-version][data-layer="0"][aria-pressed=true]').waitFor();
  assert.deepEqual(await page.getByTestId('file-text').allInnerTexts(), text);
  assert.match(hash(page), /file=etc\/passwd&version=1$/);

  // Closed by hand, back to it, and closed by going forward: the focus is in the tree again.
  await page.getByTestId('tree').evaluate((tree) => tree.focus());
  await page.keyboard.press('Escape');
  await page.getByTestId('file').waitFor({ state: 'detached' });
  await page.waitForFunction(() => !location.hash.includes('file='));
  await page.goBack();
  await viewer(page, 'etc/passwd');
  await page.goForward();
  await page.getByTestId('file').waitFor({ state: 'detached' });
  await settled(page);
  assert.equal(await page.getByTestId('filter').inputValue(), 'passwd');
});

test('a link to a file that is not there says so, and the page goes on', async (t) => {
  const { page } = await openPage(t, { fragment: '#file=etc/no/such%20file&version=2' });
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('file-problem').waitFor();
  assert.match(await page.getByTestId('file-problem').innerText(), /^There is no etc\/no\/such file/);
  await page.keyboard.press('Escape');
  await page.getByTestId('file').waitFor({ state: 'detached' });
  await page.waitForFunction(() => !location.hash.includes('file='));
});

test('chosen rows stand in the address; too many do not', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  const row = (path) => page.locator(`[data-test=tree-row][data-path="${path}"]`);
  await row('etc').click();
  await settled(page);
  await row('etc/apt').click();
  await settled(page);
  await page.getByTestId('tree').focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown');
  await settled(page);
  const some = await chosen(page);
  assert.equal(some.length, 3);
  const sum = await page.getByTestId('picked').innerText();
  assert.match(sum, /^3 rows chosen/);
  await hashIs(page, `chosen=${some.join(',')}`);
  const entries = await page.evaluate(() => history.length);

  await reopened(page, 'debian');
  // They are chosen once the tree has come.
  await page.getByTestId('picked').filter({ hasText: sum }).waitFor();
  assert.deepEqual(await chosen(page), some);
  assert.match(hash(page), new RegExp(`chosen=${some.join(',')}`));
  assert.equal(await page.evaluate(() => history.length), entries, 'rows are no places of their own');

  // Every row of the image is more than an address takes.
  await page.getByTestId('open-all').click();
  await settled(page);
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Control+a');
  await settled(page);
  await page.waitForFunction(() => !location.hash.includes('chosen='));
  assert.ok(hash(page).length < 2000);
});

// The address waits until a place lasts; here it would wait for ever.
const neverLasts = (page) => page.context().addInitScript(() => {
  const { setTimeout } = window;
  window.setTimeout = (then, after, ...rest) => setTimeout.call(window, then, after === 300 ? 1e8 : after, ...rest);
});

async function openedHastily(t) {
  const { page, origin } = await openPage(t);
  await neverLasts(page);
  await reopened(page, 'debian');
  await page.getByTestId('filter').fill('passwd');
  await settled(page);
  await page.locator('[data-test=tree-row][data-path="etc/passwd"]').click();
  await settled(page);
  assert.equal(hash(page), '', 'the address does not tell yet');
  return { page, origin };
}

const standsAtPasswd = async (page) => {
  assert.equal(await page.getByTestId('filter').inputValue(), 'passwd');
  assert.equal(await page.locator('[data-test=tree-row][data-path="etc/passwd"].is-at-hand').count(), 1);
};

test('who reloads at once comes to where they were', async (t) => {
  const { page } = await openedHastily(t);
  await page.reload();
  await page.getByTestId('app').waitFor();
  assert.equal(hash(page), '#path=etc/passwd&filter=passwd');
  await choose(page, image('debian'));
  await done(page);
  await standsAtPasswd(page);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing is left of it');
});

test('who leaves at once and comes back is where they were, and an address leads where it says', async (t) => {
  const { page } = await openedHastily(t);
  const away = page.url().replace(/#.*/, '');
  await page.goto('about:blank');
  await page.goBack();
  assert.equal(hash(page), '#path=etc/passwd&filter=passwd');
  await page.getByTestId('app').waitFor();
  await page.waitForLoadState('networkidle');
  // The same address as before, written anew: no reload.
  await page.goto('about:blank');
  await page.goto(away);
  await page.getByTestId('app').waitFor();
  assert.equal(hash(page), '');
});

test('a page that nobody sees any more has told where it stands', async (t) => {
  const { page } = await openedHastily(t);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  assert.equal(hash(page), '#path=etc/passwd&filter=passwd');
});
