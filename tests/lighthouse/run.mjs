// Lighthouse on the built page: a phone of the middle, on a slow mobile network. Fails below 95 in any
// category. docs/quality.md has the figures.
//   cargo xtask build && (cd tests/lighthouse && npm ci && node run.mjs)
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const LEAST = 95;
const dist = resolve(process.env.PEEL_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url)));
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
};

/** The page as GitHub Pages sends it: gzip, and ten minutes. */
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = join(dist, normalize(decodeURIComponent(pathname)), pathname.endsWith('/') ? 'index.html' : '');
  if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404');
    return;
  }
  const type = TYPES[extname(file)];
  const head = { 'Content-Type': type ?? 'application/octet-stream', 'Cache-Control': 'max-age=600' };
  response.writeHead(200, type ? { ...head, 'Content-Encoding': 'gzip' } : head);
  const bytes = createReadStream(file);
  (type ? bytes.pipe(createGzip({ level: 9 })) : bytes).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

const profile = mkdtempSync(join(tmpdir(), 'peel-lighthouse-'));
const chrome = await launch({
  chromePath: '/usr/bin/chromium', userDataDir: profile,
  chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const { lhr, report } = await lighthouse(`http://127.0.0.1:${server.address().port}/`, {
    port: chrome.port, output: 'html', logLevel: 'error',
  });
  writeFileSync(join(tmpdir(), 'peel-lighthouse.html'), report);
  const shown = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time',
    'cumulative-layout-shift', 'interactive', 'total-byte-weight', 'mainthread-work-breakdown', 'bootup-time'];
  for (const id of shown) console.log(`${id.padEnd(28)} ${lhr.audits[id]?.displayValue}`);
  const low = [];
  for (const { id, title, score, auditRefs } of Object.values(lhr.categories)) {
    const points = Math.round(score * 100);
    console.log(`${title.padEnd(28)} ${points}`);
    if (points < LEAST) low.push(title);
    for (const { id: audit, weight } of auditRefs) {
      const { score, title, displayValue } = lhr.audits[audit];
      if (score !== null && score < 0.9) console.log(`    ${id}: ${audit} (weight ${weight}): ${title} ${displayValue ?? ''}`);
    }
  }
  if (low.length) throw new Error(`below ${LEAST}: ${low.join(', ')}`);
} finally {
  await chrome.kill();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
