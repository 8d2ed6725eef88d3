// What it takes to open a file in the page: processor seconds of all of Chromium's processes, and MiB of WebAssembly's
// memory, as JSON. growth.py plots them.
//
//   cargo xtask build && (cd tests/e2e && npm ci) && node benches/grown.mjs FILE
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const { choose, openPage } = await import(join(root, 'tests/e2e/browser.mjs'));
const { taken, watchWorkers } = await import(join(root, 'tests/e2e/measured.mjs'));

/** The parent of a process, and the ticks it has taken with all of its threads, also those that ended. */
function of(process) {
  const stat = readFileSync(`/proc/${process}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: fields[1], ticks: Number(fields[11]) + Number(fields[12]) };
}

/** Seconds that the processes below this one have taken. */
function seconds() {
  const all = new Map();
  for (const process of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      all.set(process, of(process));
    } catch {
      // It ended.
    }
  }
  const above = String(process.pid);
  const isBelow = (one) => one !== undefined && (all.get(one)?.parent === above || isBelow(all.get(one)?.parent));
  let ticks = 0;
  for (const [one, { ticks: more }] of all) if (isBelow(one)) ticks += more;
  return ticks / 100;
}

const end = [];
const { page } = await openPage({ after: (act) => end.push(act) });
await watchWorkers(page);
// What is on its way would be given up.
await page.waitForLoadState('networkidle');
await page.reload();
await page.getByTestId('app').waitFor();
const before = seconds();
await choose(page, process.argv[2]);
await page.locator('[data-test=app][data-state=done][data-pending=false]').waitFor({ timeout: 600_000 });
const took = seconds() - before;
const memory = await taken(page);
console.log(JSON.stringify({ seconds: took, memory }));
for (const act of end) await act();
