// The page as `peel serve` serves it, and what a browser lets other pages do with that.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startLab } from '../registry/lab.mjs';
import { ARGUMENTS, CHROMIUM, choose, dist, done, image, openPage } from './browser.mjs';
import { serve } from './native.mjs';

let lab;
before(async () => {
  lab = await startLab();
});
after(() => lab?.stop());

test('the page inside the command works as anywhere', async (t) => {
  const { url } = await serve(t);
  const { page } = await openPage(t, { at: url });
  await page.getByTestId('sample').click();
  await done(page);
  assert.equal(await page.getByTestId('history-row').count(), 14);
  await page.reload();
  await page.getByTestId('app').waitFor();
  await choose(page, image('classic'));
  await done(page);
  assert.match(await page.title(), /classic/);
});

test('so does a page in a folder, without the key', async (t) => {
  const { origin } = await serve(t, '--page', dist);
  const { page } = await openPage(t, { at: origin });
  await page.getByTestId('sample').click();
  await done(page);
  assert.equal(await page.locator('meta[name=peel-relay]').count(), 0);
  assert.equal(await page.locator('meta[name=peel-relay-missing][content=no-key]').count(), 1);
});

test('a page reads any registry through the relay, and no login is asked for', async (t) => {
  const { url, relay } = await serve(t, '--page', dist);
  const { page, faults } = await openPage(t, { at: url });
  const content = await page.locator('meta[name=peel-relay]').getAttribute('content');
  assert.equal(content, relay);
  const asked = [];
  const devtools = await page.context().newCDPSession(page);
  devtools.on('Fetch.authRequired', async ({ requestId, request }) => {
    asked.push(new URL(request.url).pathname);
    await devtools.send('Fetch.continueWithAuth', { requestId, authChallengeResponse: { response: 'CancelAuth' } });
  });
  devtools.on('Fetch.requestPaused', ({ requestId }) => devtools.send('Fetch.continueRequest', { requestId }));
  await devtools.send('Fetch.enable', { handleAuthRequests: true });

  const seen = await page.evaluate(async ([relay, closed, basic]) => {
    const allow = (host) => fetch(`${relay}allow`, { method: 'POST', body: host, credentials: 'omit' });
    const get = async (host, path, init) => {
      const answer = await fetch(`${relay}http/${host}${path}`, { credentials: 'omit', redirect: 'error', ...init });
      return {
        status: answer.status,
        relay: answer.headers.get('x-peel-relay'),
        challenge: answer.headers.get('www-authenticate'),
        digest: answer.headers.get('docker-content-digest'),
        length: (await answer.arrayBuffer()).byteLength,
      };
    };
    const before = await get(closed, '/v2/');
    for (const host of [closed, basic]) await allow(host);
    return {
      before,
      version: await get(closed, '/v2/'),
      manifest: await get(closed, '/v2/public/sample/manifests/latest', {
        headers: { accept: 'application/vnd.docker.distribution.manifest.v2+json' },
      }),
      login: await get(basic, '/v2/'),
      careless: await get(basic, '/v2/_catalog', { credentials: 'same-origin' }),
    };
  }, [relay, lab.closed, lab.basic]);

  assert.equal(seen.before.status, 403);
  assert.equal(seen.before.relay, 'not-allowed');
  assert.equal(seen.version.status, 200);
  assert.equal(seen.version.relay, null);
  const { digest, size } = lab.images['public/sample:latest'];
  assert.deepEqual([seen.manifest.digest, seen.manifest.length], [digest, size]);
  assert.deepEqual([seen.login.status, seen.login.challenge], [401, 'Basic realm="peel"']);
  // Chromium writes answers like these into its console, whoever expects them.
  const expected = faults.filter((fault) => /status of 40[13] /.test(fault));
  assert.equal(expected.length, 3);
  faults.splice(0, faults.length, ...faults.filter((fault) => !expected.includes(fault)));
  // Only the fetch that did not leave credentials out would have brought a dialog.
  assert.deepEqual(asked, [`${relay}http/${lab.basic}/v2/_catalog`]);
});

test('a page of another origin gets nothing, though it knew the key', async (t) => {
  const { url, origin, relay, allow } = await serve(t, '--page', dist);
  await allow(lab.faults);
  await fetch(`http://${lab.faults}/_reset`, { method: 'POST' });
  const other = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Other</title><link rel=icon href=data:,>');
  });
  await new Promise((listening) => { other.listen(0, '127.0.0.1', listening); });
  t.after(() => other.close());
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  t.after(() => browser.close());
  const stranger = await browser.newPage();
  // Another port of the same host: the same site, and as near as a stranger gets.
  await stranger.goto(`http://127.0.0.1:${other.address().port}/`);
  const got = await stranger.evaluate(async ([url, origin, relay, host]) => {
    const read = async (address, init) => {
      try {
        return await (await fetch(address, init)).text();
      } catch (error) {
        return error.name;
      }
    };
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
    await new Promise((loaded) => { frame.onload = loaded; });
    const script = document.createElement('script');
    script.src = `${origin}/kept.js`;
    document.body.append(script);
    const scripted = await new Promise((end) => {
      script.onload = () => end('loaded');
      script.onerror = () => end('refused');
    });
    return {
      index: await read(url),
      relayed: await read(`${origin}${relay}http/${host}/v2/`),
      blind: await read(`${origin}${relay}http/${host}/v2/`, { mode: 'no-cors' }),
      allow: await read(`${origin}${relay}allow`, { method: 'POST', body: 'evil.example', mode: 'no-cors' }),
      scripted,
    };
  }, [url, origin, relay, lab.faults]);
  assert.deepEqual(got, {
    index: 'TypeError', relayed: 'TypeError', blind: 'TypeError', allow: 'TypeError', scripted: 'refused',
  });
  assert.equal(stranger.frames()[1].url(), 'chrome-error://chromewebdata/');
  const log = await (await fetch(`http://${lab.faults}/_log`)).json();
  assert.deepEqual(log, []);
  const evil = await fetch(`${origin}${relay}https/evil.example/`);
  assert.equal((await evil.json()).kind, 'not-asked');
});
