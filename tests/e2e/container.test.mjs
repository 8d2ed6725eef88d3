// The page as an image FROM scratch: built by examples/container, graded by Peel, and run.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, dist, done, image, openPage, treeRows } from './browser.mjs';
import { printed } from './native.mjs';
import { answering, freePort } from './ports.mjs';

const recipe = fileURLToPath(new URL('../../examples/container/build', import.meta.url));

test('the page in an image of its own gets an A, and serves', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peel-container-'));
  const store = ['--root', join(folder, 'store'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const buildah = (...words) => execFileSync('buildah', [...store, ...words], { encoding: 'utf8' }).trim();
  t.after(() => {
    buildah('rm', '--all');
    rmSync(folder, { recursive: true, force: true });
  });
  const BUILDER = ['buildah', ...store].join(' ');
  // An image's ID is the digest of its config, which names its layers by theirs.
  const built = (name) => {
    execFileSync(recipe, ['peel.test/peel:1', dist], { env: { ...process.env, BUILDER }, stdio: 'pipe' });
    const archive = join(folder, name);
    buildah('push', '--quiet', 'peel.test/peel:1', `docker-archive:${archive}:peel.test/peel:1`);
    const config = execFileSync('skopeo', ['inspect', '--config', `docker-archive:${archive}`], { encoding: 'utf8' });
    return { archive, config };
  };
  const { archive, config } = built('one.tar');
  assert.equal(built('two.tar').config, config, 'the same page is the same image');
  const { images: [{ score, findings }] } = JSON.parse(printed('check', '--fail-on', 'never', '--format', 'json', archive));
  t.diagnostic(`${score.grade}: ${findings.map(({ rule }) => rule).join(', ') || 'no findings'}`);
  assert.equal(score.grade, 'A', JSON.stringify(findings, null, 1));

  const container = buildah('from', 'peel.test/peel:1');
  const root = buildah('mount', container);
  const { config: { Entrypoint, User } } = JSON.parse(config);
  const port = await freePort();
  const words = Entrypoint.map((word) => (word === '8080' ? `127.0.0.1:${port}` : word));
  const server = spawn('chroot', [`--userspec=${User}`, root, ...words], { stdio: 'ignore' });
  t.after(() => server.kill());
  const url = `http://127.0.0.1:${port}/`;
  await answering(url, server, () => 'the container ended');
  const { page } = await openPage(t, { at: url, keeps: true });
  await choose(page, image('classic'));
  await done(page);
  assert.ok((await treeRows(page)).length > 3);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const wasm = await page.locator('script[data-page]').getAttribute('data-page-wasm');
  const { headers } = await fetch(url + wasm, { headers: { 'Accept-Encoding': 'gzip' } });
  assert.equal(headers.get('content-type'), 'application/wasm');
  assert.equal(headers.get('content-encoding'), 'gzip');
});
