// The place in an image of a registry: a link leads to it, through the download, and back to it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled } from './browser.mjs';
import { download, openLabPage, state, useLab } from './registry.mjs';

const lab = useLab();

/** Where the page stands, as a person sees it. */
const stands = async (page) => {
  await settled(page);
  return {
    filter: await page.getByTestId('filter').inputValue(),
    how: await page.getByTestId('filter-how').inputValue(),
    at: (await page.getByTestId('crumb').allInnerTexts()).join('/'),
    sorted: await page.locator('[role=columnheader][aria-sort=descending]').count(),
  };
};

test('a link leads to a row of an image that has not been downloaded', async (t) => {
  const link = `#image=${lab.open}/public/sample:latest`;
  const place = '&path=bin/sleep&match=glob&filter=s*&sort=size';
  const { page } = await openLabPage(t, lab, { fragment: link + place });
  await state(page, 'offered');
  assert.equal(new URL(page.url()).hash, link + place, 'it is kept until there is a tree');
  await download(page);
  const there = { filter: 's*', how: 'glob', at: 'bin/sleep', sorted: 1 };
  assert.deepEqual(await stands(page), there);
  assert.equal(new URL(page.url()).hash, link + place);

  // Another image is another place, and back again the first.
  await page.evaluate((link) => { location.hash = link; }, `#image=${lab.open}/public/two:first`);
  await page.waitForFunction(() => document.title.includes('two'));
  await state(page, 'offered');
  await page.goBack();
  await page.waitForFunction(() => document.title.includes('sample'));
  await state(page, 'offered');
  await download(page);
  assert.deepEqual(await stands(page), there);

  // Within an image nothing is opened anew.
  await page.getByTestId('chip-remove').click();
  await page.waitForFunction(() => !location.hash.includes('filter'));
  assert.equal((await stands(page)).at, 'bin/sleep', 'what was found stays at hand');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('[data-test=filter]').value === 's*');
  assert.equal(await page.getByTestId('app').getAttribute('data-state'), 'done');
  assert.deepEqual(await stands(page), there);
});
