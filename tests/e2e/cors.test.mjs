// What Chromium itself lets a page read from registries, without Peel: the configurations that
// docs/registries.md gives away, and the rules that its words and Peel's requests rest on.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startCaddy, startDistribution, startNginx } from '../registry/examples.mjs';
import { startLab } from '../registry/lab.mjs';

const SAMPLE = '/v2/public/sample/manifests/latest';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';
/** As Peel asks: 110 bytes. */
const PAIR = `application/vnd.docker.distribution.manifest.list.v2+json,${DOCKER}`;

let lab;
let browser;
let server;
let page;
let origin;
before(async () => {
  lab = await startLab();
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Some page</title>');
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  page = await browser.newPage();
  await page.goto(origin);
});
after(async () => {
  await browser?.close();
  server?.close();
  await lab?.stop();
});

/** What a script of the page gets; an error's name where the browser lets it have nothing. */
const read = (host, path, headers = {}) => page.evaluate(async ([url, headers]) => {
  try {
    const answer = await fetch(url, { headers, credentials: 'omit' });
    return {
      status: answer.status,
      text: await answer.text(),
      digest: answer.headers.get('docker-content-digest'),
      challenge: answer.headers.get('www-authenticate'),
      range: answer.headers.get('content-range'),
    };
  } catch (error) {
    return error.name;
  }
}, [`http://${host}${path}`, headers]);

const post = async (host, path, sent = {}) =>
  (await fetch(`http://${host}${path}`, { method: 'POST', body: JSON.stringify(sent) })).json();
const logOf = async (host) => (await fetch(`http://${host}/_log`)).json();
const methods = async (host) => (await logOf(host)).map(({ method }) => method);

async function readsAll(host, login = {}) {
  const { digest, size } = lab.images['public/sample:latest'];
  const whole = await read(host, SAMPLE, { Accept: PAIR, ...login });
  assert.deepEqual([whole.status, whole.text.length, whole.digest], [200, size, digest]);
  const { config } = JSON.parse(whole.text);
  const blob = `/v2/public/sample/blobs/${config.digest}`;
  const part = await read(host, blob, { Range: 'bytes=10-19', ...login });
  assert.deepEqual([part.status, part.text.length, part.range], [206, 10, `bytes 10-19/${config.size}`]);
  assert.equal((await read(host, '/v2/public/sample/manifests/none', login)).status, 404);
}

test('distribution as configured for pages can be read, and as it comes it cannot', async (t) => {
  const { address, stop } = await startDistribution(lab.storage, origin);
  t.after(stop);
  await readsAll(address);
  assert.equal(await read(lab.closed, SAMPLE, { Accept: PAIR }), 'TypeError');
  const { address: others, stop: stopOthers } = await startDistribution(lab.storage, 'https://peel.example');
  t.after(stopOthers);
  assert.equal(await read(others, SAMPLE, { Accept: PAIR }), 'TypeError');
});

for (const [name, start] of [['nginx', startNginx], ['Caddy', startCaddy]]) {
  test(`${name} opens a registry with a login`, async (t) => {
    const { address, stop } = await start(lab.basic, origin);
    t.after(stop);
    const asked = await read(address, SAMPLE, { Accept: PAIR });
    assert.deepEqual([asked.status, asked.challenge], [401, 'Basic realm="peel"']);
    const login = Buffer.from(`${lab.user}:${lab.password}`).toString('base64');
    await readsAll(address, { Authorization: `Basic ${login}` });
    // Without it, the preflight fails, and the page learns nothing.
    assert.equal(await read(lab.basic, SAMPLE, { Authorization: `Basic ${login}` }), 'TypeError');
  });
}

test('what needs no preflight, and what does', async () => {
  const { faults } = await post(lab.faults, '/_new');
  const seen = async (headers) => {
    await post(faults, '/_reset');
    assert.equal(typeof (await read(faults, SAMPLE, headers)), 'object', JSON.stringify(headers));
    return methods(faults);
  };
  assert.deepEqual(await seen({ Accept: PAIR }), ['GET']);
  assert.deepEqual(await seen({ Accept: DOCKER, Range: 'bytes=0-9' }), ['GET']);
  // More than 128 bytes.
  assert.deepEqual(await seen({ Accept: `${PAIR},${PAIR}` }), ['OPTIONS', 'GET']);
  // New ones, of which no preflight is remembered.
  const { faults: another } = await post(lab.faults, '/_new');
  await read(another, SAMPLE, { Accept: DOCKER, Range: 'bytes=-9' });
  assert.deepEqual(await methods(another), ['OPTIONS', 'GET']);
  const { faults: third } = await post(lab.faults, '/_new');
  await read(third, SAMPLE, { Accept: DOCKER, Authorization: 'Bearer x' });
  assert.deepEqual(await methods(third), ['OPTIONS', 'GET']);
});

test('a login does not follow a redirect to another origin, which is asked in the name of none', async () => {
  const { faults, store, storeClosed } = await post(lab.faults, '/_new');
  await post(faults, '/_faults', [{ kind: 'redirect', to: 'store' }]);
  const got = await read(faults, SAMPLE, { Accept: DOCKER, Authorization: 'Bearer secret' });
  assert.equal(got.status, 200);
  const there = (await logOf(store)).filter(({ method }) => method === 'GET');
  assert.deepEqual(there.map(({ headers }) => [headers.authorization, headers.origin]), [[undefined, 'null']]);
  assert.ok(!JSON.stringify(await logOf(store)).includes('secret'));

  await post(faults, '/_faults', [{ kind: 'redirect', to: 'storeClosed' }]);
  assert.equal(await read(faults, SAMPLE, { Accept: DOCKER }), 'TypeError');
  assert.ok((await methods(storeClosed)).length > 0);
});
