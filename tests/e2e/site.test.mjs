// A folder of reports as static pages, with Peel's own page beside them, on a server of files: from the
// index to the report in a few clicks.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { dist, done, image, openPage } from './browser.mjs';
import { analyze, printed } from './native.mjs';

const TYPES = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm', '.json': 'application/json',
};

/** Serves a folder as any host of static files would. */
async function host(t, folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file)) {
      response.statusCode = 404;
      return response.end();
    }
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    return response.end(readFileSync(file));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A folder with reports, as a team's CI would leave them, and Peel's own page. */
function fleet(t) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-site-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'app'));
  for (const build of [1, 2]) {
    const json = printed('analyze', '--format', 'json', '--trees', image(`rebuild/${build}.tar`));
    writeFileSync(join(folder, 'app', `build ${build}.json`), json);
  }
  const hostile = spawnSync(process.env.PEEL_BIN ?? '../../target/debug/peel',
    ['analyze', '--format', 'compact', image('hostile')]);
  writeFileSync(join(folder, 'hostile.peel'), hostile.stdout);
  cpSync(dist, join(folder, 'peel'), { recursive: true });
  return folder;
}

test('from the index to a report, and its image in Peel', async (t) => {
  const folder = fleet(t);
  const address = await host(t, folder);
  printed('site', '--page', 'peel/', '--at', '../', folder);
  const [first, second] = [1, 2].map((build) => analyze(image(`rebuild/${build}.tar`)).report.images[0]);
  const name = second.tags[0].slice(0, second.tags[0].lastIndexOf(':'));
  const { page } = await openPage(t, { at: `${address}peel/` });
  await page.goto(`${address}index.html`);
  await page.screenshot({ path: join(shots, 'site-index.png') });
  assert.equal(await page.locator('img, script').count(), 0, 'names of images make no markup');
  await page.getByRole('link', { name, exact: true }).click();
  const rows = page.locator('tbody tr');
  const reports = await rows.count();
  assert.ok(reports >= 1);
  await page.screenshot({ path: join(shots, 'site-image.png') });
  // The newest report is that of the newest image.
  const newest = [first, second].filter(({ tags }) => tags[0].startsWith(`${name}:`))
    .sort((a, b) => (a.created < b.created ? 1 : -1))[0];
  assert.ok((await rows.first().innerText()).includes(newest.created.slice(0, 10)));
  await rows.first().getByRole('link', { name: 'Look at it' }).click();
  await page.getByTestId('app').waitFor();
  await done(page);
  await page.getByTestId('reopened').waitFor();
  assert.equal(await page.getByTestId('history-row').count(), newest.history.length);
});

test('from the index to what is new in an image, against the one before it', async (t) => {
  const folder = fleet(t);
  const address = await host(t, folder);
  printed('site', '--page', 'peel/', '--at', '../', folder);
  const { page } = await openPage(t, { at: `${address}peel/` });
  await page.goto(`${address}index.html`);
  const link = page.getByRole('link', { name: /^Compare / }).first();
  await page.screenshot({ path: join(shots, 'site-compare.png') });
  await link.click();
  // What the native command says of the two archives.
  const { files } = JSON.parse(printed('compare', '--format', 'json', image('rebuild/1.tar'), image('rebuild/2.tar')));
  const expected = files.rows.filter(({ change }) => change !== 'time').map(({ path, change }) => [path, change]);
  const same = async () => {
    await page.locator(`[data-test=compare-rows][data-total="${expected.length}"]`).waitFor();
    const rows = await page.getByTestId('compare-row')
      .evaluateAll((rows) => rows.map(({ dataset }) => [dataset.path, dataset.change]));
    assert.ok(rows.length > 0);
    assert.deepEqual(rows, expected.slice(0, rows.length));
  };
  await same();
  await page.screenshot({ path: join(shots, 'site-compared.png') });
  // The address leads there again.
  assert.match(new URL(page.url()).hash, /&compare=report&with=/);
  await page.reload();
  await same();
});

for (const [colorScheme, width] of [['light', 1200], ['dark', 390]]) {
  test(`accessible and whole: ${colorScheme}, ${width}`, async (t) => {
    const folder = fleet(t);
    const address = await host(t, folder);
    printed('site', folder);
    const { page } = await openPage(t, {
      at: `${address}peel/`, colorScheme, viewport: { width, height: 900 }, bypassCSP: true,
    });
    const [first] = readdirSync(join(folder, 'images'));
    for (const path of ['index.html', 'score.html', `images/${first}`]) {
      await page.goto(address + path);
      await inspect(page, `${path}, ${colorScheme}, ${width}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }
  });
}

test('what is no report is passed over, and said', (t) => {
  const folder = fleet(t);
  writeFileSync(join(folder, 'package.json'), '{"name": "x"}');
  const run = spawnSync(process.env.PEEL_BIN ?? '../../target/debug/peel', ['site', folder], { encoding: 'utf8' });
  assert.equal(run.status, 2);
  assert.match(run.stderr, /package\.json:\n.*no report of Peel/);
  assert.ok(existsSync(join(folder, 'index.html')));
});
