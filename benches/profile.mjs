// Where the time goes in the page and in each of its workers, by a Chromium trace: the functions that took most of it
// by themselves. See README.md.
//
//   cargo xtask build && (cd tests/e2e && npm ci)
//   node benches/profile.mjs FILE [TRACE.json]
//
// The published page has no names of functions: PEEL_DIST=target/page, which `cargo xtask serve` builds, has them.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const { choose, openPage } = await import(join(root, 'tests/e2e/browser.mjs'));
const [file, kept] = process.argv.slice(2);

const end = [];
const { page } = await openPage({ after: (act) => end.push(act) });
const browser = page.context().browser();
await browser.startTracing(page, { categories: ['-*', 'disabled-by-default-v8.cpu_profiler', 'devtools.timeline', 'v8.execute'] });
await choose(page, file);
await page.locator('[data-test=app][data-state=done][data-pending=false]').waitFor({ timeout: 600_000 });
const trace = await browser.stopTracing();
for (const act of end) await act();
if (kept) writeFileSync(kept, trace);

/** A profile of each thread: the nodes by number, and microseconds of each by itself. */
const profiles = new Map();
const names = new Map();
for (const { name, pid, tid, id, args } of JSON.parse(trace).traceEvents) {
  if (name === 'thread_name') names.set(`${pid}.${tid}`, args.name);
  const key = `${pid}.${id}`;
  if (name === 'Profile') profiles.set(key, { thread: `${pid}.${tid}`, nodes: new Map(), took: new Map() });
  const profile = profiles.get(key);
  if (name !== 'ProfileChunk' || !profile) continue;
  const { cpuProfile = {}, timeDeltas = [] } = args.data;
  for (const node of cpuProfile.nodes ?? []) profile.nodes.set(node.id, node.callFrame.functionName || '(anonymous)');
  (cpuProfile.samples ?? []).forEach((node, i) => {
    const what = profile.nodes.get(node);
    profile.took.set(what, (profile.took.get(what) ?? 0) + timeDeltas[i]);
  });
}
for (const { thread, took } of profiles.values()) {
  const idle = took.get('(idle)') ?? 0;
  const sum = [...took.values()].reduce((sum, time) => sum + time, 0) - idle;
  if (sum < 50_000) continue;
  console.log(`\n${names.get(thread) ?? thread}: ${(sum / 1e6).toFixed(2)} s, idle ${(idle / 1e6).toFixed(2)} s`);
  const most = [...took].filter(([what]) => what !== '(idle)').toSorted((a, b) => b[1] - a[1]).slice(0, 14);
  for (const [what, time] of most) console.log(`  ${(time / 1e6).toFixed(2).padStart(6)} s  ${what}`);
}
