// One image in every form: the page says what the command says, and shows what only some forms have.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { choose, done, drawn, drop, image, openPage, settled, treeRows } from './browser.mjs';
import { analyze } from './native.mjs';

const folder = dirname(image('formats/export.tar'));

for (const name of readdirSync(folder).filter((name) => /\.tar(\.gz)?$/.test(name))) {
  test(`the page and the command say the same: ${name}`, async (t) => {
    const { page } = await openPage(t);
    await choose(page, join(folder, name));
    await done(page);
    const { report } = analyze(join(folder, name));
    const first = report.images[0];
    const said = (await page.getByTestId('problem').allTextContents()).join('\n');
    for (const { message } of [...report.problems, ...(first?.problems ?? [])]) {
      assert.ok(said.includes(drawn(message)), `${message}\nis missing in\n${said}`);
    }
    assert.equal(await page.getByTestId('history-row').count(), first?.history.length ?? 0);
    const sizes = await page.getByTestId('layer-size').evaluateAll((cells) =>
      cells.map((cell) => Number(cell.dataset.bytes)));
    assert.deepEqual(sizes, first?.layers.filter((layer) => layer.scanned).map(({ size }) => size) ?? []);
  });
}

test('a picker tells the platforms of one image apart', async (t) => {
  const { page } = await openPage(t);
  await choose(page, join(folder, 'platforms.tar'));
  await done(page);
  const picker = page.getByTestId('image-picker');
  const names = await picker.locator('option').allInnerTexts();
  assert.deepEqual(names, ['peel.test/both:1 (linux/amd64)', 'peel.test/both:1 (linux/arm64)']);
  await picker.selectOption({ index: 1 });
  await page.waitForFunction(() =>
    document.querySelector('[data-test=fact-platform]').textContent.includes('arm64'));
});

test('provenance and packages can be read', async (t) => {
  const { page } = await openPage(t);
  await choose(page, join(folder, 'attested.tar'));
  await done(page);
  await page.getByTestId('pane-overview').click();
  const attestations = page.getByTestId('attestation');
  assert.equal(await attestations.count(), 2);
  const badges = page.getByTestId('attestation-badge');
  for (let i = 0; i < 2; i++) assert.equal(await badges.nth(i).getAttribute('data-verdict'), 'verified');
  assert.match(await attestations.first().innerText(), /https:\/\/builder\.example\/42/);
  await attestations.first().locator('summary').click();
  assert.match(await page.getByTestId('materials').innerText(), /pkg:docker\/debian@bookworm/);
  await attestations.last().locator('summary').click();
  assert.match(await page.getByTestId('packages').innerText(), /<b>musl<\/b> 1\.2\.5 MIT/);
  assert.equal(await page.getByTestId('packages').locator('b').count(), 0);
  // The attestation is no platform.
  assert.equal(await page.getByTestId('image-picker').count(), 0);
});

test('a layer that is not there is said not to be', async (t) => {
  const { page } = await openPage(t);
  await choose(page, join(folder, 'foreign.tar'));
  await done(page);
  const absent = page.getByTestId('layer-absent');
  assert.deepEqual(await absent.allInnerTexts(), ['foreign, not in the archive']);
});

test('what docker export writes is a tree', async (t) => {
  const { page } = await openPage(t);
  await choose(page, join(folder, 'export.tar.gz'));
  await done(page);
  assert.match(await page.title(), /export\.tar\.gz/);
  await settled(page);
  const top = (await treeRows(page)).map((row) => row.path);
  const listed = execFileSync('tar', ['--list', '--file', join(folder, 'export.tar')], { encoding: 'utf8' });
  const expected = new Set(listed.split('\n').filter(Boolean).map((path) => path.split('/')[0]));
  assert.deepEqual(new Set(top.map((path) => path.split('/')[0])), expected);
});

// A folder with what is in an archive, as a person would have unpacked it.
function unpacked(t, archive) {
  const work = mkdtempSync(join(tmpdir(), 'peel-folder-'));
  t.after(() => rmSync(work, { recursive: true, force: true }));
  const inside = join(work, 'layout');
  execFileSync('mkdir', [inside]);
  execFileSync('tar', ['--extract', '--file', archive, '--directory', inside]);
  assert.ok(statSync(inside).isDirectory());
  return inside;
}

for (const [how, give] of [
  ['dropped', drop],
  ['chosen', (page, path) => page.getByTestId('folder-input').setInputFiles(path)],
]) {
  for (const name of ['formats/platforms.tar', 'classic']) {
    test(`a ${how} folder is opened: ${name}`, async (t) => {
      const layout = unpacked(t, image(name));
      const { page } = await openPage(t);
      await give(page, layout);
      await done(page);
      const { code, report } = analyze(layout);
      assert.equal(code, 0);
      assert.equal(report.source.name, basename(layout));
      const sizes = await page.getByTestId('layer-size').evaluateAll((cells) =>
        cells.map((cell) => Number(cell.dataset.bytes)));
      assert.deepEqual(sizes, report.images[0].layers.map(({ size }) => size));
      const badges = await page.getByTestId('badge').evaluateAll((all) =>
        all.map((badge) => badge.dataset.verdict));
      assert.deepEqual(new Set(badges), new Set(['verified']));
      assert.equal(await page.getByTestId('problem').count(), report.problems.length);
    });
  }
}

test('a folder without an image says so', async (t) => {
  const work = mkdtempSync(join(tmpdir(), 'peel-folder-'));
  t.after(() => rmSync(work, { recursive: true, force: true }));
  execFileSync('touch', [join(work, 'notes.txt')]);
  const { page } = await openPage(t);
  await drop(page, work);
  await done(page);
  assert.match(await page.getByTestId('problem').first().innerText(), /holds no image.*notes\.txt/s);
});
