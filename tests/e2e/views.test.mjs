// Every view on a phone, in Spanish and dark, where words are longest and room is least: axe finds nothing in it, and
// nothing sticks out or is cut at the side. Other tests have most of them in English, light and wide; with
// PEEL_VIEWS=all this one goes through those too, and leaves pictures of every view to look at. Views of registries
// are in registry-look.test.mjs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, settled } from './browser.mjs';

const PHONE = { width: 390, height: 800 };

/** The pages that are gone through. */
const PAGES = {
  'spanish narrow': { colorScheme: 'dark', locale: 'es-ES', viewport: PHONE },
  ...process.env.PEEL_VIEWS === 'all' && {
    spanish: { colorScheme: 'light', locale: 'es-ES' },
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    narrow: { colorScheme: 'light', viewport: PHONE },
    'narrow dark': { colorScheme: 'dark', viewport: PHONE },
  },
};

/** The hands of a person, and a look at what they come to. */
function hands(page, name) {
  const at = (test) => page.getByTestId(test);
  /** Goes to a part of the page where they stand one at a time. */
  const part = async (which) => {
    if (await at(`pane-${which}`).isVisible()) await at(`pane-${which}`).click();
  };
  const panel = async (which) => {
    await part('details');
    await at(`pane-${which}`).click();
    await page.locator('.details').evaluate((details) => details.scrollTo(0, 0)).catch(() => {});
  };
  const look = async (view) => {
    await settled(page);
    await page.screenshot({ path: join(shots, `view-${name.replace(' ', '-')}-${view}.png`) });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view} sticks out`);
    const cut = await page.locator('.segments:visible').evaluateAll((groups) => groups.filter((group) => {
      const right = (element) => element?.getBoundingClientRect().right;
      return group.scrollWidth > group.clientWidth || right(group.closest('.details')) < right(group);
    }).map((group) => group.innerText));
    assert.deepEqual(cut, [], `${view}: buttons are cut`);
    await inspect(page, `${view}, ${name}`);
  };
  return { at, part, panel, look };
}

async function seeFile(page, { at, part }, path) {
  await part('tree');
  await at('filter').fill(path.split('/').at(-1));
  await settled(page);
  await page.locator(`[data-test=tree-row][data-path="${path}"]`).click();
  await settled(page);
  await at('view-file').click();
  await page.locator('[data-test=file]:not([data-state=reading])').waitFor();
}

for (const [name, options] of Object.entries(PAGES)) {
  test(`the image, its tree and its sizes: ${name}`, async (t) => {
    const { page } = await openPage(t, options);
    const { at, part, panel, look } = hands(page, name);
    await look('landing');
    await choose(page, image('debian'));
    await done(page);
    await look('opened');
    await panel('overview');
    await at('dockerfile').locator('summary').click();
    await at('dockerfile').scrollIntoViewIfNeeded();
    await look('dockerfile');
    await panel('sizes');
    await look('sizes');
    await at('duplicate').first().scrollIntoViewIfNeeded();
    await look('duplicates');
    await panel('packages');
    await at('package-grid').waitFor();
    await look('packages');
    await part('tree');
    await at('mode-layer').click();
    await look('layer');
    await at('mode-image').click();
    for (const view of ['both', 'map']) {
      // A phone has rows or the map.
      if (!await at(`look-${view}`).isVisible()) continue;
      await at(`look-${view}`).click();
      await page.locator('[data-test=map][data-cells]').waitFor();
      await look(view);
    }
    await at('map-icicle').click();
    await look('icicle');
    await at('map-table-switch').click();
    await look('map-table');
    await at('look-rows').click();
    await at('filter-how').selectOption('regex');
    await at('filter').fill('[');
    await at('filter-trouble').waitFor();
    await look('pattern-wrong');
    await at('filter').fill('nothing is called so');
    await at('tree-empty').waitFor();
    await look('tree-empty');
    await at('filter').fill('');
  });

  test(`findings, what if, files and dialogs: ${name}`, async (t) => {
    const { page } = await openPage(t, options);
    const { at, part, panel, look } = hands(page, name);
    await choose(page, image('debian'));
    await done(page);
    await panel('findings');
    await look('findings');
    for (const tick of [0, 2]) await page.locator('.finding-facts').nth(tick).getByTestId('tick').check();
    await at('finding').last().scrollIntoViewIfNeeded();
    await look('findings-end');
    await panel('whatif');
    await at('whatif-tick').nth(1).waitFor();
    await look('whatif');
    await seeFile(page, { at, part }, 'etc/passwd');
    await look('file-text');
    await at('file-compare').selectOption('0');
    await at('difference').waitFor();
    await look('difference');
    await page.keyboard.press('Escape');
    await seeFile(page, { at, part }, 'usr/bin/ls');
    await look('file-hex');
    await at('form-strings').click();
    await look('file-strings');
    await page.keyboard.press('Escape');
    await at('filter').fill('');
    await settled(page);
    await at('tree').focus();
    await page.keyboard.press('Control+k');
    await at('palette').waitFor();
    await look('palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await at('help').waitFor();
    await look('help');
    await page.keyboard.press('Escape');
    await page.keyboard.press('y');
    await at('share-link').or(at('share-too-long')).first().waitFor();
    await look('share');
    await page.keyboard.press('Escape');
    await at('open-another').click();
    await at('open-dialog').waitFor();
    await look('open-dialog');
    await page.keyboard.press('Escape');
    await choose(page, image('bad/truncated.tar'));
    await at('problem').first().waitFor();
    await done(page);
    await look('problems');
  });

  test(`comparing, other findings, and while it is read: ${name}`, async (t) => {
    const { page } = await openPage(t, options);
    const { at, part, panel, look } = hands(page, name);
    await choose(page, image('rebuild/both.tar'));
    await done(page);
    await at('compare-open').click();
    await look('compare-choice');
    await at('compare-image').click();
    await at('compare-row').first().waitFor();
    await look('compare-files');
    for (const list of ['layers', 'settings', 'packages']) {
      await page.locator(`button[data-test=compare-${list}]`).click();
      if (list === 'packages') await at('compare-package').first().waitFor();
      await look(`compare-${list}`);
    }
    await at('compare-close').click();
    for (const archive of ['practices', 'bases/old.tar', 'leftovers']) {
      await choose(page, image(archive));
      await done(page);
      await panel('findings');
      await look(`findings-${archive.replace(/\W.*/, '')}`);
    }
    await choose(page, image('huge'));
    await at('image-name').filter({ hasText: 'huge' }).waitFor();
    await part('tree');
    await at('tree-row').first().waitFor();
    await look('reading');
    await at('cancel').click();
    await at('progress').waitFor({ state: 'detached' });
    await look('cancelled');
  });
}

test('the words of other languages are not cut in what is pressed', async (t) => {
  const { page } = await openPage(t, { locale: 'es-ES', viewport: PHONE });
  await choose(page, image('debian'));
  await done(page);
  const cut = await page.locator('button:visible').evaluateAll((buttons) => buttons
    .filter((button) => button.scrollWidth > button.clientWidth + 1 && getComputedStyle(button).overflow !== 'visible')
    .map((button) => button.outerHTML.slice(0, 200)));
  assert.deepEqual(cut, []);
});
