// What goes wrong with registries: each time a clear sentence and a way on, and never a wrong tree.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { treeRows } from './browser.mjs';
import { analyze } from './native.mjs';
import {
  asked, download, faults, offered, open, openLabPage, own, problem, refused, release, state, useLab,
} from './registry.mjs';

const lab = useLab();
const SAMPLE = 'public/sample:latest';

const largest = () => {
  const [{ layers }] = analyze(`docker://${lab.open}/${SAMPLE}`).report.images;
  return layers.reduce((a, b) => (a.stored_size > b.stored_size ? a : b)).digest;
};
const sizes = (page) => page.getByTestId('layer-size').evaluateAll((cells) =>
  cells.map((cell) => Number(cell.dataset.bytes)));
const expected = () => {
  const [{ history, layers }] = analyze(`docker://${lab.open}/${SAMPLE}`).report.images;
  return history.filter(({ layer }) => Number.isInteger(layer)).map(({ layer }) => layers[layer].size);
};

test('a CORS policy: what happened, and commands that work instead', async (t) => {
  const { page } = await openLabPage(t, lab);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  assert.equal(await refused(page, `${lab.closed}/public/sample`), 'cors');
  assert.equal(await page.getByTestId('reference').inputValue(), `${lab.closed}/public/sample`);
  const reference = `${lab.closed}/${SAMPLE}`;
  const commands = await page.getByTestId('command').locator('code').allInnerTexts();
  assert.deepEqual(commands, [
    'peel serve',
    `skopeo copy docker://${reference} docker-archive:sample.tar`,
    `docker pull ${reference} && docker save ${reference} -o sample.tar`,
    `crane pull ${reference} sample.tar`,
  ]);
  for (const [i, command] of commands.entries()) {
    await page.getByTestId('command').nth(i).getByTestId('copy').click();
    await page.waitForFunction(async (command) => await navigator.clipboard.readText() === command, command);
  }
});

test('layers that the browser may not read', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await faults(host, { kind: 'redirect', match: largest(), to: 'storeClosed' });
  await offered(page, `${host}/${SAMPLE}`);
  await page.getByTestId('download').click();
  await page.getByTestId('problem').waitFor();
  assert.equal(await page.getByTestId('problem').getAttribute('data-code'), 'cors');
  assert.ok(await page.getByTestId('command').count() > 0);
});

for (const [what, rule, code] of [
  ['a page for people', { kind: 'html' }, 'not-a-registry'],
  ['a registry that fails', { kind: 'status', status: 500 }, 'server-error'],
  ['another manifest', { kind: 'corrupt' }, 'wrong-digest'],
  ['an endless manifest', { kind: 'endless' }, 'too-large'],
  ['an old manifest', { kind: 'schema1' }, 'schema-1'],
]) {
  test(`${what}, then a second try`, async (t) => {
    const { faults: host } = await own(lab, 'faults');
    await faults(host, { ...rule, match: '/manifests/' });
    const { page } = await openLabPage(t, lab);
    const digest = lab.images[SAMPLE].digest;
    // By tag, nothing but its kind says that it is another.
    const tagged = ['html', 'schema1'].includes(rule.kind) ? SAMPLE : `public/sample@${digest}`;
    assert.equal(await refused(page, `${host}/${tagged}`), code);
    assert.equal(await page.getByTestId('history-row').count(), 0);
    await faults(host);
    await page.getByTestId('again').click();
    await state(page, 'offered');
  });
}

test('no such image', async (t) => {
  const { page } = await openLabPage(t, lab);
  assert.equal(await refused(page, `${lab.open}/public/none:1`), 'not-found');
  assert.match(await page.getByTestId('problem').innerText(), /has no .*public\/none:1/);
});

test('nobody there', async (t) => {
  const server = createServer();
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const host = `127.0.0.1:${server.address().port}`;
  await new Promise((done) => { server.close(done); });
  lab.hosts.push(host);
  const { page } = await openLabPage(t, lab);
  assert.equal(await refused(page, `${host}/a`), 'unreachable');
});

test('too many requests: a short wait is waited, of a long one a person is told', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  await faults(host, { kind: 'too-many', seconds: 1, times: 1, match: '/manifests/' });
  const { page } = await openLabPage(t, lab);
  await page.clock.install();
  await page.reload();
  await page.getByTestId('app').waitFor();
  await offered(page, `${host}/${SAMPLE}`);
  await faults(host, { kind: 'too-many', seconds: 300, times: 1, match: '/manifests/' });
  await page.getByTestId('open-another').click();
  assert.equal(await refused(page, `${host}/${SAMPLE}`), 'rate-limited');
  const again = page.getByTestId('again');
  assert.match(await again.innerText(), /^Try again in \d+ s$/);
  assert.ok(await again.isDisabled());
  for (let i = 0; i < 310 && await again.isDisabled(); i++) await page.clock.runFor(1000);
  await again.click();
  await state(page, 'offered');
});

test('a connection that is cut, again and again, is gone on with', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  const reference = 'public/debian:1';
  const [{ history, layers }] = analyze(`docker://${lab.open}/${reference}`).report.images;
  const { digest, stored_size: size } = layers.reduce((a, b) => (a.stored_size > b.stored_size ? a : b));
  await faults(host, { kind: 'cut', match: digest, after: Math.floor(size / 3), times: 2 });
  await offered(page, `${host}/${reference}`);
  await download(page);
  const rows = history.filter(({ layer }) => Number.isInteger(layer)).map(({ layer }) => layers[layer].size);
  assert.deepEqual(await sizes(page), rows);
  const log = (await asked(host)).filter(({ path }) => path.includes(digest));
  assert.equal(log.length, 3);
  // A browser throws away what it has not handed over when a connection breaks; all else is kept.
  assert.match(log[2].headers.range, new RegExp(`^bytes=[1-9]\\d*-${size - 1}$`));
  assert.ok(log.reduce((sum, { sent }) => sum + sent, 0) < size * 1.6);
});

for (const [what, rule, code] of [
  ['other bytes', { kind: 'corrupt' }, 'wrong-digest'],
  ['endless bytes', { kind: 'endless' }, 'wrong-size'],
  ['a registry that fails', { kind: 'status', status: 503 }, 'server-error'],
]) {
  test(`a layer with ${what}: no tree of it, and a second try`, async (t) => {
    const { faults: host } = await own(lab, 'faults');
    const { page } = await openLabPage(t, lab);
    await faults(host, { ...rule, match: largest() });
    await offered(page, `${host}/${SAMPLE}`);
    await page.getByTestId('download').click();
    await page.getByTestId('layer-failed').waitFor();
    await state(page, 'offered');
    assert.equal(await page.getByTestId('problem').getAttribute('data-code'), code);
    await page.getByTestId('layer-size').nth(expected().length - 2).waitFor();
    assert.equal(await page.getByTestId('layer-size').count(), expected().length - 1);
    assert.equal(await page.getByTestId('download').innerText(), 'Try again (1 layer)');
    await page.locator('[data-test=history-row][data-layer="0"]').getByRole('button').first().click();
    assert.deepEqual(await treeRows(page), []);
    await page.getByTestId('mode-layer').click();
    assert.deepEqual(await treeRows(page), []);
    await faults(host);
    await download(page);
    assert.deepEqual(await sizes(page), expected());
    assert.equal(await page.getByTestId('problem').count(), 0);
  });
}

test('cancel, and go on', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await faults(host, { kind: 'hold', match: largest(), after: 100_000 });
  await offered(page, `${host}/${SAMPLE}`);
  await page.getByTestId('download').click();
  // All others have come.
  await page.waitForFunction((others) => document.querySelectorAll('[data-test=layer-progress][value="1.000"]').length === others,
    expected().length - 1);
  await page.getByTestId('cancel').click();
  await state(page, 'offered');
  await page.getByTestId('layer-size').nth(expected().length - 2).waitFor();
  assert.equal(await page.getByTestId('offer').getAttribute('data-layers'), '1');
  await faults(host);
  await release(host);
  await download(page);
  assert.deepEqual(await sizes(page), expected());
});

test('cancel while a registry does not answer', async (t) => {
  const { faults: host } = await own(lab, 'faults');
  const { page } = await openLabPage(t, lab);
  await faults(host, { kind: 'hold' });
  await open(page, `${host}/${SAMPLE}`);
  await page.getByTestId('cancel').click();
  await state(page, 'idle');
  assert.equal(await page.getByTestId('reference').inputValue(), `${host}/${SAMPLE}`);
  await faults(host);
  await release(host);
  await page.getByTestId('open-reference').click();
  await state(page, 'offered');
});

test('a platform that is asked for, and is not there', async (t) => {
  const { page } = await openLabPage(t, lab);
  assert.equal(await refused(page, `docker pull --platform plan9/arm ${lab.open}/public/platforms:1`), 'no-platform');
  assert.match(await page.getByTestId('problem').innerText(), /linux\/arm64/);
});

/** A proxy as people run them for themselves: the address that is asked for stands behind its own. */
async function prefixProxy(t) {
  const log = [];
  const server = createServer(async (request, response) => {
    const headers = {
      'access-control-allow-origin': '*', 'access-control-expose-headers': '*',
      'access-control-allow-headers': 'authorization, range, accept',
    };
    if (request.method === 'OPTIONS') return response.writeHead(204, headers).end();
    log.push({ url: request.url, authorization: request.headers.authorization });
    const { authorization, accept, range } = request.headers;
    const sent = Object.fromEntries(Object.entries({ authorization, accept, range }).filter(([, value]) => value));
    const answer = await fetch(request.url.slice(1), { headers: sent });
    for (const name of ['content-type', 'docker-content-digest', 'www-authenticate', 'content-range']) {
      if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
    }
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  t.after(() => server.close());
  const host = `127.0.0.1:${server.address().port}`;
  lab.hosts.push(host);
  return { host, log };
}

test('a proxy of one\'s own opens what the browser may not read', async (t) => {
  const { host, log } = await prefixProxy(t);
  const { page } = await openLabPage(t, lab);
  await page.getByTestId('advanced').locator('summary').click();
  for (const wrong of ['proxy.example', 'http://proxy.example/', 'https://user@proxy.example/']) {
    await page.getByTestId('proxy').fill(wrong);
    await page.getByTestId('proxy').press('Enter');
    await page.getByTestId('proxy-wrong').waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem('peel-proxy')), null);
    assert.equal(await page.getByTestId('app').getAttribute('data-state'), 'idle');
  }
  // Without a slash the next host would be a part of this one.
  await page.getByTestId('proxy').fill(`http://${host}`);
  await page.getByTestId('proxy-set').click();
  assert.equal(await page.getByTestId('through').innerText(), `through http://${host}/`);
  await offered(page, `${lab.closed}/${SAMPLE}`);
  await download(page);
  assert.deepEqual(await sizes(page), expected());
  assert.ok(log.every(({ url }) => url.startsWith(`/http://${lab.closed}/v2/`)));

  await page.getByTestId('open-another').click();
  assert.equal(await refused(page, `${lab.basic}/private/sample:1`), 'needs-login');
  assert.match(await page.getByTestId('login-proxy').innerText(), /which sees them/);
  await page.getByTestId('advanced').locator('summary').click();
  await page.getByTestId('proxy-remove').click();
  assert.equal(await page.getByTestId('through').count(), 0);
  assert.equal(await refused(page, `${lab.closed}/${SAMPLE}`), 'cors');
});
