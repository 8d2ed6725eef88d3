// What was downloaded once is not downloaded again, works without the registry, and can be forgotten;
// of layers with a table of contents, that is enough for their trees.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeRows } from './browser.mjs';
import { analyze } from './native.mjs';
import { asked, download, faults, offered, open, openLabPage, own, state, useLab } from './registry.mjs';

const lab = useLab();
const SAMPLE = 'public/sample:latest';

const blobs = async (host) => (await asked(host)).filter(({ path }) => path.includes('/blobs/'));
/** The tree with all folders open: how many rows it has, and the first, which fit into any window. */
async function tree(page) {
  await page.getByTestId('open-all').click();
  const rows = await treeRows(page);
  return { all: await page.getByTestId('tree').getAttribute('data-rows'), first: rows.slice(0, 15) };
}
const reset = (host) => fetch(`http://${host}/_reset`, { method: 'POST' });

test('a second look, and another image on the same base, download nothing twice', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/public/two:first`);
  await download(page);
  const rows = await tree(page);
  await reset(host);
  await page.reload();
  await state(page, 'offered');
  await download(page);
  assert.deepEqual(await tree(page), rows);
  const [first] = analyze(`docker://${lab.open}/public/two:first`).report.images;
  const [second] = analyze(`docker://${lab.open}/public/two:second`).report.images;
  const configs = [first.id, second.id];
  const news = second.layers.map(({ digest }) => digest).filter((digest) =>
    !first.layers.some((layer) => layer.digest === digest));
  assert.ok(news.length > 0 && news.length < second.layers.length);
  await reset(host);
  await page.getByTestId('open-another').click();
  await open(page, `${host}/public/two:second`);
  await page.waitForFunction(() => document.title.includes('two:second'));
  await state(page, 'offered');
  await download(page);
  const got = (await blobs(host)).map(({ path }) => path.split('/').at(-1)).filter((digest) => !configs.includes(digest));
  assert.deepEqual(got.sort(), [...new Set(news)].sort());
});

test('without the registry, what was opened once opens again, and says that it may be old', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/${SAMPLE}`);
  await download(page);
  const rows = await tree(page);
  await faults(host, { kind: 'drop' });
  await page.reload();
  await state(page, 'offered');
  const note = page.locator('[data-test=problem][data-code=kept]');
  assert.match(await note.innerText(), /could not be asked: this is the image as it was .* \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  await download(page);
  assert.deepEqual(await tree(page), rows);
});

test('what is kept is listed, and forgotten', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/public/two:first`);
  await download(page);
  const [{ layers }] = analyze(`docker://${lab.open}/public/two:first`).report.images;
  await page.getByTestId('open-another').click();
  await page.getByTestId('advanced').locator('summary').click();
  await page.getByTestId('kept-look').click();
  const kept = page.getByTestId('kept');
  await kept.waitFor();
  const labels = await page.getByTestId('kept-row').allInnerTexts();
  for (const { digest } of layers) {
    const short = digest.slice('sha256:'.length, 'sha256:'.length + 12);
    assert.ok(labels.some((label) => label.includes(`Layer ${short}`)), short);
  }
  const before = labels.length;
  await page.getByTestId('kept-row').first().getByRole('button').click();
  await page.locator(`[data-test=kept][data-count="${before - 1}"]`).waitFor();
  await page.getByTestId('kept-clear').click();
  await page.locator('[data-test=kept][data-count="0"]').waitFor();
  await reset(host);
  await page.reload();
  await state(page, 'offered');
  await download(page);
  assert.equal((await blobs(host)).length, layers.length + 1, 'all of them, and the config');
});

for (const reference of ['public/estargz:1', 'public/chunked:1']) {
  test(`a table of contents shows the trees: ${reference}`, async (t) => {
    const { faults: host } = await own(lab, 'faults');
    const { page } = await openLabPage(t, lab);
    await offered(page, `${host}/${reference}`);
    const [expected] = analyze(`docker://${lab.open}/${reference}`).report.images;
    await page.getByTestId('offer-tables').waitFor();
    await page.getByTestId('by-table').nth(expected.layers.length - 1).waitFor();
    const byTable = await tree(page);
    const sent = (await blobs(host)).filter(({ headers }) => headers.range);
    const fetched = Number(await page.getByTestId('offer-tables').getAttribute('data-bytes'));
    assert.equal(fetched, sent.reduce((sum, entry) => sum + entry.sent, 0));
    assert.ok(fetched < expected.stored_size / 2, `${fetched} of ${expected.stored_size}`);
    assert.equal(await page.getByTestId('offer').getAttribute('data-layers'), String(expected.layers.length));

    await download(page);
    assert.equal(await page.getByTestId('by-table').count(), 0);
    assert.equal(await page.getByTestId('offer').count(), 0);
    assert.deepEqual(await tree(page), byTable);
    const badges = page.locator('[data-test=badge][data-verdict=verified]');
    assert.equal(await badges.count(), expected.layers.length);
  });
}
