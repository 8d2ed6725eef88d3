// Sharing what is looked at: a link that holds the report, one to a report elsewhere, and files; and what
// whoever opens one of them sees. What is shared never holds a secret.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import jsQR from 'jsqr';
import { inspect, shots } from './accessible.mjs';
import { choose, done, drop, image, openPage, settled, treeRows } from './browser.mjs';
import { printed } from './native.mjs';
import { offered, openLabPage, useLab } from './registry.mjs';

async function opened(t, archive, options) {
  const { page, faults, origin } = await openPage(t, options);
  await choose(page, archive);
  await done(page);
  return { page, faults, origin };
}

/** The link that the dialog shows, once it is there. */
async function link(page) {
  await page.getByTestId('share-link').waitFor();
  return page.getByTestId('share-link').inputValue();
}

/** What a person sees of an image: its history, findings and sums. */
async function seen(page) {
  const history = await page.getByTestId('history-row').evaluateAll((rows) => rows.map((row) => row.innerText));
  await page.getByTestId('pane-findings').click();
  const findings = await page.getByTestId('finding').evaluateAll((rows) => rows.map((row) => row.innerText));
  await page.getByTestId('pane-sizes').click();
  const sizes = await page.getByTestId('panel-sizes').innerText();
  return { history, findings, sizes };
}

/** A folder that goes when the test ends. */
function folder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-share-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a link that holds the report shows the same to whoever opens it', async (t) => {
  const { page, origin } = await opened(t, image('classic'));
  await page.getByTestId('open-all').click();
  await settled(page);
  const file = page.locator('[data-test=tree-row][data-kind=file]').first();
  const path = await file.getAttribute('data-path');
  await file.click();
  await settled(page);
  const rows = await treeRows(page);
  const expected = await seen(page);
  await page.getByTestId('tree').focus();
  await page.keyboard.press('y');
  const url = await link(page);
  assert.ok(url.length < 65_536 && url.startsWith(`${origin}/`), url.slice(0, 80));
  assert.match(url, /#r=[\w-]+&/);
  assert.ok(url.includes(`path=${path}`), path);
  assert.equal(await page.getByTestId('share-trees').isChecked(), true);
  // Nothing but the page itself is asked for what the link holds.
  const { page: other } = await openPage(t, { at: url.split('#')[0], fragment: `#${url.split('#')[1]}` });
  await done(other);
  assert.match(await other.getByTestId('reopened').innerText(), /report that peel .* wrote/);
  await other.locator(`[data-test=tree-row][data-path="${path}"][aria-selected=true]`).waitFor();
  await other.getByTestId('open-all').click();
  const again = await treeRows(other);
  // One line less is drawn: the one that tells what is open stands above.
  assert.ok(again.length > 10);
  assert.deepEqual(again, rows.slice(0, again.length));
  assert.deepEqual(await seen(other), expected);
  // Contents are not in it, which is said.
  await other.locator(`[data-test=tree-row][data-path="${path}"]`).dblclick();
  await other.getByText(`The contents of ${path} are not in a report.`).waitFor();
  await other.keyboard.press('Escape');
  await other.getByTestId('tree').focus();
  await other.keyboard.press('p');
  await other.getByText('files whose contents are not in a report').waitFor();
  // A reload comes to the same, once the address tells that the file is closed.
  await other.waitForFunction(() => !location.hash.includes('file='));
  await other.reload();
  await done(other);
  assert.deepEqual((await seen(other)).history, expected.history);
});

test('what is too long for a link is told, and saved as a file that opens', async (t) => {
  const { page } = await opened(t, image('debian'));
  await page.getByTestId('share-open').click();
  const url = await link(page);
  // The paths of some thousand files are more than a link carries.
  assert.equal(await page.getByTestId('share-trees').isDisabled(), true);
  assert.match(await page.getByTestId('share').innerText(), /with the paths of every layer it would have [\d,]+ characters/);
  assert.match(await page.getByTestId('share-leaves-out').innerText(), /the paths of the layers/);
  const saved = async (button) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(button).click()]);
    return { name: download.suggestedFilename(), path: await download.path() };
  };
  const compact = await saved('save-compact');
  const json = await saved('save-json');
  assert.deepEqual([compact.name, json.name], ['report.peel', 'peel-report.json']);
  // What the page writes is what the command writes.
  const native = JSON.parse(printed('analyze', '--format', 'json', '--trees', image('debian')));
  assert.deepEqual(JSON.parse(readFileSync(json.path)), native);
  const { source, ...rest } = JSON.parse(printed('analyze', '--format', 'json', '--trees', compact.path));
  assert.deepEqual({ ...rest, source: native.source }, native);
  assert.ok(source.reopened);
  // No form of it holds the token that a build argument left in the history.
  const config = JSON.parse(execFileSync('tar', ['-xOf', image('debian'), 'manifest.json']))[0].Config;
  const env = JSON.parse(execFileSync('tar', ['-xOf', image('debian'), config])).config.Env;
  const token = env.find((pair) => pair.startsWith('API_TOKEN=')).split('=')[1];
  assert.ok(token.length > 5);
  const unpacked = (bytes) => inflateRawSync(bytes.subarray(5)).toString('latin1');
  const data = Buffer.from(/#r=([\w-]+)/.exec(url)[1], 'base64url');
  for (const text of [unpacked(data), unpacked(readFileSync(compact.path)), readFileSync(json.path, 'latin1')]) {
    assert.ok(text.includes('API_TOKEN=***') && !text.includes(token));
  }
  await page.getByTestId('share-close').click();
  // Without its paths it opens too, and says what it lacks.
  const { page: other } = await openPage(t, { at: url.split('#')[0], fragment: `#${url.split('#')[1]}` });
  await done(other);
  await other.getByText('This report does not hold the paths of the layers.').waitFor();
  assert.deepEqual((await seen(other)).findings, (await seen(page)).findings);
  // The file has them all; it is dropped as an image would be.
  const file = join(folder(t), 'debian.peel');
  writeFileSync(file, readFileSync(compact.path));
  await drop(other, file);
  await done(other);
  const [there, here] = [await treeRows(other), await treeRows(page)];
  const drawn = Math.min(there.length, here.length);
  assert.ok(drawn > 5);
  assert.deepEqual(there.slice(0, drawn), here.slice(0, drawn));
});

/** A server with the report of an image, which lets pages read it where `open` says so. */
async function host(t, open) {
  const report = printed('analyze', '--format', 'json', '--trees', image('links'));
  const server = createServer((request, response) => {
    if (open) response.setHeader('access-control-allow-origin', '*');
    response.statusCode = request.url === '/app.json' ? 200 : 404;
    response.end(request.url === '/app.json' ? report : 'no');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  return `127.0.0.1:${server.address().port}`;
}

test('a report at an address opens, and why one does not is told', async (t) => {
  const [free, closed] = [await host(t, true), await host(t, false)];
  const { page } = await openPage(t, { hosts: [free, closed], fragment: `#report=http://${free}/app.json` });
  await done(page);
  await page.getByTestId('reopened').waitFor();
  const there = await treeRows(page);
  assert.ok(there.length > 3);
  const go = (fragment) => page.evaluate((to) => { location.hash = to; }, fragment);
  await go(`#report=http://${free}/none.json`);
  await page.getByText('the server answers 404').waitFor();
  await go(`#report=http://${closed}/app.json`);
  await page.getByText('does not let web pages read its answers').waitFor();
  await page.getByText('Access-Control-Allow-Origin').waitFor();
  await go('#r=UEVFTAFz');
  await page.getByText('The report cannot be read').waitFor();
  await go('#r=U!');
  await page.getByText('The link does not hold the whole report.').waitFor();
  await go(`#report=http://${free}/app.json`);
  // The page counts as done until it has seen the address change.
  await page.getByTestId('reopened').waitFor();
  await done(page);
  assert.deepEqual(await treeRows(page), there);
});

test('a QR code says the link, and a badge stands beside it in a README', async (t) => {
  const { page } = await opened(t, image('waste-C-rmfile'));
  await page.getByTestId('share-open').click();
  await link(page);
  await page.getByTestId('share-trees').uncheck();
  const url = await link(page);
  assert.ok(url.length > 1_000, `${url.length}`);
  await page.getByTestId('share-no-qr').waitFor();
  const markdown = await page.getByTestId('share-markdown').inputValue();
  assert.match(markdown, /^\[!\[Peel: [A-F], [\d.]+[kMG]?B\]\(peel\.svg\)\]\(http/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-badge').click()]);
  assert.equal(download.suggestedFilename(), 'peel.svg');
  const file = join(folder(t), 'command.svg');
  printed('check', '--fail-on', 'never', '--badge', file, image('waste-C-rmfile'));
  const svg = readFileSync(file, 'utf8');
  assert.equal(readFileSync(await download.path(), 'utf8'), svg);
  const width = await page.evaluate(async (svg) => {
    const picture = new Image();
    picture.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    await picture.decode();
    return picture.naturalWidth;
  }, svg);
  assert.ok(width > 60 && width < 200, `${width}`);
});

/** What a telephone would read of the code on the screen. */
async function scanned(page) {
  const png = (await page.getByTestId('share-qr').screenshot({ scale: 'css' })).toString('base64');
  const { data, width, height } = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, picture.width, picture.height);
    return { data: [...data], width, height };
  }, png);
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

const lab = useLab();

test('an image in a registry is shared by its name, and its code on the screen is read', async (t) => {
  const { page } = await openLabPage(t, lab);
  await offered(page, `${lab.open}/public/sample:latest`);
  await page.getByTestId('share-open').click();
  const url = await link(page);
  assert.match(url, /#image=[^&]+\/public\/sample:latest/);
  assert.equal(await page.getByTestId('share-image').isChecked(), true);
  assert.equal(await scanned(page), url);
  await inspect(page, 'share of a registry');
  await page.screenshot({ path: join(shots, 'share-registry.png') });
  await page.getByTestId('share-report').check();
  assert.match(await link(page), /#r=/);
  // By the keyboard alone it goes again, and the focus is where it was.
  await page.keyboard.press('Escape');
  await page.getByTestId('share').waitFor({ state: 'detached' });
  await page.goto(url);
  await page.reload();
  await page.getByTestId('history-row').first().waitFor();
});

for (const [colorScheme, width] of [['light', 1400], ['dark', 1400], ['light', 390], ['dark', 390]]) {
  test(`accessible and whole: ${colorScheme}, ${width}`, async (t) => {
    const { page } = await opened(t, image('classic'), { colorScheme, viewport: { width, height: 860 } });
    await page.getByTestId('share-open').click();
    await link(page);
    await inspect(page, `share, ${colorScheme}, ${width}`);
    const fits = await page.getByTestId('share').evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth);
    assert.ok(fits, 'nothing is cut at the side');
    await page.screenshot({ path: join(shots, `share-${colorScheme}-${width}.png`) });
    const url = await link(page);
    await page.getByTestId('share-close').click();
    const { page: other } = await openPage(t, {
      at: url.split('#')[0], fragment: `#${url.split('#')[1]}`, colorScheme, viewport: { width, height: 860 },
    });
    await done(other);
    await inspect(other, `reopened, ${colorScheme}, ${width}`);
    await other.screenshot({ path: join(shots, `reopened-${colorScheme}-${width}.png`) });
  });
}
