// The whole main job with the keyboard alone, as somebody does it who has no mouse: every stop of Tab can be seen and
// has a name, and what a screen reader gets of the page says what is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, done, image, openPage, settled } from './browser.mjs';

const at = (page, id) => page.getByTestId(id);
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
  await settled(page);
};

/** Tab, until the focus is on what the selector means. */
async function tabTo(page, selector, back = false) {
  for (let i = 0; i < 250; i++) {
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  assert.fail(`Tab does not come to ${selector}`);
}

/** Opens an archive: the page's button, and the system's dialog. */
async function open(page, path) {
  // The browser asks for files from now on, and not only after the key.
  page.on('filechooser', () => {});
  await tabTo(page, '[data-test=choose]');
  const dialog = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await dialog).setFiles(path);
  await done(page);
}

/** Does something by the palette: a few letters, and Enter. */
async function command(page, words) {
  await page.keyboard.press('Control+k');
  await at(page, 'palette').waitFor();
  await page.keyboard.type(words);
  await at(page, 'palette-option').first().waitFor();
  await press(page, 'Enter');
  await at(page, 'palette').waitFor({ state: 'detached' });
}

test('open, walk the layers and the tree, filter, read a file, judge, compare, and see it without', async (t) => {
  const { page } = await openPage(t);
  await page.evaluate(() => {
    for (const kind of ['mousedown', 'pointerdown']) {
      document.addEventListener(kind, () => { window.touched = true; }, true);
    }
  });
  await open(page, image('debian'));

  // Layers, from anywhere.
  const layer = () => page.locator('[data-test=history-row][data-current=true], [data-test=history-row]:has([aria-current=true])')
    .getAttribute('data-layer');
  const topmost = await layer();
  await press(page, '[');
  assert.equal(Number(await layer()), Number(topmost) - 1);
  await press(page, ']');
  assert.equal(await layer(), topmost);
  // And one by one in the history, which is one stop of Tab.
  await tabTo(page, '[data-test=history-row] button', true);
  for (let i = 0; await layer() !== '2'; i++) {
    assert.ok(i < 40, 'the arrows come to it');
    await press(page, 'ArrowUp');
  }
  for (let i = 0; await layer() !== topmost; i++) {
    assert.ok(i < 40, 'the arrows come back');
    await press(page, 'ArrowDown');
  }

  // The tree.
  await tabTo(page, '[data-test=tree]');
  await press(page, 'Home', 'ArrowRight', 'ArrowDown');
  const hand = async () => (await at(page, 'crumb').allInnerTexts()).join('/');
  assert.match(await hand(), /^app\/./);
  await press(page, '/');
  await page.keyboard.type('passwd');
  await press(page, 'Enter', 'End');
  assert.match(await hand(), /passwd/);
  await press(page, 'Home');
  for (let i = 0; await hand() !== 'etc/passwd'; i++) {
    assert.ok(i < 40, 'the arrows come to it');
    await press(page, 'ArrowDown');
  }

  // A file, and back in the tree.
  await press(page, 'Enter');
  await page.locator('[data-test=file][data-state=read]').waitFor();
  await tabTo(page, '[data-test=file-compare]');
  await page.keyboard.press('ArrowDown');
  await at(page, 'difference').waitFor();
  await press(page, 'Escape');
  await at(page, 'file').waitFor({ state: 'detached' });
  assert.ok(await at(page, 'tree').evaluate((tree) => tree === document.activeElement));
  await press(page, 'Escape');
  assert.equal(await at(page, 'filter').inputValue(), '');

  // What the rules find, and the way from there into the tree.
  await tabTo(page, '[role=tab][aria-selected=true]');
  await press(page, 'ArrowRight', 'ArrowRight');
  await at(page, 'finding').first().waitFor();
  await tabTo(page, '[data-test=finding] summary');
  if (!await page.evaluate(() => document.activeElement.parentElement.open)) await page.keyboard.press('Enter');
  await tabTo(page, '[data-test=finding] [data-test=evidence] [data-test=path-link]');
  const path = await page.evaluate(() => document.activeElement.closest('[data-path]').dataset.path);
  await press(page, 'Enter');
  await page.waitForFunction((path) => [...document.querySelectorAll('[data-test=crumb]')]
    .map((crumb) => crumb.innerText).join('/') === path, path);

  // Without it, and without a finding.
  await tabTo(page, '[data-test=finding] .finding-facts [data-test=tick]');
  await press(page, 'Space');
  await tabTo(page, '[data-test=tree]', true);
  await press(page, 'w', 'Shift+W');
  await at(page, 'whatif-tick').nth(1).waitFor();

  // Two layers.
  await page.keyboard.press('v');
  await at(page, 'compare-choice').waitFor();
  await tabTo(page, '[data-test=compare-layers]');
  await page.keyboard.press('Enter');
  await at(page, 'compare-row').first().waitFor();
  await page.keyboard.press('Escape');
  await at(page, 'compare').waitFor({ state: 'detached' });

  // Anything else, by its name.
  await command(page, 'packages');
  await at(page, 'package-grid').waitFor();
  assert.equal(await page.evaluate(() => window.touched), undefined, 'no mouse');
});

for (const [name, options] of [
  ['the landing page', {}], ['an image', { opened: true }], ['an image, in Spanish and dark', { opened: true, locale: 'es-ES', colorScheme: 'dark' }],
]) {
  test(`every stop of Tab is seen and named: ${name}`, async (t) => {
    const { opened, ...context } = options;
    const { page } = await openPage(t, context);
    if (opened) await open(page, image('debian'));
    await page.evaluate(() => document.activeElement.blur());
    const stops = new Set();
    for (let i = 0; i < 250; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const here = document.activeElement;
        if (here === document.body) return null;
        const style = getComputedStyle(here);
        const box = here.getBoundingClientRect();
        const ring = [here, ...here.querySelectorAll('*')].concat(here.parentElement).some((element) => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          // A line between two parts becomes thicker.
          const thick = element.matches('[role=separator]')
            && getComputedStyle(element, '::before').backgroundColor !== 'rgba(0, 0, 0, 0)';
          return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 || boxShadow !== 'none' || thick;
        });
        const id = [...document.querySelectorAll('*')].indexOf(here);
        return {
          id, ring, html: here.outerHTML.slice(0, 120),
          within: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
          hidden: style.visibility === 'hidden',
        };
      });
      if (!stop || stops.has(stop.id)) break;
      stops.add(stop.id);
      assert.ok(stop.ring, `the focus is not seen: ${stop.html}`);
      assert.ok(stop.within && !stop.hidden, `the focus is out of sight: ${stop.html}`);
    }
    assert.ok(stops.size > (opened ? 24 : 8), `${stops.size} stops`);
    const devtools = await page.context().newCDPSession(page);
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    const focusable = nodes.filter((node) => !node.ignored && node.properties?.some(({ name, value }) => name === 'focusable' && value.value)
      && node.role.value !== 'RootWebArea');
    assert.ok(focusable.length > 8);
    assert.deepEqual(focusable.filter((node) => !node.name?.value?.trim()).map((node) => node.role.value), []);
  });
}

test('what a screen reader gets says what is there', async (t) => {
  const { page } = await openPage(t);
  await open(page, image('waste-A-chmod'));
  await page.getByTestId('tree-row').first().waitFor();
  const snapshot = async (locator) => (await locator.ariaSnapshot()).split('\n').map((line) => line.trim());
  const whole = await snapshot(page.locator('body'));
  for (const line of [
    '- heading "peel.test/waste-a-chmod:1" [level=1]',
    '- button "Layer 2 RUN /t/busybox chmod 600 /m 1MB 1 file changed verified":',
    '- row "stored again, same contents file m 1MB -rw------- 0:0" [level=1]',
    '- separator "Width of the history"',
    '- navigation "Path at hand":',
    '- tab "Overview" [selected]',
    '- heading "Environment 1" [level=3]',
  ]) assert.ok(whole.some((said) => said.startsWith(line)), `${line} is missing in\n${whole.join('\n')}`);
  // A folder says whether it is open, and how deep what is in it stands.
  await choose(page, image('rebuild/1.tar'));
  await done(page);
  await page.evaluate(() => document.activeElement.blur());
  await tabTo(page, '[data-test=tree]');
  await press(page, 'c', 'Home');
  const rows = () => page.getByRole('row').evaluateAll((rows) => rows.map((row) => [
    row.getAttribute('aria-level'), row.getAttribute('aria-expanded'), row.getAttribute('aria-posinset'), row.getAttribute('aria-setsize'),
  ]));
  const folder = '[data-test=tree-row][aria-expanded=false]';
  const path = await page.locator(folder).first().getAttribute('data-path');
  for (let i = 0; await at(page, 'crumb').last().innerText() !== path; i++) {
    assert.ok(i < 20);
    await press(page, 'ArrowDown');
  }
  await press(page, 'ArrowRight');
  const levels = await rows();
  assert.ok(levels.some(([level, expanded]) => level === '1' && expanded === 'true'), JSON.stringify(levels));
  assert.ok(levels.some(([level, , place, size]) => level === '2' && place === '1' && Number(size) >= 1));
  // The row at hand is told by the tree, which keeps the focus.
  const active = await at(page, 'tree').getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('data-path'), path);
  // Tabs say what they hold, and how many.
  await tabTo(page, '[role=tab][aria-selected=true]');
  await press(page, 'ArrowRight', 'ArrowRight');
  assert.match((await snapshot(page.getByRole('tablist'))).join('\n'), /tab "Findings \d+" \[selected\]/);
  assert.ok((await snapshot(page.getByRole('tabpanel'))).some((line) => /^- heading ".+" \[level=3\]/.test(line)));
});
