// What the page takes to read one archive, as counts: within some per cent of what benches/counts.json has.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, done } from './browser.mjs';
import { measuredPage, taken } from './measured.mjs';

const RECORDED = fileURLToPath(new URL('../../benches/counts.json', import.meta.url));
// So many that trees are shown before the layer is scanned.
const ENTRIES = 70_000;
// Of a hundred.
const TOLERANCE = 10;
// Bytes. Memory grows by pages of 64 KiB, and by when messages come: it may be less, or some pages more.
const PAGES = 4 << 16;

test('memory of WebAssembly, bytes read and bytes handed over are what they were', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peel-counts-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'image.tar');
  const many = fileURLToPath(new URL('../images/recipes/many/many.py', import.meta.url));
  const made = spawnSync('python3', [many, file, 'peel.test/many:1', String(ENTRIES)], { stdio: 'inherit' });
  assert.equal(made.status, 0);
  const page = await measuredPage(t);
  await choose(page, file);
  await done(page);
  const { workers: [session, ...scanners], own } = await taken(page);
  const sum = (what) => [session, ...scanners].reduce((sum, took) => sum + took[what], 0);
  const counts = {
    'page: memory of its own program': own,
    'page: memory of the session': session.memory,
    'page: memory of the worker that scans': Math.max(...scanners.map(({ memory }) => memory)),
    'page: bytes read': sum('read'),
    'page: reads': sum('reads'),
    'page: bytes handed over by workers': sum('handed'),
  };
  t.diagnostic(JSON.stringify(counts));
  const recorded = JSON.parse(readFileSync(RECORDED, 'utf8'));
  if (process.env.PEEL_WRITE_COUNTS) {
    const sorted = Object.entries({ ...recorded, ...counts }).toSorted(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(RECORDED, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
    return;
  }
  for (const [what, now] of Object.entries(counts)) {
    const before = recorded[what];
    const isMemory = what.includes('memory');
    const more = now - before - (isMemory ? PAGES : 0);
    const less = isMemory ? 0 : before - now;
    assert.ok(Math.max(more, less) * 100 <= before * TOLERANCE,
      `${what}: ${now}, and it was ${before}. What grew costs everybody who opens an image. Where it is meant, write it `
      + 'down, and say in the commit why: PEEL_WRITE_COUNTS=1 node --test counts.test.mjs');
  }
});
