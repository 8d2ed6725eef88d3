// Images in registries: opened by their names, looked at before anything of them is downloaded, and
// then the same as from an archive.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { choose, dist, done, drawn, image, openPage, treeRows } from './browser.mjs';
import { analyze, serve } from './native.mjs';
import {
  asked, download, faults, offered, open, openLabPage, own, problem, refused, release, state, useLab,
} from './registry.mjs';

const lab = useLab();
const SAMPLE = 'public/sample:latest';

const layers = ({ history, layers }) => history
  .filter(({ layer }) => layer !== null && layer !== undefined)
  .map(({ layer }) => layers[layer]);
const numbers = (page, id) => page.getByTestId(id).evaluateAll((cells) =>
  cells.map((cell) => Number(cell.dataset.bytes)));

test('history, sizes and config before a layer is asked for', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/public/sample`);
  const [expected] = analyze(`docker://${lab.open}/${SAMPLE}`).report.images;
  assert.equal(await page.getByTestId('history-row').count(), expected.history.length);
  const stored = layers(expected).map(({ stored_size: size }) => size);
  assert.deepEqual(await numbers(page, 'layer-stored'), stored);
  assert.equal(await page.getByTestId('image-name').innerText(), `${host}/${SAMPLE}`);
  assert.equal(await page.getByTestId('config-id').locator('code').innerText(), expected.id);
  assert.equal(await page.getByTestId('fact-digest').getAttribute('data-digest'), lab.images[SAMPLE].digest);
  const offer = page.getByTestId('offer');
  assert.equal(await offer.getAttribute('data-layers'), String(expected.layers.length));
  assert.equal(await offer.getAttribute('data-bytes'), String(stored.reduce((sum, size) => sum + size)));
  await page.getByTestId('pane-findings').click();
  assert.ok((await page.getByTestId('finding').all()).length > 0, 'rules that need no layer have spoken');
  // Of all blobs only the config.
  const blobs = (await asked(host)).filter(({ path }) => path.includes('/blobs/'));
  assert.deepEqual(blobs.map(({ path }) => path.split('/').at(-1)), [expected.id]);
});

test('downloaded, it is what the command says, and what its archive shows', async (t) => {
  const { page } = await openLabPage(t, lab);
  const [expected] = analyze(`docker://${lab.open}/${SAMPLE}`).report.images;
  await offered(page, `${lab.open}/${SAMPLE}`);
  await download(page);
  assert.deepEqual(await numbers(page, 'layer-size'), layers(expected).map(({ size }) => size));
  const counts = await page.getByTestId('history-row').evaluateAll((rows) => rows
    .filter((row) => row.dataset.layer !== undefined)
    .map((row) => ['added', 'modified', 'removed'].map((mark) =>
      Number(row.querySelector(`[data-test=count-${mark}]`).dataset.count))));
  assert.deepEqual(counts, layers(expected).map(({ changes }) =>
    [changes.added, changes.modified + changes.touched, changes.removed]));
  assert.equal(await page.locator('[data-test=badge][data-verdict=verified]').count(), expected.layers.length);
  await page.getByTestId('open-all').click();
  const fromRegistry = await treeRows(page);
  assert.match(await page.getByTestId('config-integrity').innerText(), /9 of 9 layers verified/);

  await choose(page, image('sample'));
  await done(page);
  assert.equal(new URL(page.url()).hash, '', 'a file has no part in the address');
  await page.getByTestId('open-all').click();
  // As many rows as there is room for beside either header.
  const fromFile = await treeRows(page);
  const both = Math.min(fromFile.length, fromRegistry.length);
  assert.ok(both > 20);
  assert.deepEqual(fromFile.slice(0, both), fromRegistry.slice(0, both));
});

for (const reference of ['public/zstd:1', 'public/estargz:1', 'public/chunked:1', 'public/windows:1',
  'public/attested:1', 'public/two:first', 'public/duplicate:1']) {
  test(`the page and the command say the same: ${reference}`, async (t) => {
    const { page } = await openLabPage(t, lab);
    const [expected] = analyze(`docker://${lab.open}/${reference}`).report.images;
    await offered(page, `${lab.open}/${reference}`);
    await download(page);
    const sizes = layers(expected).filter(({ scanned }) => scanned).map(({ size }) => size);
    assert.deepEqual(await numbers(page, 'layer-size'), sizes);
  });
}

test('the page itself may ask nobody: its workers do', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/${SAMPLE}`);
  const before = (await asked(host)).length;
  assert.ok(before > 0);
  const answer = await page.evaluate((url) => fetch(url).then(() => 'an answer', (error) => error.name), `http://${host}/v2/`);
  assert.equal(answer, 'TypeError');
  assert.equal((await asked(host)).length, before);
});

test('a chart is named for what it is', async (t) => {
  const { page } = await openLabPage(t, lab);
  const { report } = analyze(`docker://${lab.open}/public/chart:1.2.0`);
  await open(page, `${lab.open}/public/chart:1.2.0`);
  await state(page, 'failed');
  const said = (await page.getByTestId('problem').allTextContents()).join('\n');
  for (const { message } of report.problems) assert.ok(said.includes(drawn(message)), message);
});

test('a platform is chosen, and is asked of the next image, where it has it', async (t) => {
  const { page } = await openLabPage(t, lab);
  await offered(page, `${lab.open}/public/platforms:1`);
  const picker = page.getByTestId('platform-picker');
  const options = await picker.locator('option').allInnerTexts();
  assert.deepEqual([...options].sort(), ['linux/amd64', 'linux/arm64']);
  assert.equal(await page.getByTestId('fact-platform').innerText(), 'linux/amd64');
  await picker.selectOption({ label: 'linux/arm64' });
  await page.getByTestId('fact-platform').getByText('linux/arm64').waitFor();
  await state(page, 'offered');
  assert.equal(new URL(page.url()).hash, `#image=${lab.open}/public/platforms:1&platform=linux/arm64`);
  assert.equal(await page.evaluate(() => localStorage.getItem('peel-platform')), 'linux/arm64');
  const manifest = await page.getByTestId('config-manifest').innerText();
  const { choices } = analyze(`docker://${lab.open}/public/platforms:1`).report.source.remote;
  assert.ok(manifest.includes(choices.find(({ platform }) => platform === 'linux/arm64').manifest));

  // An index without it opens as if nothing were remembered; the next that has it, with it.
  await page.getByTestId('open-another').click();
  await offered(page, `${lab.open}/public/attested:1`);
  assert.equal(await page.getByTestId('fact-platform').innerText(), 'linux/amd64');
  await page.goto(new URL(`#image=${lab.open}/public/platforms:1`, page.url()).href);
  await page.getByTestId('fact-platform').getByText('linux/arm64').waitFor();
  // What is written beside the reference goes before.
  await page.getByTestId('open-another').click();
  await offered(page, `docker pull --platform linux/amd64 ${lab.open}/public/platforms:1`);
  assert.equal(await page.getByTestId('fact-platform').innerText(), 'linux/amd64');
});

test('layers are downloaded without asking where a person wants that', async (t) => {
  const { page } = await openLabPage(t, lab);
  await offered(page, `${lab.open}/public/two:first`);
  await page.getByTestId('offer').getByTestId('always-download').check();
  await page.getByTestId('open-another').click();
  await open(page, `${lab.open}/public/two:second`);
  await page.waitForFunction(() => document.title.includes('two:second'));
  await state(page, 'done');
  await page.reload();
  await page.waitForFunction(() => document.title.includes('two:second'));
  await state(page, 'done');
});

test('while it is written, the field says what is meant; what is none, in the end', async (t) => {
  const { page } = await openPage(t);
  const field = page.getByTestId('reference');
  const said = page.getByTestId('reference-said');
  for (const [text, meaning] of [
    ['alpine:3.20', 'docker.io/library/alpine:3.20 on docker.io'],
    ['docker pull ghcr.io/a/b', 'ghcr.io/a/b:latest on ghcr.io'],
    ['https://static.example/app/index.json', 'OCI image layout at https://static.example/app/'],
  ]) {
    await field.fill(text);
    await said.getByText(meaning, { exact: true }).waitFor();
  }
  await field.fill('alpine:');
  assert.equal(await field.getAttribute('aria-invalid'), null);
  await page.locator('[data-test=reference][aria-invalid=true]').waitFor();
  assert.match(await said.innerText(), /is no tag/);
  await field.fill('');
  await field.press('Enter');
  await page.locator('[data-test=reference][aria-invalid=true]').waitFor();
  assert.equal(await page.getByTestId('app').getAttribute('data-state'), 'idle');
  assert.equal(new URL(page.url()).hash, '');
});

test('a paste beside the fields goes into the field, or into the dialog', async (t) => {
  const { page } = await openLabPage(t, lab);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const paste = async (text) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.keyboard.press('Control+V');
  };
  await paste(`docker pull ${lab.open}/public/two:first`);
  await page.getByTestId('reference-said').getByText(`${lab.open}/public/two:first on`).waitFor();
  await page.keyboard.press('Enter');
  await state(page, 'offered');
  await page.locator('body').click({ position: { x: 5, y: 890 } });
  await paste('no image at all');
  assert.equal(await page.getByTestId('open-dialog').count(), 0);
  await paste(`${lab.open}/public/two:second`);
  await page.getByTestId('open-dialog').waitFor();
  assert.equal(await page.getByTestId('reference').inputValue(), `${lab.open}/public/two:second`);
  assert.match(await page.title(), /two:first/, 'nothing is opened by a paste alone');
  await page.keyboard.press('Escape');
  await page.getByTestId('open-dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('o');
  await page.getByTestId('reference').press('Enter');
  await page.waitForFunction(() => document.title.includes('two:second'));
});

test('the address opens it; back, forward and reload are what they are elsewhere', async (t) => {
  const { page } = await openLabPage(t, lab, { fragment: `?key=x#image=${lab.open}/public/two:first` });
  const showing = async (name) => {
    await page.waitForFunction((name) => document.title.includes(name), name);
    await state(page, 'offered');
    const { hash, search } = new URL(page.url());
    assert.deepEqual([hash, search], [`#image=${lab.open}/public/${name}`, '?key=x']);
  };
  await showing('two:first');
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  await page.getByTestId('open-another').click();
  await open(page, `${lab.open}/public/two:second`);
  await showing('two:second');
  assert.equal(await entries(), before + 1);
  await page.goBack();
  await showing('two:first');
  await page.goForward();
  await showing('two:second');
  await page.reload();
  await showing('two:second');
  // The same once more is no other page.
  await page.getByTestId('open-another').click();
  await open(page, `${lab.open}/public/two:second`);
  await showing('two:second');
  assert.equal(await entries(), before + 1);
  await choose(page, image('clean'));
  await done(page);
  assert.deepEqual([new URL(page.url()).hash, new URL(page.url()).search], ['', '?key=x']);
  await page.goBack();
  await showing('two:second');
  await page.goForward();
  await page.getByTestId('landing').waitFor();
});

test('an address that names no image says so', async (t) => {
  const { page } = await openLabPage(t, lab, { fragment: '#image=Some%20Thing' });
  assert.equal(await problem(page), 'not-a-reference');
  assert.equal(await page.getByTestId('reference').inputValue(), 'Some Thing');
  await offered(page, `${lab.open}/public/two:first`);
});

test('tags are listed, filtered, and open their images', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  await faults(host, { kind: 'paged', match: '/tags/list', size: 100 });
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/public/tags:v7`);
  await page.getByTestId('ask-tags').click();
  const tags = page.getByTestId('list-tags');
  await tags.getByTestId('list-count').getByText('250 tags').waitFor();
  await tags.getByTestId('list-filter').fill('12');
  const names = await tags.getByTestId('listed-name').allInnerTexts();
  assert.ok(names.length > 0 && names.every((name) => name.includes('12')), String(names));
  await tags.getByTestId('listed-name').first().click();
  await page.waitForFunction((name) => document.title.includes(`tags:${name}`), names[0]);
  await state(page, 'offered');
  assert.equal(new URL(page.url()).hash, `#image=${host}/public/tags:${names[0]}`);
});

test('what refers to the image, the other repositories, and the rate limit', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  await faults(host, { kind: 'rate-limit', remaining: 3 });
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/${SAMPLE}`);
  assert.equal(await page.getByTestId('registry-rate-limit').innerText(), '3 of 100 left, in 6 h');
  await page.getByTestId('ask-referrers').click();
  await page.getByTestId('referrer').first().waitFor();
  const kinds = (await page.getByTestId('referrer').allInnerTexts()).join();
  assert.match(kinds, /application\/spdx\+json/);
  assert.match(kinds, /cosign/, 'which tags what it signed');
  await page.getByTestId('ask-catalogue').click();
  const repositories = page.getByTestId('list-catalogue').getByTestId('listed-name');
  await repositories.getByText('public/platforms', { exact: true }).click();
  await page.getByTestId('open-dialog').waitFor();
  assert.equal(await page.getByTestId('reference').inputValue(), `${host}/public/platforms`);
});

test('an image without a catalogue to be had is shown all the same', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  await faults(host, { kind: 'status', status: 404, match: '_catalog' });
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/${SAMPLE}`);
  await page.getByTestId('ask-catalogue').click();
  await page.getByTestId('list-failed').waitFor();
  assert.equal(await page.getByTestId('problem').count(), 0);
  assert.equal(await page.getByTestId('app').getAttribute('data-state'), 'offered');
});

test('a tag that is not there: others are offered, the likeliest first', async (t) => {
  const { page } = await openLabPage(t, lab);
  assert.equal(await refused(page, `${lab.open}/public/two:frist`), 'not-found');
  const offers = page.getByTestId('instead');
  assert.deepEqual(await offers.allInnerTexts(), [`${lab.open}/public/two:first`, `${lab.open}/public/two:second`]);
  await offers.first().click();
  await state(page, 'offered');
  assert.equal(await page.getByTestId('image-name').innerText(), `${lab.open}/public/two:first`);
  await page.getByTestId('open-another').click();
  assert.equal(await refused(page, `${lab.open}/public/nothing:1`), 'not-found');
  assert.equal(await offers.count(), 0);
});

test('a registry that lets no page read: its owner is told how it may', async (t) => {
  const { page } = await openLabPage(t, lab);
  assert.equal(await refused(page, `${lab.closed}/public/sample`), 'cors');
  const own = page.getByTestId('own-registry');
  await own.locator('summary').first().click();
  const recipes = page.getByTestId('recipe');
  const origin = new URL(page.url()).origin;
  for (const [i, file] of ['distribution.yml', 'nginx.conf', 'Caddyfile'].entries()) {
    await recipes.nth(i).locator('summary').click();
    const text = readFileSync(new URL(`../../examples/registries/${file}`, import.meta.url), 'utf8');
    assert.equal(await recipes.nth(i).locator('pre').textContent(), text.replaceAll('https://peel.example', origin));
  }
});

test('what is attested is shown with the image', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await offered(page, `${host}/public/attested:1`);
  const [expected] = analyze(`docker://${lab.open}/public/attested:1`).report.images;
  const kinds = () => page.getByTestId('attestation').evaluateAll((all) => all.map((one) => one.dataset.kind));
  assert.deepEqual(await kinds(), expected.attestations.map(({ kind }) => kind));
  assert.ok(expected.attestations.length > 0);
  assert.equal(await page.getByTestId('index-attestations').count(), 0);
  // What cannot be had is named, and holds up nothing.
  await faults(host, { kind: 'status', status: 404, match: expected.attestations[0].digest });
  await page.getByTestId('open-another').click();
  await offered(page, `${host}/public/attested:1`);
  assert.equal(await page.getByTestId('attestation').count(), 0);
  assert.equal(await page.getByTestId('index-attestations').locator('code').count(), 1);
  assert.equal(await page.getByTestId('problem').count(), 0);
});

test('a layout on a web server', async (t) => {
  const { page } = await openLabPage(t, lab);
  await offered(page, `http://${lab.static}/layouts/platforms/index.json`);
  assert.match(await page.getByTestId('offer').innerText(), /on the server/);
  assert.equal(new URL(page.url()).hash, `#image=http://${lab.static}/layouts/platforms/`);
  await page.getByTestId('platform-picker').selectOption({ label: 'linux/arm64' });
  await page.getByTestId('fact-platform').getByText('linux/arm64').waitFor();
  await state(page, 'offered');
  await download(page);
  const [expected] = analyze(`docker://${lab.open}/public/platforms:1`).report.images;
  assert.equal((await numbers(page, 'layer-size')).length, expected.layers.length);
  await page.reload();
  await page.getByTestId('fact-platform').getByText('linux/arm64').waitFor();
  await page.getByTestId('open-another').click();
  assert.equal(await refused(page, `http://${lab.staticClosed}/layouts/platforms/`), 'cors');
  assert.equal(await page.getByTestId('command').count(), 0, 'no command gets a layout');
});

test('through peel serve, any registry opens', async (t) => {
  const { url } = await serve(t, '--page', dist);
  const { page, faults } = await openPage(t, { at: url });
  assert.equal(await page.getByTestId('through').getAttribute('data-way'), 'relay');
  await offered(page, `${lab.closed}/public/two:first`);
  await download(page);
  const [expected] = analyze(`docker://${lab.open}/public/two:first`).report.images;
  assert.deepEqual(await numbers(page, 'layer-size'), layers(expected).map(({ size }) => size));
  assert.equal(new URL(page.url()).search, new URL(url).search, 'the key stays');
  await page.reload();
  await page.waitForFunction(() => document.title.includes('two:first'));
  // A worker that has all it wants is ended, whatever the browser thinks of its last request.
  faults.splice(0, faults.length, ...faults.filter((fault) => !/request failed: .*\/relay\//.test(fault)));
});

test('without its key, the page of peel serve says where to find it', async (t) => {
  const { origin } = await serve(t, '--page', dist);
  const { page } = await openPage(t, { at: origin });
  assert.match(await page.getByTestId('relay-missing').innerText(), /Open the address that peel serve printed/);
  await page.goto(`${origin}/?key=${'0'.repeat(32)}`);
  assert.match(await page.getByTestId('relay-missing').innerText(), /was started again/);
  // The page keeps its programs for later: the command ends before it does.
  await page.waitForLoadState('networkidle');
});
