// How it looks and reads where images come from registries: themes, widths, accessibility, the keyboard.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { settled } from './browser.mjs';
import {
  faults, logIn, offered, openLabPage, own, problem, refused, release, state, useLab,
} from './registry.mjs';

const lab = useLab();

/** Goes through all that there is to see; `see` is called at each, with its name. */
async function through(page, see) {
  const { faults: host } = await own(lab, 'faults');
  const { tokenCors } = await own(lab, 'tokens');
  await page.getByTestId('advanced').locator('summary').click();
  await see('registry-landing');
  await refused(page, `${lab.closed}/public/sample`);
  await see('registry-cors');
  await refused(page, `${tokenCors}/private/sample:1`);
  await see('registry-login');
  await logIn(page, lab.user, lab.password);
  await problem(page);
  await see('registry-consent');
  await page.getByTestId('consent-no').click();
  await state(page, 'idle');
  await faults(host, { kind: 'rate-limit' }, { kind: 'hold', match: '/blobs/', after: 20_000 });
  await release(host);
  // The config is a blob, too.
  const letGo = setInterval(() => release(host), 100);
  await offered(page, `${host}/public/sample:latest`).finally(() => clearInterval(letGo));
  await see('registry-offered');
  await page.getByTestId('download').click();
  await page.getByTestId('layer-progress').first().waitFor();
  await see('registry-downloading');
  await page.getByTestId('cancel').click();
  await state(page, 'offered');
  await faults(host, { kind: 'status', status: 404, match: '/blobs/' });
  await page.getByTestId('download').click();
  await page.getByTestId('layer-failed').first().waitFor();
  await state(page, 'offered');
  await see('registry-failed');
  await faults(host);
  await page.getByTestId('pane-details').click({ timeout: 1000 }).catch(() => {});
  await page.getByTestId('ask-tags').click();
  await page.getByTestId('names').waitFor();
  await page.getByTestId('ask-referrers').click();
  await page.getByTestId('referrer').first().waitFor();
  await page.getByTestId('registry').scrollIntoViewIfNeeded();
  await see('registry-lists');
  await page.getByTestId('open-another').click();
  await page.getByTestId('open-dialog').waitFor();
  await see('registry-dialog');
}

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 375, height: 740 } },
  'phone-es': { viewport: { width: 375, height: 740 }, locale: 'es-ES', colorScheme: 'dark' },
})) {
  test(`accessible and calm, and nothing sticks out: ${name}`, async (t) => {
    const { page } = await openLabPage(t, lab, options);
    await through(page, async (view) => {
      await settled(page);
      await page.screenshot({ path: join(shots, `${view}-${name}.png`) });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
      await inspect(page, view);
    });
  });
}

test('nothing moves while a reference is written, nor when the download begins', async (t) => {
  const { page } = await openLabPage(t, lab);
  const top = (id) => page.getByTestId(id).evaluate((element) => element.getBoundingClientRect().top);
  const below = await top('choose');
  for (const text of ['a', 'alpine:', 'Quay.io/A', `quay.io/${'a/'.repeat(30)}b`]) {
    await page.getByTestId('reference').fill(text);
    assert.equal(await top('choose'), below, text);
  }
  await page.locator('[data-test=reference][aria-invalid=true]').waitFor({ timeout: 100 }).catch(() => {});
  await page.getByTestId('reference').fill('Quay.io/A');
  await page.locator('[data-test=reference][aria-invalid=true]').waitFor();
  assert.equal(await top('choose'), below);

  const { faults: host } = await own(lab, 'faults');
  await offered(page, `${host}/public/sample`);
  const tree = await top('tree-absence');
  await faults(host, { kind: 'hold', match: '/blobs/' });
  await page.getByTestId('download').click();
  await page.getByTestId('progress').waitFor();
  assert.equal(await top('tree-absence'), tree);
  await page.getByTestId('cancel').click();
  await page.getByTestId('offer').waitFor();
  assert.equal(await top('tree-absence'), tree);
});

test('all of it with the keyboard', async (t) => {
  const { page } = await openLabPage(t, lab);
  const focus = () => page.evaluate(() => document.activeElement.dataset.test);
  await page.keyboard.press('o');
  assert.equal(await focus(), 'reference');
  await page.keyboard.type(`${lab.basicCors}/private/sample:1`);
  await page.keyboard.press('Enter');
  await problem(page);
  assert.equal(await focus(), 'login-user');
  await page.keyboard.type(lab.user);
  await page.keyboard.press('Tab');
  await page.keyboard.type(lab.password);
  await page.keyboard.press('Enter');
  await state(page, 'offered');
  await page.getByTestId('open-another').focus();
  await page.keyboard.press('Enter');
  assert.equal(await focus(), 'reference');
  await page.keyboard.press('Escape');
  await page.getByTestId('open-dialog').waitFor({ state: 'detached' });
  assert.equal(await focus(), 'open-another');
  await page.getByTestId('download').focus();
  await page.keyboard.press('Enter');
  await state(page, 'done');
});
