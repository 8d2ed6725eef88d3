// One file: as text, bytes, strings and picture, its versions, its search, and taking it away.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { choose, done, image, openPage, settled } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const root = fileURLToPath(new URL('../..', import.meta.url));
const MANY = { maxBuffer: 1 << 28 };
mkdirSync(join(root, 'tests/e2e/shots'), { recursive: true });
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A file as GNU tar takes it from the layers of an image, the highest first, or from one. */
function tarFile(name, path, layer) {
  const archive = image(name);
  const [{ Layers }] = JSON.parse(execFileSync('tar', ['-xOf', archive, 'manifest.json']));
  const layers = layer === undefined ? Layers.toReversed() : [Layers[layer]];
  for (const blob of layers) {
    const bytes = execFileSync('tar', ['-xOf', archive, blob], MANY);
    const { status, stdout } = spawnSync('tar', ['-xO', path], { input: bytes, ...MANY });
    if (status === 0) return stdout;
  }
  throw new Error(`${path} is in no layer of ${name}`);
}

/** A tar of a file system, made by GNU tar, which opens as an image of one layer. */
function archiveOf(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-files-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const tree = join(folder, 'tree');
  for (const top of ['bin', 'etc', 'usr', 'var']) mkdirSync(join(tree, top), { recursive: true });
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(tree, path), bytes);
  const tar = join(folder, 'export.tar');
  execFileSync('tar', ['-C', tree, '-cf', tar, '.']);
  return tar;
}

/** Finds a file in the tree by its name, and opens it with the keyboard. */
async function see(page, path) {
  await page.getByTestId('filter').fill(path.split('/').at(-1));
  await settled(page);
  await page.locator(`[data-test=tree-row][data-path="${path}"]`).click();
  await settled(page);
  await page.getByTestId('tree').focus();
  await page.keyboard.press('Enter');
  await read(page);
}

const read = (page) => page.locator('[data-test=file]:not([data-state=reading])').waitFor();

/** The rows that are drawn: number and text of each. */
const rows = (page) => page.getByTestId('file-row').evaluateAll((all) => all.map((row) => ({
  index: Number(row.dataset.index),
  label: row.querySelector('.file-label').textContent.trim(),
  text: row.querySelector('.file-text').textContent,
})));

/** Every row, by scrolling through them. */
async function allRows(page) {
  const seen = new Map();
  const lines = page.getByTestId('file-lines');
  const count = Number(await lines.getAttribute('data-rows'));
  for (let top = 0; seen.size < count; top += 300) {
    await lines.evaluate((element, to) => element.scrollTo(0, to), top);
    await page.waitForTimeout(30);
    for (const row of await rows(page)) seen.set(row.index, row);
    assert.ok(top < count * 20 + 600, `${seen.size} of ${count} rows were drawn`);
  }
  return [...seen.values()].sort((a, b) => a.index - b.index);
}

async function save(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('file-save').click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('a text is what tar takes out, with line numbers, and Esc gives the focus back', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  await see(page, 'etc/debconf.conf');
  const text = tarFile('debian', 'etc/debconf.conf').toString();
  const shown = await allRows(page);
  assert.equal(shown.map((row) => row.text).join('\n'), text.trimEnd());
  assert.deepEqual(shown.map((row) => row.label), shown.map((_, i) => String(i + 1)));
  assert.ok(shown.length > 40);
  await page.keyboard.press('Escape');
  await page.getByTestId('file').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await read(page);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.test), 'file-lines');
  await page.keyboard.press('End');
  await page.locator(`[data-test=file-row][data-index="${shown.length - 1}"]`).waitFor();
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.test), 'file-query');
  await page.getByTestId('file-lines').focus();
  await page.keyboard.press('Escape');
  await page.getByTestId('file').waitFor({ state: 'detached' });
  assert.equal(await page.getByTestId('filter').inputValue(), 'debconf.conf', 'the filter stays');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.test), 'tree');
});

test('a binary is what xxd and strings say, and is downloaded whole', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  await see(page, 'usr/bin/ls');
  const bytes = tarFile('debian', 'usr/bin/ls');
  const xxd = execFileSync('xxd', { input: bytes, ...MANY }).toString().trimEnd().split('\n');
  const lines = page.getByTestId('file-lines');
  assert.equal(await lines.getAttribute('data-form'), 'hex');
  assert.equal(Number(await lines.getAttribute('data-rows')), xxd.length);
  const compare = async () => {
    const drawn = await rows(page);
    assert.ok(drawn.length > 10 && drawn.length < 120);
    for (const row of drawn) assert.equal(`${row.label}: ${row.text}`, xxd[row.index]);
    return drawn;
  };
  await compare();
  await lines.focus();
  await page.keyboard.press('End');
  await page.locator(`[data-test=file-row][data-index="${xxd.length - 1}"]`).waitFor();
  assert.equal((await compare()).at(-1).index, xxd.length - 1);

  await page.getByTestId('form-strings').click();
  const strings = execFileSync('strings', ['-a', '-t', 'x'], { input: bytes, ...MANY });
  const expected = strings.toString().trimEnd().split('\n').map((line) => line.match(/^ *([0-9a-f]+) (.*)$/).slice(1));
  assert.equal(Number(await lines.getAttribute('data-rows')), expected.length);
  for (const row of await rows(page)) {
    assert.deepEqual([Number.parseInt(row.label, 16), row.text],
      [Number.parseInt(expected[row.index][0], 16), expected[row.index][1]]);
  }

  const saved = await save(page);
  assert.deepEqual([saved.name, sha256(saved.bytes)], ['ls', sha256(bytes)]);
});

test('every version of a path opens', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('waste-I-thrice'));
  await done(page);
  await page.getByTestId('sort-size').click();
  await page.getByTestId('open-all').click();
  await settled(page);
  const path = await page.locator('[data-test=tree-row][data-kind=file]').first().getAttribute('data-path');
  await see(page, path);
  const versions = page.getByTestId('file-version');
  const layers = await versions.evaluateAll((all) => all.map((one) => Number(one.dataset.layer)));
  assert.equal(layers.length, 3);
  assert.equal(await versions.last().getAttribute('aria-pressed'), 'true');
  const sums = new Set();
  for (const [i, layer] of layers.entries()) {
    await versions.nth(i).click();
    await page.locator(`[data-test=file-version][data-layer="${layer}"][aria-pressed=true]`).waitFor();
    await read(page);
    const { bytes } = await save(page);
    assert.equal(sha256(bytes), sha256(tarFile('waste-I-thrice', path, layer)));
    sums.add(sha256(bytes));
  }
  assert.equal(sums.size, 3, 'they differ');
});

test('a file within a compressed archive', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('outer-gzip'));
  await done(page);
  await page.getByTestId('open-all').click();
  await settled(page);
  const path = await page.locator('[data-test=tree-row][data-kind=file]').first().getAttribute('data-path');
  await see(page, path);
  const { bytes } = await save(page);
  assert.equal(sha256(bytes), sha256(tarFile('classic', path)));
});

test('what is large, strange or a picture', async (t) => {
  const numbers = execFileSync('seq', ['1', '1500000'], MANY);
  const png = readFileSync(join(root, 'docs/page-light.png'));
  const tar = archiveOf(t, {
    'etc/numbers': numbers,
    'etc/strange': Buffer.concat([Buffer.from('a\u202eb\tc\n<img src=x onerror=hostile()>\ncaf'), Buffer.from([0xe9, 10])]),
    'etc/one-line': 'word '.repeat(200_000),
    'etc/empty': '',
    'etc/page.png': png,
    'etc/hostile.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" onload="hostile()">'
      + '<script>hostile()</script><image href="http://127.0.0.1:9/x.png"/><rect width="90" height="40" fill="red"/></svg>',
  });
  const { page } = await openPage(t);
  let ran = false;
  await page.exposeFunction('hostile', () => { ran = true; });
  await choose(page, tar);
  await done(page);

  await see(page, 'etc/numbers');
  await page.getByTestId('file-left-out').waitFor();
  await page.getByTestId('file-query').fill('1000000');
  await page.locator('[data-test=file-row] mark.is-now').waitFor();
  const hit = (await rows(page)).find((row) => row.text === '1000000');
  assert.equal(hit.label, '1000000');
  await page.getByTestId('file-hits').getByText('1 of 1', { exact: true }).waitFor();
  const saved = await save(page);
  assert.equal(sha256(saved.bytes), sha256(numbers), 'all of it is saved');
  await page.getByTestId('file-query').fill('99999');
  await page.keyboard.press('Enter');
  await page.getByTestId('file-hits').getByText(/^2 of \d+/).waitFor();
  await page.getByTestId('file-previous').click();
  await page.getByTestId('file-previous').click();
  await page.getByTestId('file-hits').getByText(/^(\d+) of \1$/).waitFor();
  await page.getByTestId('file-close').click();

  await see(page, 'etc/strange');
  assert.deepEqual((await rows(page)).map((row) => row.text),
    ['a\\u{202e}b\tc', '<img src=x onerror=hostile()>', 'caf\\xe9']);
  assert.equal(await page.locator('.file-text .escape').count(), 2);
  await page.getByTestId('file-close').click();

  await see(page, 'etc/one-line');
  assert.equal(await page.getByTestId('file-lines').getAttribute('data-rows'), '1000');
  assert.match(await page.getByTestId('file-lines').innerText(), /^ *1\n?word/);
  await page.getByTestId('file-close').click();

  await see(page, 'etc/empty');
  await page.getByTestId('file-empty').waitFor();
  await page.getByTestId('file-close').click();

  await see(page, 'etc/page.png');
  const width = () => page.locator('[data-test=file-picture] img').evaluate(async (img) => {
    await img.decode();
    return img.naturalWidth;
  });
  assert.equal(await width(), png.readUInt32BE(16));
  await page.getByTestId('file-close').click();

  await see(page, 'etc/hostile.svg');
  assert.equal(await page.getByTestId('file-lines').getAttribute('data-form'), 'text');
  await page.getByTestId('form-picture').click();
  assert.equal(await width(), 90);
  assert.equal(ran, false, 'nothing in it ran');
});

for (const colorScheme of ['light', 'dark']) {
  test(`the viewer is accessible: ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { colorScheme });
    await choose(page, image('debian'));
    await done(page);
    const inspect = async (where) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((v) => `${where}: ${v.id}: ${v.nodes[0].html} (${v.nodes.length})`), []);
    };
    await see(page, 'etc/debconf.conf');
    await page.getByTestId('file-query').fill('debconf');
    await inspect('text');
    await page.screenshot({ path: join(root, `tests/e2e/shots/file-text-${colorScheme}.png`) });
    await page.getByTestId('form-hex').click();
    await inspect('hex');
    await page.screenshot({ path: join(root, `tests/e2e/shots/file-hex-${colorScheme}.png`) });
  });
}

test('a file fits on a phone', async (t) => {
  const { page } = await openPage(t, { viewport: { width: 375, height: 740 } });
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('pane-tree').click();
  await page.getByTestId('filter').fill('debconf.conf');
  await settled(page);
  await page.locator('[data-test=tree-row][data-path="etc/debconf.conf"]').click();
  await settled(page);
  await page.getByTestId('view-file').click();
  await read(page);
  await page.getByTestId('file-row').first().waitFor();
  const box = await page.getByTestId('file').boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 375 && box.y + box.height <= 740);
  const lines = await page.getByTestId('file-lines').boundingBox();
  assert.ok(lines.height > 300, `${lines.height} pixels of text`);
  await page.screenshot({ path: join(root, 'tests/e2e/shots/file-phone.png') });
});

test('the usual kinds have colours, in the file as it is, with contrast in light and dark', async (t) => {
  const files = {
    'etc/app.json': '{\n  "name": "a",\n  "list": [1, true]\n}\n',
    'etc/app.yaml': 'name: a # b\nlist:\n  - x: "y"\n',
    'etc/run.sh': '#!/bin/sh\nif [ "$A" ]; then\n  echo ${B} # c\nfi\n',
    'etc/app.py': 'def f(x):\n    """a\n    b"""\n    return 12  # c\n',
    'etc/page.html': '<p class="a">b</p>\n<!-- c -->\n',
    'etc/Dockerfile': 'FROM a\n# b\nRUN echo "$C"\n',
  };
  const archive = archiveOf(t, files);
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await openPage(t, { colorScheme });
    await choose(page, archive);
    await done(page);
    const tints = {};
    for (const path of Object.keys(files)) {
      await see(page, path);
      assert.equal((await rows(page)).map((row) => row.text).join('\n'), files[path].trimEnd(), path);
      tints[path] = await page.locator('.file-text [class^=tint-]').evaluateAll((all) =>
        all.map((part) => `${part.className.slice(5)}:${part.textContent}`));
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      assert.deepEqual(violations.map((v) => `${path}: ${v.id}: ${v.nodes[0].html}`), []);
      if (path === 'etc/app.py') await page.screenshot({ path: join(root, `tests/e2e/shots/colours-${colorScheme}.png`) });
      await page.keyboard.press('Escape');
      await page.getByTestId('file').waitFor({ state: 'detached' });
    }
    assert.deepEqual(tints['etc/app.json'],
      ['name:"name"', 'text:"a"', 'name:"list"', 'number:1', 'number:true']);
    assert.deepEqual(tints['etc/app.yaml'], ['name:name', 'comment:# b', 'name:list', 'name:x', 'text:"y"']);
    assert.deepEqual(tints['etc/app.py'],
      ['word:def', 'text:"""a', 'text:    b"""', 'word:return', 'number:12', 'comment:# c']);
    assert.deepEqual(tints['etc/Dockerfile'], ['word:FROM', 'comment:# b', 'word:RUN', 'text:"$C"']);
    assert.ok(tints['etc/page.html'].includes('name:class') && tints['etc/run.sh'].includes('name:${B}'));
  }
});

test('what differs between two versions is what GNU diff says', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  await see(page, 'etc/passwd');
  await page.getByTestId('file-compare').selectOption('0');
  await page.getByTestId('difference').waitFor();
  const folder = mkdtempSync(join(tmpdir(), 'peel-diff-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'a'), tarFile('debian', 'etc/passwd', 0));
  writeFileSync(join(folder, 'b'), tarFile('debian', 'etc/passwd'));
  const said = spawnSync('diff', ['-U3', join(folder, 'a'), join(folder, 'b')]).stdout.toString();
  const expected = said.trimEnd().split('\n').slice(2).filter((line) => !line.startsWith('@@'));
  assert.ok(expected.some((line) => line.startsWith('+')));
  const drawn = await page.getByTestId('difference-row').evaluateAll((all) => all
    .filter((row) => row.dataset.side !== 'gap')
    .map((row) => row.querySelector('.side-sign').textContent + row.querySelector('[data-test=difference-text]').textContent));
  assert.deepEqual(drawn, expected);
  const added = expected.filter((line) => line.startsWith('+')).length;
  assert.match(await page.getByTestId('difference-told').innerText(), new RegExp(`Layer 1 → Layer 19: \\+${added} `));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
  await page.screenshot({ path: join(root, 'tests/e2e/shots/difference-light.png') });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(root, 'tests/e2e/shots/difference-dark.png') });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: join(root, 'tests/e2e/shots/difference-phone.png') });
  // What is saved is still the file that is looked at.
  await page.waitForTimeout(300);
  assert.equal(sha256((await save(page)).bytes), sha256(tarFile('debian', 'etc/passwd')));
  await page.getByTestId('difference-end').click();
  await page.getByTestId('file-lines').waitFor();
});
