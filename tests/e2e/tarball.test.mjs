// A folder of the tree as a tar: it holds what umoci unpacked and what the command writes, it can be ended,
// and it is taken with the keyboard alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, shots } from './accessible.mjs';
import { choose, done, image, openPage, oracle, settled } from './browser.mjs';
import { printedBytes } from './native.mjs';
import { download, offered, openLabPage, useLab } from './registry.mjs';

const lab = useLab();
const rowsOf = fileURLToPath(new URL('../images/lib/tree.py', import.meta.url));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-tarball-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The rows that GNU tar leaves of a tar, as umoci's tree is written in the oracles. */
function unpacked(t, tar) {
  const folder = scratch(t);
  execFileSync('tar', ['-x', '--numeric-owner', '--same-owner', '--same-permissions', '-C', folder], { input: tar });
  const script = `cd '${folder}' && find . -mindepth 1 -printf '%P\\0%y\\0%m\\0%U\\0%G\\0%s\\0%l\\0%n\\0%D:%i\\0' | python3 '${rowsOf}'`;
  return { folder, rows: execFileSync('sh', ['-c', script]).toString().trimEnd().split('\n') };
}

/** Takes a row of the tree at hand. */
async function take(page, path) {
  await page.locator(`[data-test=tree-row][data-path="${path}"]`).click();
  await settled(page);
}

/** Does what makes the browser save something, and gives what it saved. */
async function saved(page, ask) {
  const [file] = await Promise.all([page.waitForEvent('download'), ask()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const line = (page, state) => page.locator(`[data-test=tarball][data-state=${state}]`);

test('a folder of the image is what umoci unpacked', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('links'));
  await done(page);
  await take(page, 'data');
  const { name, bytes } = await saved(page, () => page.getByTestId('take-folder').click());
  assert.equal(name, 'data.tar');
  await line(page, 'made').waitFor();
  const { rows } = unpacked(t, bytes);
  // The first of a file's names may be in another folder there.
  const told = (row) => row.split('\t').slice(0, 7).join('\t');
  const expected = readFileSync(oracle('links', 'rootfs.tsv'), 'utf8').trimEnd().split('\n')
    .filter((row) => /^data[/\t]/.test(row));
  assert.ok(expected.length > 5);
  assert.deepEqual(rows.map(told), expected.map(told));
  assert.equal(sha256(bytes), sha256(printedBytes('cat', '--tar', image('links'), 'data')));
  assert.match(await line(page, 'made').innerText(), new RegExp(`data\\.tar.*${expected.length} entries`));
  await page.getByTestId('tarball-close').click();
  await page.getByTestId('tarball').waitFor({ state: 'detached' });
  // A file is no folder.
  await page.getByTestId('tree').focus();
  await page.keyboard.press('*');
  await take(page, 'data/kept');
  assert.ok(await page.getByTestId('take-folder').isDisabled());
});

test('a folder of one layer, and of a packed archive, with the keyboard', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('links'));
  await done(page);
  await page.keyboard.press('m');
  await settled(page);
  await take(page, 'data');
  await page.getByTestId('tree').focus();
  const { bytes } = await saved(page, () => page.keyboard.press('x'));
  assert.equal(sha256(bytes), sha256(printedBytes('cat', '--tar', '--layer', '3', image('links'), 'data')));
  await choose(page, image('outer-gzip'));
  await done(page);
  await page.keyboard.press('m');
  await settled(page);
  const all = await saved(page, () => page.keyboard.press('Shift+X'));
  assert.equal(all.name, 'image.tar');
  assert.equal(sha256(all.bytes), sha256(printedBytes('cat', '--tar', image('outer-gzip'), '/')));
});

test('an image of a registry: of the layers that were downloaded', async (t) => {
  const { page } = await openLabPage(t, lab);
  await offered(page, `${lab.open}/public/sample`);
  await download(page);
  const { bytes } = await saved(page, () => page.keyboard.press('Shift+X'));
  const expected = unpacked(t, printedBytes('cat', '--tar', image('sample'), '/'));
  const found = unpacked(t, bytes);
  assert.ok(found.rows.length > 10);
  assert.deepEqual(found.rows, expected.rows);
  execFileSync('diff', ['-r', '--no-dereference', found.folder, expected.folder]);
});

test('it can be ended, and another begun', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('huge'));
  await done(page);
  let downloads = 0;
  page.on('download', () => { downloads++; });
  await page.keyboard.press('Shift+X');
  const bar = line(page, 'reading').locator('progress');
  await page.waitForFunction(() => Number(document.querySelector('[data-test=tarball] progress')?.value) > 0);
  assert.ok(Number(await bar.getAttribute('value')) < 1);
  // The tree answers meanwhile.
  await page.getByTestId('tree').focus();
  await page.keyboard.press('End');
  await settled(page);
  await page.getByTestId('tarball-stop').press('Enter');
  await page.getByTestId('tarball').waitFor({ state: 'detached' });
  await choose(page, image('links'));
  await done(page);
  await take(page, 'home');
  const { name } = await saved(page, () => page.keyboard.press('x'));
  assert.deepEqual([name, downloads], ['home.tar', 1]);
});

test('what is too large for a page is said before anything is read', async (t) => {
  const folder = scratch(t);
  for (const top of ['bin', 'etc', 'usr', 'var']) mkdirSync(join(folder, 'tree', top), { recursive: true });
  writeFileSync(join(folder, 'tree/var/holes'), 'start');
  truncateSync(join(folder, 'tree/var/holes'), 9 * 2 ** 30);
  const tar = join(folder, 'export.tar');
  execFileSync('tar', ['-C', join(folder, 'tree'), '--sparse', '-cf', tar, '.']);
  const { page } = await openPage(t);
  await choose(page, tar);
  await done(page);
  await take(page, 'var');
  await page.getByTestId('take-folder').click();
  const said = line(page, 'failed');
  await said.waitFor();
  assert.equal(await said.locator('p').getAttribute('data-code'), 'too-large-to-pack');
  assert.match(await said.innerText(), /at least 9.* and a page saves 8.* at most/s);
});

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: { width: 390, height: 800 } },
})) {
  test(`everybody can take a folder: ${name}`, async (t) => {
    const { page } = await openPage(t, options);
    await choose(page, image('huge'));
    await done(page);
    if (name === 'narrow') await page.getByTestId('pane-tree').click();
    await page.keyboard.press('Shift+X');
    await line(page, 'reading').waitFor();
    await inspect(page, `packing, ${name}`);
    await page.screenshot({ path: join(shots, `tarball-packing-${name}.png`) });
    await page.getByTestId('tarball-stop').click();
    await choose(page, image('debian'));
    await done(page);
    if (name === 'narrow') await page.getByTestId('pane-tree').click();
    await take(page, 'etc');
    await saved(page, () => page.getByTestId('take-folder').click());
    await line(page, 'made').waitFor();
    await inspect(page, `saved, ${name}`);
    await page.screenshot({ path: join(shots, `tarball-made-${name}.png`) });
  });
}
