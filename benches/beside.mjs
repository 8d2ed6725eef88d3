// Peel and native tools on the same files, in turns: medians, spread and ratios, as a table. See README.md.
//
//   cargo xtask build && cargo build --release --bin peel && (cd tests/e2e && npm ci)
//   benches/peers target/bench/peers     other programs that open images; whatever is not there is left out
//   node benches/beside.mjs [FILE...]
//
// Without FILE, benches/inputs makes them. ROUNDS is how often each is run, after one round that is not counted;
// ONLY is a regular expression that the names of the commands beside the page match.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'target/bench');
const rounds = Number(process.env.ROUNDS ?? 5);
const peel = join(root, 'target/release/peel');
const { choose, openPage } = await import(join(root, 'tests/e2e/browser.mjs'));

function run(program, ...words) {
  const { status, error, stdout, stderr } = spawnSync(program, words, { maxBuffer: 1 << 28, encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`${program} ${words.join(' ')}: ${stderr}`);
  return stdout;
}

const known = new Map();

/** The layers of an archive: their names in it, and what unpacks them. Asked once. */
function layers(file) {
  if (!known.has(file)) known.set(file, listed(file));
  return known.get(file);
}

function listed(file) {
  const member = (name) => run('tar', '-xOf', file, name);
  const names = run('tar', '-tf', file).split('\n');
  if (names.includes('manifest.json')) {
    return JSON.parse(member('manifest.json'))[0].Layers.map((name) => ({ name, by: 'cat' }));
  }
  const blob = (digest) => `blobs/${digest.replace(':', '/')}`;
  const index = JSON.parse(member('index.json'));
  const manifest = JSON.parse(member(blob(index.manifests[0].digest)));
  return manifest.layers.map(({ digest, mediaType }) => ({
    name: blob(digest), by: mediaType.endsWith('zstd') ? 'zstd -dc' : mediaType.endsWith('gzip') ? 'gzip -dc' : 'cat',
  }));
}

/** What wrote the archive. */
const form = (file) => (layers(file)[0].by === 'cat' ? 'docker' : 'oci');

const quoted = (word) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** The least that native tools must do for the same: unpack, digest and list each layer. */
function pipe(file) {
  const steps = layers(file).map(({ name, by }) =>
    `tar -xOf ${quoted(file)} ${quoted(name)} | ${by} | tee >(sha256sum > /dev/null) | tar -tv > /dev/null`);
  return ['bash', '-c', `set -e -o pipefail; ${steps.join('; ')}`];
}

/** What runs from the outside: a command each, in a folder of its own that is emptied. */
const commands = {
  'peel analyze': (file) => [peel, 'analyze', '--format', 'json', file],
  'tar, unpacker, sha256sum, tar -tv': pipe,
  'skopeo copy to a folder': (file, to) => ['skopeo', 'copy', '--quiet', `${form(file)}-archive:${file}`, `dir:${to}/dir`],
  // It takes a folder.
  'tar, umoci unpack': (file, to) => ['bash', '-c', `set -e; cd ${quoted(to)}; mkdir layout; tar -xf ${quoted(file)} -C layout
    umoci --log fatal unpack --image layout:1 bundle`],
};
const peers = join(folder, 'peers');
const inspector = join(peers, 'python/bin/container_inspector');
if (existsSync(inspector)) {
  commands['container-inspector'] = (file, to) => [
    'env', `PYTHONPATH=${join(peers, 'python')}`, `TMPDIR=${to}`, 'python3', inspector, file,
  ];
}
const snyk = join(peers, 'node/node_modules/snyk-docker-plugin');
if (existsSync(snyk)) {
  const script = `require(${JSON.stringify(snyk)}).scan({ path: process.argv[1], imageSavePath: process.argv[2] })
    .then(() => process.exit(), (error) => { console.error(error); process.exit(1); });`;
  commands['snyk-docker-plugin'] = (file, to) => ['node', '--eval', script, `${form(file)}-archive:${file}`, to];
}
const dive = ['dive', join(root, '.tools/dive-0.13.1/bin/dive')].find((path) => spawnSync(path, ['version']).status === 0);
if (dive) commands['dive'] = (file, to) => [dive, '--source', 'docker-archive', file, '-j', `${to}/dive.json`];

const only = new RegExp(process.env.ONLY ?? '');

function timed([program, ...words]) {
  const start = performance.now();
  const { status, error, stderr } = spawnSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  if (error || status !== 0) throw error ?? new Error(`${program}: ${stderr}`);
  return performance.now() - start;
}

/** The page, from choosing the file: its own clock, by what it draws. */
async function opened(file) {
  const end = [];
  const { page } = await openPage({ after: (act) => end.push(act) });
  await page.evaluate((layers) => {
    const app = document.querySelector('[data-test=app]');
    const seen = { history: 0, tree: 0, trees: 0, done: 0, longest: 0 };
    globalThis.seen = seen;
    let start;
    addEventListener('change', () => { start ??= performance.now(); }, { capture: true });
    const note = (what) => { seen[what] ||= performance.now() - start; };
    new MutationObserver(() => {
      if (start === undefined) return;
      if (document.querySelector('[data-test=history-row]')) note('history');
      if (document.querySelector('[data-test=tree-row]')) note('tree');
      if (document.querySelectorAll('[data-test=layer-size]').length >= layers) note('trees');
      const { state, pending } = document.querySelector('[data-test=app]').dataset;
      if (state === 'done' && pending === 'false' && seen.tree) note('done');
    }).observe(app.parentElement, { subtree: true, childList: true, attributes: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
  }, layers(file).length);
  await choose(page, file);
  await page.waitForFunction(() => globalThis.seen.done > 0, null, { timeout: 600_000 });
  const seen = await page.evaluate(() => globalThis.seen);
  for (const act of end) await act();
  return seen;
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const seconds = (ms) => (ms / 1000).toFixed(ms < 1000 ? 2 : 1);
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

// Some of them run in a folder of their own.
const files = process.argv.slice(2).map((file) => resolve(file));
if (files.length === 0) {
  const names = ['save.tar', 'oci-gzip.tar', 'oci-zstd.tar'].map((name) => join(folder, name));
  if (!names.every((name) => existsSync(name))) {
    const made = spawnSync(join(root, 'benches/inputs'), [folder], { stdio: 'inherit' });
    if (made.status !== 0) throw new Error('benches/inputs failed');
  }
  files.push(...names);
}
for (const file of files) {
  const times = new Map();
  const refused = new Map();
  const note = (name, ms) => times.set(name, [...times.get(name) ?? [], ms]);
  for (let round = 0; round <= rounds; round += 1) {
    const seen = await opened(file);
    if (round > 0) {
      note('the page: everything, digests verified', seen.done);
      note('the page: every tree', seen.trees);
      note('the page: the first tree', seen.tree);
      note('the page: the history', seen.history);
      note('the page: its longest task', seen.longest);
    }
    for (const [name, command] of Object.entries(commands).filter(([name]) => only.test(name) && !refused.has(name))) {
      const to = mkdtempSync(join(folder, 'beside-'));
      try {
        const ms = timed(command(file, to));
        if (round > 0) note(name, ms);
      } catch ({ message }) {
        // Not every one of them opens every form.
        refused.set(name, message.trim().split('\n').at(-1));
      } finally {
        rmSync(to, { recursive: true, force: true });
      }
    }
  }
  const beside = median(times.get('tar, unpacker, sha256sum, tar -tv'));
  console.log(`\n${basename(file)}, ${rounds} rounds\n`);
  row('', 'median, s', 'least to most', 'of the pipe');
  row('---', '---', '---', '---');
  for (const [name, list] of times) {
    const middle = median(list);
    row(name, seconds(middle), `${seconds(Math.min(...list))} to ${seconds(Math.max(...list))}`, (middle / beside).toFixed(2));
  }
  for (const [name, why] of refused) console.log(`\n${name} does not open it: ${why}`);
}
