// Makes the icons and screenshots that a browser shows when it installs the page:
//   cargo xtask build && (cd tests/e2e && npm ci && node icons.mjs)
import { mkdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ARGUMENTS, CHROMIUM, done, openPage, settled } from './browser.mjs';

const www = fileURLToPath(new URL('../../www', import.meta.url));
const icon = readFileSync(`${www}/icons/peel.svg`, 'utf8');
mkdirSync(`${www}/screens`, { recursive: true });

test('icons', async (t) => {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  t.after(() => browser.close());
  // A system may cut a maskable icon down to a circle four fifths as wide.
  for (const [name, side, share, ground] of [
    ['peel-192', 192, 1, 'transparent'],
    ['peel-512', 512, 1, 'transparent'],
    ['peel-maskable-512', 512, 0.56, '#ffffff'],
  ]) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    await page.setContent(`<style>
      body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${ground} }
      svg { width: ${share * 100}vw }
    </style>${icon}`);
    await page.screenshot({ path: `${www}/icons/${name}.png`, omitBackground: ground === 'transparent' });
    await page.close();
  }
});

for (const [name, options] of [
  ['wide', { viewport: { width: 1280, height: 800 } }],
  ['narrow', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }],
]) test(`the screenshot for ${name} screens`, async (t) => {
  const { page } = await openPage(t, options);
  await page.getByTestId('sample').click();
  await done(page);
  if (name === 'narrow') await page.getByTestId('pane-tree').click();
  await page.getByTestId('close-all').click();
  await page.getByTestId('sort-size').click();
  await page.locator('[data-test=tree-row][data-path=srv]').click();
  await page.locator('[data-test=tree-row][data-path="srv/site"]').click();
  await settled(page);
  await page.screenshot({ path: `${www}/screens/${name}.png` });
});
