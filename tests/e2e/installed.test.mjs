// Peel as an app: installed, without a network, opened by the system, given files by other programs, and
// made newer without anything being lost.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, dist, done, host, image, openPage, settled } from './browser.mjs';

/** A copy of the built page that a test may change, on a host that it may stop. */
async function published(t) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-published-'));
  cpSync(dist, folder, { recursive: true });
  const { url, stop } = await host(folder);
  t.after(() => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const edit = (name, change) => {
    const file = join(folder, name);
    const before = readFileSync(file, 'utf8');
    const after = change(before);
    assert.notEqual(after, before, `${name} was to be changed`);
    writeFileSync(file, after);
    return [integrity(before), integrity(after)];
  };
  return { folder, url, stop, edit };
}

const integrity = (text) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

/** Publishes a page that says of itself that it is the newer one. */
function publishNewer({ edit }) {
  const [before, after] = edit('index.html', (text) => text.replace('<title>Peel', '<title>Newer Peel'));
  edit('kept.js', (text) => text.replace(before, after).replace(/version: '\w+'/, "version: 'newer'"));
}

/** Waits until the browser keeps all of the page. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

const version = (page) => page.evaluate(async () => (await (await fetch('./')).text()).includes('Newer'));

test('a browser can install the page', async (t) => {
  const { page } = await openPage(t, { keeps: true });
  const devtools = await page.context().newCDPSession(page);
  const { errors, manifest, data } = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
  // The browser tells of no file handlers here; it has no objection to them (errors).
  const [{ accept }] = JSON.parse(data).file_handlers;
  assert.deepEqual(Object.values(accept).flat().sort(), ['.oci', '.tar', '.tar.gz', '.tar.zst', '.tgz']);
  assert.equal(manifest.shareTarget.method, 'kPost');
  assert.deepEqual(manifest.icons.map(({ sizes }) => sizes), ['192x192', '512x512', '512x512']);
  for (const { url } of [...manifest.icons, ...manifest.screenshots.map(({ image }) => image)]) {
    const status = await page.evaluate((url) => fetch(url).then((answer) => answer.status), url);
    assert.equal(status, 200, url);
  }
});

test('without a network, the page opens and opens files', async (t) => {
  const { url, stop } = await published(t);
  const { page } = await openPage(t, { at: url, keeps: true });
  await kept(page);
  stop();
  // The workers' program has not been loaded by this page yet.
  await choose(page, image('classic'));
  await done(page);
  await page.reload();
  await page.getByTestId('app').waitFor();
  await page.getByTestId('sample').click();
  await done(page);
  assert.equal(await page.getByTestId('history-row').count(), 14);
  await choose(page, image('classic'));
  await done(page);
  assert.match(await page.title(), /classic/);
  await inspect(page, 'without a network');
});

test('a new version waits until a person wants it', async (t) => {
  const site = await published(t);
  const { page } = await openPage(t, { at: site.url, keeps: true });
  await kept(page);
  await page.getByTestId('sample').click();
  await done(page);
  await page.getByTestId('filter').fill('srv');
  await settled(page);
  await page.waitForFunction(() => location.hash.includes('filter=srv'));
  await page.evaluate(() => { globalThis.here = true; });
  publishNewer(site);
  const look = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await look();
  const notice = page.getByTestId('new-version');
  await notice.waitFor();
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    // Colours fade into each other.
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    await inspect(page, `new version, ${scheme}`);
    await page.screenshot({ path: `${shots}/new-version-${scheme}.png` });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${shots}/new-version-narrow.png` });
  await page.setViewportSize({ width: 1400, height: 900 });
  // Nothing is lost: it is the same page, with the same image.
  assert.equal(await page.evaluate(() => globalThis.here), true);
  assert.equal(await page.getByTestId('filter').inputValue(), 'srv');
  await page.getByTestId('new-version-later').click();
  await notice.waitFor({ state: 'detached' });

  // A reload is no consent either.
  await page.reload();
  await notice.waitFor();
  assert.equal(await version(page), false);
  await page.getByTestId('sample').click();
  await done(page);
  assert.equal(await page.getByTestId('filter').inputValue(), 'srv');

  const loaded = page.waitForEvent('load');
  await page.getByTestId('new-version-load').click();
  await loaded;
  await page.getByTestId('app').waitFor();
  assert.equal(await version(page), true);
  assert.match(await page.evaluate(() => location.hash), /filter=srv/);
  assert.equal(await notice.count(), 0);
  // The other window of before would still find its parts; what came before that is gone.
  assert.equal((await page.evaluate(() => caches.keys())).length, 2);
});

test('a new version is told of in Spanish', async (t) => {
  const site = await published(t);
  const { page } = await openPage(t, { at: site.url, keeps: true, locale: 'es-ES' });
  await kept(page);
  publishNewer(site);
  await page.reload();
  await page.getByTestId('new-version').getByText('Hay una versión nueva de Peel.').waitFor();
});

test('a version that does not arrive whole is none', async (t) => {
  const site = await published(t);
  const { page, faults } = await openPage(t, { at: site.url, keeps: true });
  await kept(page);
  publishNewer(site);
  site.edit('index.html', (text) => text.replace('<title>', '<title>Half '));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const { installing } = registration;
    await new Promise((end) => {
      installing.addEventListener('statechange', () => installing.state === 'redundant' && end());
    });
  });
  assert.equal(await page.getByTestId('new-version').count(), 0);
  await page.reload();
  await page.getByTestId('app').waitFor();
  assert.equal(await version(page), false);
  // That is what the browser says of it.
  const said = faults.splice(0);
  assert.ok(said.every((fault) => /integrity|digest/.test(fault)), said.join('\n'));
});

test('a file that another program shares is opened', async (t) => {
  const site = await published(t);
  const { page } = await openPage(t, { at: site.url, keeps: true });
  await kept(page);
  // A form is what the system sends in the other program's name; Peel's own policy lets no page of its
  // own do so.
  writeFileSync(join(site.folder, 'form.html'), `<!doctype html><link rel="icon" href="data:,">
    <form action="share" method="post" enctype="multipart/form-data"><input type="file" name="file"><button>`);
  await page.goto(`${site.url}form.html`);
  await page.locator('input[type=file]').setInputFiles(image('classic'));
  await page.locator('button').click();
  await done(page);
  assert.match(await page.title(), /classic/);
  assert.equal(new URL(page.url()).search, '');
});

test('a file that the system opens with Peel is opened', async (t) => {
  const { page } = await openPage(t);
  // No system opens files with a browser that is driven by a test: its queue, with one file.
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'launchQueue', {
      value: {
        async setConsumer(take) {
          const blob = await (await fetch('sample/sample.tar')).blob();
          take({ files: [{ getFile: async () => new File([blob], 'from-the-system.tar') }] });
        },
      },
    });
  });
  await page.reload();
  await done(page);
  assert.equal(await page.getByTestId('history-row').count(), 14);
});
