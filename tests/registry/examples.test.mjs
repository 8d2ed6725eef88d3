// The configurations that docs/registries.md gives away, run: what a page of the one origin may read, and
// that another page may not.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { curl } from './curl.mjs';
import { startCaddy, startDistribution, startNginx, startStaticNginx } from './examples.mjs';
import { startLab } from './lab.mjs';

const run = promisify(execFile);
const PAGE = 'https://page.test:8443';
const OTHER = 'https://other.test';
const SAMPLE = '/v2/public/sample/manifests/latest';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';

let lab;
before(async () => { lab = await startLab(); });
after(() => lab.stop());

const basic = () => `Basic ${Buffer.from(`${lab.user}:${lab.password}`).toString('base64')}`;

/** Asks as a browser does for a page, and returns status and headers when the page may read them. */
async function asPage(host, path, { allowed = PAGE, ...options } = {}) {
  const got = await curl(`http://${host}${path}`, { origin: PAGE, ...options });
  // Once, and exactly: else the browser hides all of it.
  assert.deepEqual(got.headers['access-control-allow-origin'], [allowed],
    `${options.method ?? 'GET'} ${path}: ${got.status}`);
  return got;
}

async function mayAsk(host, path) {
  const wanted = 'authorization,accept,range';
  const got = await asPage(host, path, { method: 'OPTIONS', headers: {
    'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': wanted,
  } });
  const names = got.headers['access-control-allow-headers'].join().toLowerCase().split(/,\s*/);
  for (const name of wanted.split(',')) assert.ok(names.includes(name), name);
  assert.match(got.headers['access-control-allow-methods'].join(), /\bGET\b.*\bHEAD\b/);
  return got.status;
}

/** What Peel asks of a registry, and in which order the answers are 401, 404, 200, 206. */
async function readsAll(host, authorization) {
  const headers = { Accept: DOCKER, ...(authorization && { Authorization: authorization }) };
  const manifest = await asPage(host, SAMPLE, { headers });
  assert.equal(manifest.status, 200);
  const exposed = manifest.headers['access-control-expose-headers'].join();
  for (const name of ['Docker-Content-Digest', 'WWW-Authenticate', 'Content-Range', 'Link']) {
    assert.ok(exposed.includes(name), name);
  }
  assert.equal((await asPage(host, SAMPLE, { method: 'HEAD', headers })).status, 200);
  const { layers } = JSON.parse(manifest.body);
  const blob = `/v2/public/sample/blobs/${layers[0].digest}`;
  const part = await asPage(host, blob, { headers: { ...headers, Range: 'bytes=0-99' } });
  assert.deepEqual([part.status, part.body.length], [206, 100]);
  assert.equal((await asPage(host, blob, { headers })).body.length, layers[0].size);
  assert.equal((await asPage(host, '/v2/public/sample/manifests/none', { headers })).status, 404);
}

async function refusesOthers(host) {
  for (const method of ['GET', 'OPTIONS']) {
    const got = await curl(`http://${host}${SAMPLE}`, { origin: OTHER, method });
    const allowed = got.headers['access-control-allow-origin'] ?? [];
    assert.ok(!allowed.includes(OTHER) && !allowed.includes('*'), `${method}: ${allowed}`);
  }
}

test('distribution: a page reads a registry without a login', async (t) => {
  const { address, stop } = await startDistribution(lab.storage, PAGE);
  t.after(stop);
  assert.equal(await mayAsk(address, SAMPLE), 200);
  await readsAll(address);
  await refusesOthers(address);
});

test('nginx: any page reads a layout', async (t) => {
  const { address, stop } = await startStaticNginx(lab.layouts);
  t.after(stop);
  const index = await asPage(address, '/platforms/index.json', { allowed: '*' });
  const { digest, size } = JSON.parse(index.body).manifests[0];
  const blob = `/platforms/blobs/${digest.replace(':', '/')}`;
  assert.equal((await asPage(address, blob, { allowed: '*' })).body.length, size);
  const part = await asPage(address, blob, { allowed: '*', headers: { Range: 'bytes=0-9' } });
  assert.deepEqual([part.status, part.headers['content-range']], [206, [`bytes 0-9/${size}`]]);
  assert.equal((await asPage(address, '/platforms/none', { allowed: '*' })).status, 404);
});

for (const [name, start] of [['nginx', startNginx], ['Caddy', startCaddy]]) {
  test(`${name}: a page reads a registry with a login by htpasswd`, async (t) => {
    const { address, stop } = await start(lab.basic, PAGE);
    t.after(stop);
    assert.equal(await mayAsk(address, SAMPLE), 204);
    const challenge = await asPage(address, SAMPLE, { headers: { Accept: DOCKER } });
    assert.equal(challenge.status, 401);
    assert.match(challenge.headers['www-authenticate'][0], /^Basic realm="peel"/);
    await readsAll(address, basic());
    await refusesOthers(address);
  });

  test(`${name}: and one with a token server beside it`, async (t) => {
    const { address, stop } = await start(lab.tokenSame, PAGE);
    t.after(stop);
    assert.equal(await mayAsk(address, '/token'), 204);
    const challenge = await asPage(address, SAMPLE);
    const [, realm] = /realm="([^"]*)"/.exec(challenge.headers['www-authenticate'][0]);
    assert.equal(realm, `http://${address}/token`);
    const path = '/token?service=peel-registry&scope=repository:public/sample:pull';
    const wrong = await asPage(address, path, { headers: { Authorization: 'Basic eDp5' } });
    assert.equal(wrong.status, 401);
    const { token } = JSON.parse((await asPage(address, path)).body);
    await readsAll(address, `Bearer ${token}`);
  });

  test(`${name}: and one that says something of its own of some paths`, async (t) => {
    const { address, stop } = await start(lab.open, PAGE);
    t.after(stop);
    await readsAll(address);
    await refusesOthers(address);
  });

  test(`${name}: skopeo does not notice it`, async (t) => {
    const { address, stop } = await start(lab.basic, PAGE);
    t.after(stop);
    await run('skopeo', ['--insecure-policy', 'copy', '--src-tls-verify=false', '--src-creds',
      `${lab.user}:${lab.password}`, `docker://${address}/public/debian:1`, `dir:${lab.made}/${name}`]);
  });
}
