// The lab itself: skopeo, which speaks this protocol well, gets from it what it must and no more; what
// it is told to do wrong is on the wire.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { curl } from './curl.mjs';
import { startLab } from './lab.mjs';

const run = promisify(execFile);
const SAMPLE = '/v2/public/sample/manifests/latest';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';

let lab;
before(async () => { lab = await startLab(); });
after(() => lab.stop());

const skopeo = (command, ...words) => run('skopeo', ['--insecure-policy', command, ...words]);
const inspect = (host, reference, ...words) =>
  skopeo('inspect', '--raw', '--tls-verify=false', ...words, `docker://${host}/${reference}`);
const login = (password = lab.password) => ['--creds', `${lab.user}:${password}`];

const post = async (host, path, sent) => {
  const answer = await fetch(`http://${host}${path}`, { method: 'POST', body: JSON.stringify(sent ?? {}) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
};
const logOf = async (host) => (await fetch(`http://${host}/_log`)).json();
const accept = { headers: { accept: DOCKER } };

test('skopeo gets every image from the open registry, with the digest that the lab tells', async () => {
  for (const [reference, { digest, size }] of Object.entries(lab.images)) {
    const host = reference.startsWith('private/') ? lab.closed : lab.open;
    const { stdout } = await inspect(host, reference);
    assert.equal(`sha256:${createHash('sha256').update(stdout).digest('hex')}`, digest, reference);
    assert.equal(Buffer.byteLength(stdout), size);
  }
});

test('an image comes back whole: its diff IDs are those of the archive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'peel-lab-test-'));
  try {
    await skopeo('copy', '--src-tls-verify=false', `docker://${lab.open}/public/sample:latest`,
      `dir:${join(folder, 'sample')}`);
    const manifest = JSON.parse(readFileSync(join(folder, 'sample/manifest.json')));
    const [, hex] = manifest.config.digest.split(':');
    const config = JSON.parse(readFileSync(join(folder, 'sample', hex)));
    const oracle = JSON.parse(readFileSync(new URL('../../target/images/sample/oracle/config.json', import.meta.url)));
    assert.deepEqual(config.rootfs, oracle.rootfs);
    assert.equal(manifest.layers.length, oracle.rootfs.diff_ids.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('htpasswd: the right password only, and nobody without one', async () => {
  for (const host of [lab.basic, lab.basicCors]) {
    await inspect(host, 'private/sample:1', ...login());
    await assert.rejects(inspect(host, 'private/sample:1', ...login('p')), /unauthorized/);
    await assert.rejects(inspect(host, 'public/sample:latest'), /unauthorized/);
  }
});

test('tokens: public images for anybody, private ones for the user', async () => {
  for (const host of [lab.token, lab.tokenCors, lab.tokenSame]) {
    await inspect(host, 'public/sample:latest');
    await inspect(host, 'private/sample:1', ...login());
    await assert.rejects(inspect(host, 'private/sample:1'), /denied|unauthorized/);
    await assert.rejects(inspect(host, 'private/sample:1', ...login('wrong')), /incorrect|unauthorized/);
  }
});

test('the token server tells who sent it what, and can be told to refuse', async () => {
  const { tokens, tokenCors } = lab;
  await post(tokens, '/_reset');
  await inspect(tokenCors, 'private/sample:1', ...login());
  const [asked] = await logOf(tokens);
  assert.equal(asked.headers.authorization,
    `Basic ${Buffer.from(`${lab.user}:${lab.password}`).toString('base64')}`);
  assert.match(asked.path, /^\/token\?.*scope=repository%3Aprivate%2Fsample%3Apull/);

  await post(tokens, '/_set', { answer: 'access_token' });
  await inspect(tokenCors, 'public/sample:latest');
  await post(tokens, '/_set', { status: 403 });
  await assert.rejects(inspect(tokenCors, 'public/sample:latest'), /denied|403/);
  await post(tokens, '/_reset');
  await inspect(tokenCors, 'public/sample:latest');
});

test('two token servers do not know of each other', async () => {
  const one = await post(lab.tokens, '/_new');
  const two = await post(lab.tokens, '/_new');
  await post(one.tokens, '/_set', { status: 500 });
  await assert.rejects(inspect(one.tokenCors, 'public/sample:latest'));
  await inspect(two.tokenSame, 'public/sample:latest');
  assert.deepEqual((await logOf(two.tokens)).map(({ status }) => status), [200]);
});

test('a token that has run out is refused by the registry, without leeway', async () => {
  const challenge = await curl(`http://${lab.token}/v2/`);
  assert.equal(challenge.status, 401);
  const ask = async (expiresIn) => {
    await post(lab.tokens, '/_set', { expiresIn });
    const url = `http://${lab.tokens}/token?service=peel-registry&scope=repository:public/sample:pull`;
    const { token } = await (await fetch(url)).json();
    return curl(`http://${lab.token}${SAMPLE}`, { headers: { Accept: DOCKER, Authorization: `Bearer ${token}` } });
  };
  assert.equal((await ask(-1)).status, 401);
  assert.equal((await ask(300)).status, 200);
  await post(lab.tokens, '/_reset');
});

test('OAuth: a refresh token is worth a token', async () => {
  const body = new URLSearchParams({
    grant_type: 'refresh_token', service: 'peel-registry', client_id: 'test',
    refresh_token: lab.identityToken, scope: 'repository:private/sample:pull',
  });
  const answer = await fetch(`http://${lab.tokens}/token`, { method: 'POST', body });
  const { access_token: token } = await answer.json();
  const got = await curl(`http://${lab.token}/v2/private/sample/manifests/1`, {
    headers: { Accept: DOCKER, Authorization: `Bearer ${token}` },
  });
  assert.equal(got.status, 200);
});

test('CORS is where it is said to be, once in each answer', async () => {
  const preflight = { method: 'OPTIONS', headers: {
    'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization',
  } };
  const origin = async (host, options) => {
    const { status, headers } = await curl(`http://${host}${SAMPLE}`, options);
    return [status, headers['access-control-allow-origin'] ?? null];
  };
  const get = { headers: { Accept: DOCKER } };
  assert.deepEqual(await origin(lab.open, get), [200, ['*']]);
  assert.deepEqual(await origin(lab.open, preflight), [200, ['*']]);
  assert.deepEqual(await origin(lab.closed, get), [200, null]);
  // Why a proxy must stand before a registry with a login.
  assert.deepEqual(await origin(lab.basic, preflight), [401, null]);
  assert.deepEqual(await origin(lab.basicCors, get), [401, ['*']]);
  assert.deepEqual(await origin(lab.basicCors, preflight), [204, ['*']]);
  assert.deepEqual(await origin(lab.tokenCors, get), [401, ['*']]);
  assert.deepEqual(await origin(lab.tokens, preflight), [204, ['*']]);
  assert.deepEqual(await origin(lab.faults, get), [200, ['*']]);
  const { headers } = await curl(`http://${lab.basicCors}${SAMPLE}`);
  assert.match(headers['access-control-expose-headers'].join(), /Docker-Content-Digest/);
});

test('static hosts: whole files, ranges, and CORS or not', async () => {
  const path = `/layouts/platforms/blobs/${lab.images['public/platforms:1'].digest.replace(':', '/')}`;
  const whole = readFileSync(join(lab.layouts, path.replace('/layouts/', '')), 'latin1');
  const get = (host, headers) => curl(`http://${host}${path}`, { headers });
  assert.equal((await get(lab.static)).body, whole);
  assert.deepEqual((await get(lab.static)).headers['access-control-allow-origin'], ['*']);
  assert.equal((await get(lab.staticClosed)).headers['access-control-allow-origin'], undefined);
  const part = await get(lab.static, { Range: 'bytes=5-9' });
  assert.deepEqual([part.status, part.body], [206, whole.slice(5, 10)]);
  assert.deepEqual(part.headers['content-range'], [`bytes 5-9/${whole.length}`]);
  assert.equal((await get(lab.static, { Range: 'bytes=99999-' })).status, 416);
  assert.equal((await curl(`http://${lab.static}/layouts/nothing`)).status, 404);
  assert.equal((await curl(`http://${lab.static}/layouts/..%2f..%2f..%2fpackage.json`)).status, 404);
});

test('two proxies that fail do not know of each other, and one told nothing changes nothing', async () => {
  const one = await post(lab.faults, '/_new', { before: 'open' });
  const two = await post(lab.faults, '/_new', { before: 'basic', cors: false });
  await post(one.faults, '/_faults', [{ kind: 'status', status: 500 }]);
  assert.equal((await curl(`http://${one.faults}${SAMPLE}`)).status, 500);
  const got = await curl(`http://${two.faults}${SAMPLE}`);
  assert.equal(got.status, 401);
  assert.equal(got.headers['access-control-allow-origin'], undefined);
  await inspect(two.faults, 'public/sample:latest', ...login());
  await inspect(lab.faults, 'public/sample:latest');
});

test('each fault is on the wire', async (t) => {
  const { faults, store, storeClosed } = await post(lab.faults, '/_new');
  const url = `http://${faults}${SAMPLE}`;
  const good = await curl(url, accept);
  const rule = (...rules) => post(faults, '/_faults', rules);
  const get = (headers = {}) => curl(url, { headers: { Accept: DOCKER, ...headers } });

  await t.test('cut once, then whole', async () => {
    await rule({ match: 'manifests', kind: 'cut', after: 10, times: 1 });
    await assert.rejects(get(), (error) => error.code === 18 && error.stdout.endsWith(good.body.slice(0, 10)));
    assert.equal((await get()).body, good.body);
    await rule({ kind: 'cut', after: 10, reset: true });
    await assert.rejects(get(), (error) => [18, 56].includes(error.code));
  });
  await t.test('dropped', async () => {
    await rule({ kind: 'drop' });
    await assert.rejects(get(), (error) => error.code === 52);
  });
  await t.test('held until released', async () => {
    for (const after of [undefined, 10]) {
      await post(faults, '/_reset');
      await rule({ kind: 'hold', after });
      const getting = get();
      while (!(await logOf(faults)).at(-1)?.held) await post(faults, '/_log');
      await post(faults, '/_release');
      assert.equal((await getting).body, good.body);
    }
  });
  await t.test('429, with seconds and with a date', async () => {
    await rule({ kind: 'too-many', seconds: 7, times: 1 });
    const got = await get();
    assert.deepEqual([got.status, got.headers['retry-after']], [429, ['7']]);
    assert.equal((await get()).status, 200);
    await rule({ kind: 'too-many', date: true });
    assert.match((await get()).headers['retry-after'][0], / GMT$/);
  });
  await t.test('wrong bytes, of the same length', async () => {
    await rule({ kind: 'corrupt' });
    const { body } = await get();
    assert.equal(body.length, good.body.length);
    assert.notEqual(body, good.body);
    await assert.rejects(skopeo('copy', '--src-tls-verify=false', `docker://${faults}/public/sample:latest`,
      `dir:${join(lab.made, 'never')}`));
  });
  await t.test('more, fewer, and other than was said', async () => {
    await rule({ kind: 'long', extra: 5 });
    assert.equal((await get()).body, `${good.body}xxxxx`);
    await rule({ kind: 'short', missing: 5 });
    assert.equal((await get()).body, good.body.slice(0, -5));
    await rule({ kind: 'length', declared: good.body.length + 5 });
    await assert.rejects(get(), (error) => error.code === 18);
    await rule({ kind: 'length' });
    const { body, headers } = await get();
    assert.deepEqual([body, headers['content-length']], [good.body, undefined]);
  });
  await t.test('endless', async () => {
    await rule({ kind: 'endless' });
    const words = ['--silent', '--header', `Accept: ${DOCKER}`, url];
    const enough = run('sh', ['-c', 'curl "$@" | head --bytes 20000000 | wc --bytes', 'sh', ...words]);
    assert.equal((await enough).stdout.trim(), '20000000');
  });
  await t.test('redirected to another origin, which takes no login', async () => {
    for (const to of ['store', 'storeClosed']) {
      await rule({ kind: 'redirect', to });
      const got = await get();
      assert.equal(got.status, 307);
      assert.ok(got.headers.location[0].startsWith(`http://${to === 'store' ? store : storeClosed}/`));
      const there = await curl(got.headers.location[0], accept);
      assert.equal(there.body, good.body);
      assert.deepEqual(there.headers['access-control-allow-origin'], to === 'store' ? ['*'] : undefined);
      const refused = await curl(got.headers.location[0], { headers: { Authorization: 'Bearer x' } });
      assert.equal(refused.status, 400);
    }
    assert.equal((await logOf(store)).length, 2);
    await rule({ kind: 'redirect', to: 'loop' });
    assert.equal((await get()).headers.location[0], url);
  });
  await t.test('other types, and a page for people', async () => {
    await rule({ kind: 'type', value: 'text/plain' });
    assert.deepEqual((await get()).headers['content-type'], ['text/plain']);
    await rule({ kind: 'html' });
    assert.match((await get()).body, /^<!doctype html>/);
    await rule({ kind: 'body', text: '{' });
    assert.equal((await get()).body, '{');
    await rule({ kind: 'gzip' });
    assert.deepEqual((await get()).headers['content-encoding'], ['gzip']);
  });
  await t.test('ranges that are ignored or moved', async () => {
    await rule();
    assert.equal((await getBlob('bytes=2-5')).status, 206);
    await rule({ kind: 'no-range' });
    assert.equal((await getBlob('bytes=2-5')).status, 200);
    await rule({ kind: 'wrong-range' });
    assert.match((await getBlob('bytes=2-5')).headers['content-range'][0], /^bytes 3-6\//);
  });
  async function getBlob(range) {
    const { config } = JSON.parse(good.body);
    return curl(`http://${faults}/v2/public/sample/blobs/${config.digest}`, { headers: { Range: range } });
  }
  await t.test('schema 1', async () => {
    await rule({ kind: 'schema1' });
    assert.equal(JSON.parse((await get()).body).schemaVersion, 1);
  });
  await t.test('headers that are wrong, and rate limits', async () => {
    await rule(
      { kind: 'header', set: { 'Docker-Content-Digest': 'sha256:0' }, remove: ['etag'] },
      { kind: 'rate-limit', remaining: 3 },
    );
    const { headers } = await get();
    assert.deepEqual(headers['docker-content-digest'], ['sha256:0']);
    assert.equal(headers.etag, undefined);
    assert.deepEqual(headers['ratelimit-remaining'], ['3;w=21600']);
  });
  await t.test('no CORS for some paths', async () => {
    await rule({ match: '/blobs/', kind: 'no-cors' });
    assert.deepEqual((await get()).headers['access-control-allow-origin'], ['*']);
    assert.equal((await getBlob('bytes=0-1')).headers['access-control-allow-origin'], undefined);
    const { status } = await curl(`http://${faults}/v2/public/sample/blobs/x`, { method: 'OPTIONS' });
    assert.equal(status, 405);
  });
  await t.test('pages of tags', async () => {
    await rule({ match: '/tags/list', kind: 'paged', size: 100 });
    const { stdout } = await skopeo('list-tags', '--tls-verify=false', `docker://${faults}/public/tags`);
    assert.equal(JSON.parse(stdout).Tags.length, 250);
    const pages = (await logOf(faults)).filter(({ path }) => path.includes('/tags/list')).map(({ path }) => path);
    assert.equal(pages.length, 3);
  });
});

test('as a command it says one line, serves, and ends with its standard input', async () => {
  const child = execFile('node', [new URL('lab.mjs', import.meta.url).pathname]);
  const ended = new Promise((done) => { child.on('exit', done); });
  let said = '';
  for await (const piece of child.stdout) {
    said += piece;
    if (said.endsWith('\n')) break;
  }
  const addresses = JSON.parse(said);
  await inspect(addresses.open, 'public/sample:latest');
  child.stdin.end();
  assert.equal(await ended, 0);
  for (const name of ['open', 'closed', 'basic', 'token', 'faults', 'static']) {
    await assert.rejects(fetch(`http://${addresses[name]}/`), name);
  }
  assert.throws(() => statSync(addresses.made));
});
