// Nothing is asked of a host that nobody named. Every test watches for that (openPage); here, that none
// can be asked unseen.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { choose, done, image, openPage } from './browser.mjs';

/** What openPage says went wrong in a page, after `act`. */
async function faultsOf(act, options) {
  const ends = [];
  const { page, faults } = await openPage({ after: (end) => ends.push(end) }, options);
  await act(page);
  for (const end of ends) await end().catch(() => {});
  return faults;
}

async function stranger(t) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return { host: `127.0.0.1:${server.address().port}`, asked: () => asked };
}

test('a request of a worker to a host that nobody named is seen', async (t) => {
  const { host, asked } = await stranger(t);
  const ask = async (page) => {
    await choose(page, image('classic'));
    await done(page);
    const [worker] = page.workers();
    await worker.evaluate((url) => fetch(url).then((answer) => answer.text()), `http://${host}/`);
  };
  const faults = await faultsOf(ask);
  assert.equal(asked(), 1);
  assert.ok(faults.includes(`the browser's own log has a request to http://${host}/`), faults.join('\n'));
  assert.deepEqual(await faultsOf(ask, { hosts: [host] }), []);
});

test('a page that opens an archive asks nothing but its own host', async (t) => {
  const { page } = await openPage(t, { keeps: true });
  await choose(page, image('classic'));
  await done(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
});
