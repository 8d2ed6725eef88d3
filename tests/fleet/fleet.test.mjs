// examples/fleet over a real registry: killed in the middle, run again, and everything is there once, with
// the numbers that skopeo and Peel itself tell.
import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startFaults } from '../registry/faults.mjs';
import { startRegistry } from '../registry/registry.mjs';
import { fill } from './content.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const example = join(root, 'examples/fleet');
const peel = process.env.PEEL_BIN ?? join(root, 'target/debug/peel');
/** In the environment of all that a run starts, so that a test ends nothing else. */
const MARK = `PEEL_FLEET_TEST=${process.pid}`;

let folder;
let registry;
let proxy;
let held;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peel-fleet-'));
  const storage = join(folder, 'storage');
  mkdirSync(storage);
  registry = await startRegistry({ name: 'fleet', folder, storage, writable: true });
  held = await fill(registry.address);
  proxy = await startFaults({ before: registry.address, origin: null });
});
after(async () => {
  for (const pid of ours()) process.kill(pid, 'SIGKILL');
  proxy?.stop();
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const environment = {
  ...process.env, PYTHONDONTWRITEBYTECODE: '1', [MARK.split('=')[0]]: MARK.split('=')[1],
  RAY_AUTH_MODE: 'disabled',
};

/** Starts the example's program; `lines` grows as it says something, and `said` tells when it says what matches. */
function start(program, host, out, words = [], more = {}) {
  const child = spawn('python3', [join(example, program), host, '--out', out, '--plain-http', '--peel', peel, ...words], {
    env: { ...environment, ...more }, stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines = [];
  const waiting = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    for (const check of waiting) check(line);
  });
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
  const said = (pattern) => Promise.race([
    new Promise((done) => { waiting.push((line) => pattern.test(line) && done(line)); }),
    ended.then((code) => { throw new Error(`it ended with ${code} before ${pattern}:\n${lines.join('\n')}`); }),
  ]);
  return { child, lines, ended, said };
}

/** The processes of this test's runs, that a name begins, by their number. */
function ours(name = '') {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(MARK)
        && readFileSync(`/proc/${pid}/cmdline`, 'latin1').startsWith(name);
    } catch {
      return false;
    }
  }).map(Number);
}

const named = (pid) => `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').slice(0, 200)}`;

/** A worker that has an image at hand. */
async function atWork() {
  for (let tries = 0; tries < 500; tries += 1) {
    const [worker] = ours('ray::analyse');
    if (worker) return worker;
    await new Promise((done) => { setTimeout(done, 10); });
  }
  throw new Error('no worker has an image at hand');
}

async function ask(what, ...sent) {
  const asking = run('python3', [join(root, 'tests/fleet/ask.py'), what], { maxBuffer: 1 << 26, env: environment });
  asking.child.stdin.end(JSON.stringify(sent));
  return JSON.parse((await asking).stdout);
}
const query = async (out, ...statements) => ask('query', out, ...statements);

/** How often Peel asked for each image, by its digest. */
function asked() {
  const counts = {};
  for (const { method, path } of proxy.log) {
    const digest = method === 'GET' && /\/manifests\/(sha256:\w+)$/.exec(path)?.[1];
    if (digest) counts[digest] = (counts[digest] ?? 0) + 1;
  }
  return counts;
}

const rules = async (list) => {
  const answer = await fetch(`http://${proxy.address}/_faults`, { method: 'POST', body: JSON.stringify(list) });
  assert.equal(answer.status, 200);
};
const reports = (out) => readdirSync(join(out, 'reports'), { recursive: true })
  .filter((name) => name.endsWith('.peel')).map((name) => `sha256:${/(\w{64})\.peel$/.exec(name)[1]}`);
const digests = () => Object.values(held.good).map(({ digest }) => digest).sort();

test('a worker and a run killed in the middle; then everything once', { timeout: 240_000 }, async (t) => {
  const out = join(folder, 'out');
  const troubled = held.good['team-1/app-01:1.5'].digest;
  const slow = { kind: 'delay', ms: 60, match: '/blobs/' };
  // This one image is refused at first.
  await rules([slow, { kind: 'status', status: 404, match: `team-1/app-01/manifests/${troubled}`, method: 'GET' }]);
  const first = start('fleet.py', proxy.address, out);
  await first.said(/^\[15\//);
  const worker = await atWork();
  process.kill(worker, 'SIGKILL');
  await first.said(/^\[60\//);
  const cpus = ours('ray::').length;
  process.kill(first.child.pid, 'SIGKILL');
  assert.equal(await first.ended, 'SIGKILL');
  t.diagnostic(`killed: worker ${worker}, then the run, with ${reports(out).length} reports`);
  for (let tries = 0; ours().length > 0 && tries < 150; tries += 1) {
    await new Promise((done) => { setTimeout(done, 200); });
  }
  // Ray ends with its driver, in its own time; what is left must not be in the way of the next run.
  for (const pid of ours()) {
    t.diagnostic(`left: ${named(pid)}`);
    process.kill(pid, 'SIGKILL');
  }
  const before = reports(out);
  assert.ok(before.length >= 55 && before.length < digests().length);
  const askedBefore = asked();

  // What was half written by something that was killed.
  for (const name of ['rows/half.part', `reports/sha256/00/${'0'.repeat(64)}.peel.x.part`]) {
    mkdirSync(join(out, name, '..'), { recursive: true });
    writeFileSync(join(out, name), 'PAR1');
  }
  await rules([slow]);
  const second = start('fleet.py', proxy.address, out);
  assert.equal(await second.ended, 2, 'the broken image failed');
  t.diagnostic(second.lines.filter((line) => !line.startsWith('[')).join(' | '));
  const counts = asked();
  for (const digest of before) assert.equal(counts[digest], askedBefore[digest], 'nothing that was done is done again');
  const twice = digests().filter((digest) => counts[digest] > 1);
  // The killed worker's, those at hand when the run was killed, and the one that was refused.
  assert.ok(twice.length <= 1 + cpus + 1, `${twice.length} images asked for twice, with ${cpus} workers`);
  assert.ok(twice.includes(troubled));
  for (const digest of digests()) assert.ok(counts[digest] >= 1 && counts[digest] <= 3);

  // Everything is there once.
  const [done, rest] = await query(out, "SELECT * FROM 'rows/*.parquet' WHERE status = 'done' ORDER BY digest",
    "SELECT digest, status, reason FROM 'rows/*.parquet' WHERE status <> 'done' ORDER BY ALL");
  assert.deepEqual(done.map(({ digest }) => digest), digests());
  assert.deepEqual(reports(out).sort(), digests());
  assert.deepEqual(rest.filter(({ status }) => status === 'no-image').map(({ digest }) => digest), [held.chart]);
  const broken = rest.filter(({ digest }) => digest === held.broken);
  assert.ok(broken.length >= 1 && broken.every(({ status, reason }) => status === 'failed' && /diff ID/i.test(reason)));
  await same(done, t);

  // A third run has only the broken one to do, and two at once are refused.
  proxy.log.length = 0;
  await rules([{ kind: 'delay', ms: 1500, match: '/blobs/' }]);
  const third = start('fleet.py', proxy.address, out);
  await third.said(/^\d+ images, \d+ of them done before: 1 to do\.$/);
  const other = start('fleet.py', proxy.address, out);
  assert.equal(await other.ended, 1);
  assert.match(other.lines.join('\n'), /Another run works on/);
  assert.equal(await third.ended, 2);
  assert.deepEqual(Object.keys(asked()).filter((digest) => digest === held.broken || digests().includes(digest)), [held.broken]);
  await rules([]);
  await queries(out, done);
  pages(out);
});

const skopeo = (architecture, ...words) =>
  run('skopeo', ['--override-arch', architecture, 'inspect', '--tls-verify=false', ...words]);

/** The rows say what skopeo and Peel say of each image. */
async function same(rows, t) {
  const start = Date.now();
  const pairs = Object.entries(held.good);
  const one = async () => {
    for (let next = pairs.shift(); next; next = pairs.shift()) {
      const [name, { digest, platform }] = next;
      const row = rows.find((row) => row.digest === digest);
      const repository = name.split(':')[0];
      const architecture = platform.split('/')[1];
      const reference = `docker://${registry.address}/${repository}@${digest}`;
      const raw = (await skopeo(architecture, '--raw', reference)).stdout;
      const sizes = JSON.parse(raw).layers.map(({ size }) => size);
      const { Digest, Os, Architecture, Layers } = JSON.parse((await skopeo(architecture, '--no-tags', reference)).stdout);
      const { stdout } = await run(peel, ['analyze', '--format', 'json', '--plain-http',
        reference.replace('@', `:${row.tag}@`)], { maxBuffer: 1 << 26 });
      const image = JSON.parse(stdout).images[0];
      const severities = (severity) => image.findings.filter((finding) => finding.severity === severity).length;
      assert.deepEqual({
        digest: row.digest, platform: row.platform, layers: row.layers, compressed: row.compressed,
        uncompressed: row.uncompressed, waste: row.waste, efficiency: row.efficiency,
        findings: ['critical', 'high', 'medium', 'low', 'info'].map((severity) => row[severity]),
      }, {
        digest: Digest, platform: `${Os}/${Architecture}`, layers: Layers.length,
        compressed: sizes.reduce((sum, size) => sum + size, 0),
        uncompressed: image.sizes.total, waste: image.sizes.hidden, efficiency: image.sizes.efficiency,
        findings: ['critical', 'high', 'medium', 'low', 'info'].map(severities),
      }, name);
      assert.match(row.reference, new RegExp(`/${repository}:[^@]+@${digest}$`));
      assert.match(row.grade, /^[A-F]$/);
    }
  };
  await Promise.all([one(), one()]);
  assert.ok(rows.some(({ waste }) => waste > 0) && new Set(rows.map(({ points }) => points)).size > 1);
  t.diagnostic(`${rows.length} rows held against skopeo and peel in ${Date.now() - start} ms`);
}

/** The queries of docs/fleet.md, as they stand there. */
async function queries(out, done) {
  const document = readFileSync(join(root, 'docs/fleet.md'), 'utf8');
  const statements = [...document.matchAll(/```sql\n(.*?)```/gs)].map(([, statement]) => statement);
  assert.equal(statements.length, 3);
  const [worst, stored, failing] = await query(out, ...statements);
  assert.equal(worst.length, 20);
  assert.equal(worst[0].points, Math.min(...done.map(({ points }) => points)));
  assert.equal(worst[0].critical > 0, true, 'a key is left in it');
  assert.equal(stored.reduce((sum, { images }) => sum + images, 0), done.length);
  assert.equal(stored.reduce((sum, { wasted }) => sum + Number(wasted), 0), done.reduce((sum, { waste }) => sum + waste, 0));
  assert.equal(failing.length, 1, 'the one that was refused at first is no longer among them');
  assert.ok(failing[0].reference.endsWith(held.broken));
}

/** `peel site` makes pages of the reports. */
function pages(out) {
  const site = spawnSync(peel, ['site', join(out, 'reports')], { encoding: 'utf8' });
  assert.equal(site.status, 0, site.stderr);
  const index = readFileSync(join(out, 'reports/index.html'), 'utf8');
  const names = new Set(Object.keys(held.good).map((name) => name.split(':')[0]));
  for (const name of names) assert.match(index, new RegExp(`>${proxy.address}/${name}</a>`));
  assert.match(index, new RegExp(`${names.size} images in ${digests().length} reports`));
}

test('the same as an indexed Job of Kubernetes', { timeout: 120_000 }, async () => {
  const files = ['job.yaml', 'site.yaml'].map((file) => join(example, 'kubernetes', file));
  const documents = await ask('manifests', ...files);
  const { spec } = documents.find(({ kind, metadata }) => kind === 'Job' && metadata.name === 'peel-fleet');
  const [container] = spec.template.spec.containers;
  const program = container.command[1].split('/').pop();
  const [, , place, ...words] = container.args;
  assert.equal(spec.completionMode, 'Indexed');
  assert.equal(words[words.indexOf('--shares') + 1], String(spec.completions));
  assert.equal(place, container.volumeMounts.find(({ name }) => name === 'fleet').mountPath);
  assert.ok(existsSync(join(example, program)));
  const out = join(folder, 'pods');
  const pods = [...Array(spec.completions).keys()].map((index) =>
    start(program, registry.address, out, words, { JOB_COMPLETION_INDEX: String(index) }));
  const codes = await Promise.all(pods.map(({ ended }) => ended));
  // The pod with the broken image fails, so that it is tried again.
  assert.deepEqual(codes.sort(), [...Array(spec.completions - 1).fill(0), 2]);
  const [rows, tags] = await query(out, "SELECT digest FROM 'rows/*.parquet' WHERE status = 'done' ORDER BY digest",
    "SELECT count(*) AS n, count(DISTINCT digest) AS images FROM 'tags/*.parquet'");
  assert.deepEqual(rows.map(({ digest }) => digest), digests());
  assert.equal(tags[0].images, digests().length + 2, 'the broken one and the chart, too');
  for (const line of pods.flatMap(({ lines }) => lines)) assert.doesNotMatch(line, /Traceback/);
});
