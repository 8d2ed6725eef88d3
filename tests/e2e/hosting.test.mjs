// The page behind the servers of docs/hosting.md, each with the configuration that stands there.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, dist, done, image, openPage } from './browser.mjs';
import { answering, freePort } from './ports.mjs';

const document = readFileSync(fileURLToPath(new URL('../../docs/hosting.md', import.meta.url)), 'utf8');

/** The block of the document in that language, for this machine. */
function configuration(language, port) {
  const [, block] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(document);
  return block.replaceAll('/srv/peel', dist).replace(/\blisten 80;/, `listen 127.0.0.1:${port};`)
    .replace(/^:80 /, `http://127.0.0.1:${port} `);
}

const SERVERS = {
  nginx(folder, port) {
    writeFileSync(join(folder, 'nginx.conf'), `
      daemon off; error_log stderr; pid ${folder}/pid;
      events {}
      http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
        fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
        ${configuration('nginx', port)} }`);
    return ['/usr/sbin/nginx', '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
  },
  caddy(folder, port) {
    writeFileSync(join(folder, 'Caddyfile'), `{\n admin off\n}\n${configuration('caddy', port)}`);
    return ['caddy', 'run', '--config', join(folder, 'Caddyfile')];
  },
};

for (const [name, write] of Object.entries(SERVERS)) test(`the page behind ${name}`, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peel-host-'));
  const port = await freePort();
  const [program, ...words] = write(folder, port);
  const server = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder } });
  let said = '';
  server.stderr.on('data', (text) => { said += text; });
  t.after(() => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}/`;
  await answering(url, server, () => said);
  const { page } = await openPage(t, { at: url, keeps: true });
  await choose(page, image('classic'));
  await done(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const wasm = await page.locator('script[data-page]').getAttribute('data-worker-wasm');
  const expected = { '': 'no-cache', 'kept.js': 'no-cache', [wasm]: 'public, max-age=31536000, immutable' };
  const types = { '': /^text\/html/, 'kept.js': /javascript/, [wasm]: /^application\/wasm$/ };
  for (const [file, caching] of Object.entries(expected)) {
    const { headers } = await fetch(url + file);
    assert.equal(headers.get('cache-control'), caching, file);
    assert.match(headers.get('content-type'), types[file]);
    assert.equal(headers.get('content-security-policy'), "frame-ancestors 'none'");
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
  }
  const { headers } = await fetch(url + wasm, { headers: { 'Accept-Encoding': 'gzip' } });
  assert.equal(headers.get('content-encoding'), 'gzip');
});
