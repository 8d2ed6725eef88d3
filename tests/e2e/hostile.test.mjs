// Archives made to hurt: the page answers, says what is wrong, and shows what could be read.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { choose, done, drawn, image, openPage } from './browser.mjs';
import { analyze } from './native.mjs';

// What the command says of each of them, the page says too.
const folder = dirname(image('limits/deep.tar'));
const files = readdirSync(folder).filter((name) => name.endsWith('.tar'));
assert.ok(files.length >= 15, 'there are archives at the limits to try');

for (const name of files) {
  test(name, async (t) => {
    const { page } = await openPage(t);
    const { report } = analyze(join(folder, name));
    await choose(page, join(folder, name));
    await done(page);
    const said = (await page.getByTestId('problem').allTextContents()).join('\n');
    const [first] = report.images;
    for (const problem of [...report.problems, ...(first?.problems ?? [])]) {
      assert.ok(said.includes(drawn(problem.message)), `${problem.message}\nis missing in\n${said}`);
    }
    assert.equal(await page.getByTestId('history-row').count(), first?.history.length ?? 0);
  });
}

test('a path a thousand folders deep is walked with the keyboard', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('limits/deep.tar'));
  await done(page);
  await page.getByTestId('open-all').click();
  await page.getByTestId('tree').focus();
  // Down from the top, and to its end, where the deepest file and one at the top are.
  for (const [key, path] of [['Home', 'd0'], ['ArrowDown', 'd0/d1'], ['End', 'top']]) {
    await page.keyboard.press(key);
    await page.locator(`[data-test=tree-row][data-path="${path}"][aria-selected=true]`).waitFor();
  }
  await page.keyboard.press('ArrowUp');
  const deepest = page.locator('[data-test=tree-row][aria-selected=true]');
  await page.waitForFunction(() =>
    document.querySelector('[data-test=tree-row][aria-selected=true]')?.dataset.path.endsWith('/file'));
  assert.equal(await deepest.getAttribute('aria-level'), '1001');
  // Up through all of its folders.
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(() =>
    document.querySelector('[data-test=tree-row][aria-selected=true]')?.getAttribute('aria-level') !== '1001');
});

const MIB = 1 << 20;
const ZEROS = 64 * MIB;

/** A header in GNU tar's form; sizes beyond octal in base 256. */
function header(name, size) {
  const block = Buffer.alloc(512);
  block.write(name);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block[124] = 0x80;
  block.writeBigUInt64BE(BigInt(size), 128);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar  \0', 257);
  const sum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((512 - bytes.length % 512) % 512)]);

/** A zstd frame (RFC 8878) of one raw block, or of blocks that say 128 KiB of zeros in four bytes. */
function zstd(raw, zeros = 0) {
  const blocks = [];
  const block = (type, size, last, contents) => {
    const head = Buffer.alloc(3);
    head.writeUIntLE((last ? 1 : 0) | type << 1 | size << 3, 0, 3);
    blocks.push(head, contents);
  };
  if (raw) block(0, raw.length, true, raw);
  const count = zeros / (128 << 10);
  for (let i = 1; i <= count; i++) block(1, 128 << 10, i === count, Buffer.alloc(1));
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]), ...blocks]);
}

const zeros = { gzip: gzipSync(Buffer.alloc(ZEROS), { level: 9 }), zstd: zstd(null, ZEROS) };
const packed = { gzip: (bytes) => gzipSync(bytes), zstd: (bytes) => zstd(bytes) };

/** A tebibyte of zeros in a tar, compressed: the first bytes, and a piece that comes many times. */
function bomb(how, bytes = 2 ** 40) {
  const start = packed[how](header('zeros', bytes));
  return { start, piece: zeros[how], count: bytes / ZEROS };
}

/** The same as a layer of an archive. */
function bombLayer(how) {
  const layer = bomb(how);
  const size = layer.start.length + layer.piece.length * layer.count;
  const manifest = Buffer.from('[{"Config":"config.json","RepoTags":["bomb:1"],"Layers":["layer.tar"]}]');
  const config = Buffer.from('{"os":"linux","architecture":"amd64","history":[{"created_by":"COPY zeros /"}]}');
  const first = [['manifest.json', manifest], ['config.json', config]].flatMap(([name, bytes]) =>
    [header(name, bytes.length), padded(bytes)]);
  return { ...layer, start: Buffer.concat([...first, header('layer.tar', size), layer.start]) };
}

/** Gives the page a file that only the browser puts together, from one small piece. */
async function chooseRepeated(page, name, { start, piece, count }) {
  await page.evaluate(([name, start, piece, count]) => {
    const bytes = (text) => new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]);
    const file = new File([bytes(start), ...Array(count).fill(bytes(piece))], name);
    const transfer = new DataTransfer();
    transfer.items.add(file);
    const input = document.querySelector('[data-test=file-input]');
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, [name, start.toString('base64'), piece.toString('base64'), count]);
}

const bombs = {
  'a layer in gzip': () => bombLayer('gzip'),
  'a layer in zstd': () => bombLayer('zstd'),
  'an archive in gzip': () => bomb('gzip'),
  'an archive in zstd': () => bomb('zstd'),
};

for (const [what, make] of Object.entries(bombs)) {
  test(`a tebibyte of zeros: ${what}`, async (t) => {
    const { page } = await openPage(t);
    await chooseRepeated(page, 'bomb.tar', make());
    const progress = page.getByTestId('progress');
    await progress.waitFor();
    // It moves, and says what it is.
    const bytes = async () => Number(await progress.getAttribute('data-done'));
    await page.waitForFunction(() =>
      document.querySelector('[data-test=progress]').textContent.includes('times its size'));
    const before = await bytes();
    await page.waitForFunction((before) =>
      Number(document.querySelector('[data-test=progress]').dataset.done) > before, before);
    // The page answers meanwhile.
    await page.keyboard.press('?');
    await page.getByTestId('help').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('help').waitFor({ state: 'hidden' });
    await page.getByTestId('cancel').click();
    await progress.waitFor({ state: 'detached' });
    await choose(page, image('clean'));
    await done(page);
    assert.match(await page.title(), /clean/);
  });
}

test('a bomb that is read to its end is called one', async (t) => {
  const { page } = await openPage(t);
  await chooseRepeated(page, 'bomb.tar.gz', bomb('gzip', 8 * ZEROS));
  await done(page);
  const said = (await page.getByTestId('problem').allTextContents()).join('\n');
  assert.match(said, /unpacks to 1,?0\d\d times its stored size/);
});

// A file on disk that is not what it was when it was chosen.
const changes = {
  'is cut': (file) => truncateSync(file, 100 * MIB),
  'is deleted': (file) => rmSync(file),
  'is replaced': (file) => {
    writeFileSync(`${file}.new`, Buffer.alloc(4096, createHash('sha256').update('other').digest()));
    renameSync(`${file}.new`, file);
  },
};

for (const [what, change] of Object.entries(changes)) {
  test(`a file that ${what} while it is read`, async (t) => {
    const work = mkdtempSync(join(tmpdir(), 'peel-gone-'));
    t.after(() => rmSync(work, { recursive: true, force: true }));
    const file = join(work, 'image.tar');
    // Sparse on disk, so that the copy is.
    copyFileSync(image('huge'), file);
    const { page } = await openPage(t);
    await choose(page, file);
    await page.waitForFunction(() =>
      Number(document.querySelector('[data-test=progress]')?.dataset.done) > 0);
    change(file);
    await done(page);
    const problems = await page.getByTestId('problem').allTextContents();
    const unread = problems.filter((text) => /could not be read/.test(text));
    // The browser keeps open what it reads: only what is cut ends before its time.
    const ends = what !== 'is cut';
    assert.equal(unread.length, ends ? 0 : 1, problems.join('\n'));
    // What was read is shown.
    assert.equal(await page.getByTestId('history-row').count(), 2);
    if (ends) {
      assert.deepEqual(problems, [], 'every digest is the one that is claimed');
      // Whatever is asked for later is not there any more.
      await page.locator('[data-test=tree-row][data-path=zeros]').click();
      await page.getByTestId('tree').focus();
      await page.keyboard.press('Enter');
      await page.locator('[data-test=file][data-state=failed]').waitFor();
      assert.match(await page.getByTestId('file').innerText(), /cannot be read/);
      await page.keyboard.press('Escape');
    }
    await choose(page, image('clean'));
    await done(page);
    assert.match(await page.title(), /clean/);
  });
}

test('strangers’ text in every field is text', async (t) => {
  for (const name of ['hostile/fields.tar', 'hostile/oci.tar']) {
    const { page } = await openPage(t);
    let ran = false;
    await page.exposeFunction('hostile', () => { ran = true; });
    await choose(page, image(name));
    await done(page);
    const hidden = /[\u202a-\u202e\u2066-\u2069\u200b\u001b\u0000\r]/;
    for (const pane of ['overview', 'sizes', 'findings']) {
      await page.getByTestId(`pane-${pane}`).click();
      const text = await page.getByTestId('app').innerText();
      assert.ok(!hidden.test(text), `${name}, ${pane}: ${JSON.stringify(text.match(hidden))}`);
    }
    await page.getByTestId('pane-overview').click();
    const rows = page.getByTestId('history-row');
    for (let i = 0; i < await rows.count(); i++) {
      await rows.nth(i).click();
      assert.ok(!hidden.test(await page.getByTestId('app').innerText()), `${name}, row ${i}`);
    }
    const text = await page.getByTestId('app').innerText();
    for (const field of ['user', 'entrypoint', 'label', 'port', 'volume', 'os']) {
      assert.ok(text.includes(`${field}<img src=x onerror=hostile()>\\u{202e}`), `${name}: ${field}`);
    }
    assert.equal(await page.locator('#peel img, #peel script').count(), 0);
    for (const href of await page.locator('#peel a').evaluateAll((all) => all.map((a) => a.href))) {
      assert.match(href, /^(https?|blob):/);
    }
    // Titles are drawn by the browser, and attributes are read aloud.
    const told = await page.locator('#peel [title], #peel [aria-label]').evaluateAll((all) =>
      all.map((node) => `${node.title}${node.getAttribute('aria-label')}`).join('\n'));
    assert.ok(!hidden.test(told), `${name}: a title`);
    assert.ok(!hidden.test(await page.title()), `${name}: the page's title`);
    assert.equal(ran, false);
    await page.close();
  }
});
