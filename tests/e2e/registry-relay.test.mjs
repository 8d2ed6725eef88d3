// Registries that let no page read, through `peel serve`: all that can be done where a page may.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dist, openPage, treeRows } from './browser.mjs';
import { analyze, serve } from './native.mjs';
import { asked, download, logIn, offered, own, refused, state, useLab } from './registry.mjs';

const lab = useLab();

/** The page of `peel serve`, which may ask any host by way of it. */
async function throughRelay(t) {
  const { url } = await serve(t, '--page', dist);
  const opened = {};
  // Before what the page itself has registered: hooks run in the order of their registration.
  t.after(() => {
    // A worker that has all it wants is ended, whatever the browser thinks of its last request.
    const { faults } = opened;
    faults?.splice(0, faults.length, ...faults.filter((fault) => !/request failed: .*\/relay\//.test(fault)));
  });
  Object.assign(opened, await openPage(t, { at: url }));
  return opened.page;
}

const sizes = (page) => page.getByTestId('layer-size').evaluateAll((cells) =>
  cells.map((cell) => Number(cell.dataset.bytes)));

const expected = (image) => {
  const { history, layers } = image;
  return history.filter(({ layer }) => typeof layer === 'number').map(({ layer }) => layers[layer].size);
};

test('a registry with a login by password', async (t) => {
  const page = await throughRelay(t);
  assert.equal(await refused(page, `${lab.basic}/private/sample:1`), 'needs-login');
  await logIn(page, lab.user, lab.password);
  await state(page, 'offered');
  await download(page);
  const [image] = analyze(`docker://${lab.open}/public/sample:latest`).report.images;
  assert.deepEqual(await sizes(page), expected(image));
  await page.getByTestId('ask-tags').click();
  await page.getByTestId('names').waitFor();
  assert.ok((await page.getByTestId('listed-name').allInnerTexts()).includes('1'));
});

test('a registry whose tokens are given out elsewhere: no password goes there without consent', async (t) => {
  const page = await throughRelay(t);
  const { tokens } = await own(lab, 'tokens');
  assert.equal(await refused(page, `${lab.token}/private/sample:1`), 'needs-login');
  await logIn(page, lab.user, lab.password);
  await page.getByTestId('consent').waitFor();
  assert.ok((await asked(tokens)).every(({ headers }) => headers.authorization === undefined));
  await page.getByTestId('consent-yes').click();
  await state(page, 'offered');
  await download(page);
  const [image] = analyze(`docker://${lab.open}/public/sample:latest`).report.images;
  assert.deepEqual(await sizes(page), expected(image));
});

test('platforms, attestations, referrers, and trees from tables of contents', async (t) => {
  const page = await throughRelay(t);
  await offered(page, `${lab.closed}/public/platforms:1`);
  await page.getByTestId('platform-picker').selectOption({ label: 'linux/arm64' });
  await page.getByTestId('fact-platform').getByText('linux/arm64').waitFor();

  await page.getByTestId('open-another').click();
  await offered(page, `${lab.closed}/public/attested:1`);
  const [attested] = analyze(`docker://${lab.open}/public/attested:1`).report.images;
  assert.equal(await page.getByTestId('attestation').count(), attested.attestations.length);

  await page.getByTestId('open-another').click();
  await offered(page, `${lab.closed}/public/sample:latest`);
  await page.getByTestId('ask-referrers').click();
  await page.getByTestId('referrer').first().waitFor();
  const kinds = await page.getByTestId('referrer').allInnerTexts();
  assert.match(kinds.join(), /application\/spdx\+json/);
  assert.match(kinds.join(), /cosign/);

  await page.getByTestId('open-another').click();
  await offered(page, `${lab.closed}/public/estargz:1`);
  const offer = page.getByTestId('offer-tables');
  await offer.waitFor();
  const fetched = Number(await offer.getAttribute('data-bytes'));
  const whole = Number(await page.getByTestId('offer').getAttribute('data-bytes'));
  assert.ok(fetched > 0 && fetched < whole, `${fetched} of ${whole}`);
  assert.ok((await treeRows(page)).length > 0);
});
