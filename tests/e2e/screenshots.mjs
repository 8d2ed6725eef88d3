// Takes the README's screenshots of the page with its own sample:
//   cargo xtask build && (cd tests/e2e && npm ci && node screenshots.mjs)
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { done, openPage, settled } from './browser.mjs';

const folder = fileURLToPath(new URL('../../docs/', import.meta.url));
mkdirSync(folder, { recursive: true });

for (const colorScheme of ['light', 'dark']) test(colorScheme, async (t) => {
  const { page } = await openPage(t, { colorScheme, viewport: { width: 1440, height: 810 } });
  await page.getByTestId('sample').click();
  await done(page);
  await page.locator('[data-test=history-row][data-layer="6"]').getByRole('button').first().click();
  await page.getByTestId('mode-image').click();
  await page.getByTestId('close-all').click();
  await page.getByTestId('sort-size').click();
  await page.locator('[data-test=tree-row][data-path=srv]').click();
  await page.locator('[data-test=tree-row][data-path="srv/site"]').click();
  await page.getByTestId('pane-sizes').click();
  await settled(page);
  await page.screenshot({ path: `${folder}page-${colorScheme}.png` });
});
