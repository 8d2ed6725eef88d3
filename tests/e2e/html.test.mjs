// The report as one page: it opens from the disk without a network, asks nobody for anything, and says
// what the command says otherwise.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { inspect, shots } from './accessible.mjs';
import { ARGUMENTS, CHROMIUM, image } from './browser.mjs';
import { analyze, printed } from './native.mjs';

/** The page of an image, open from the disk in a browser that is offline. */
async function opened(t, archive, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'peel-html-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, printed('analyze', '--format', 'html', archive));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) faults.push(`asked for ${request.url().slice(0, 100)}`);
  });
  t.after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(faults, []);
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

test('history, findings and files are those of the image', async (t) => {
  const page = await opened(t, image('debian'));
  const [expected] = analyze(image('debian')).report.images;
  const rows = await page.locator('.history tbody tr').evaluateAll((rows) => rows.map((row) => row.innerText));
  assert.equal(rows.length, expected.history.length);
  expected.history.forEach(({ keyword }, i) => assert.ok(rows[i].includes(keyword), rows[i]));
  const titles = await page.locator('details > summary:has(.severity)').allInnerTexts();
  assert.deepEqual(titles.length, expected.findings.length);
  expected.findings.forEach(({ title, rule }, i) => assert.ok(titles[i].includes(title) && titles[i].includes(rule)));
  // Every path of the final tree, as another program unpacked it.
  const unpacked = readFileSync(image('debian').replace('image.tar', 'oracle/rootfs.tsv'), 'utf8').trim().split('\n');
  const names = await page.locator('.tree li').count();
  assert.equal(names, unpacked.filter((line) => !/^\.?\/?\t/.test(line)).length);
  await page.locator('.tree > li > details > summary').first().click();
  assert.ok(await page.locator('.tree > li > details[open] > ul > li').first().isVisible());
  // What it carries opens again.
  const href = await page.locator('footer a').getAttribute('href');
  const carried = Buffer.from(href.split(',')[1], 'base64');
  const again = JSON.parse(execFileSync(process.env.PEEL_BIN ?? '../../target/debug/peel',
    ['analyze', '--format', 'json', '-'], { input: carried, maxBuffer: 1 << 30 }));
  assert.deepEqual(again.images[0].findings, expected.findings);
});

test('strange names make no markup', async (t) => {
  const page = await opened(t, image('hostile'));
  assert.equal(await page.locator('img, script, iframe').count(), 0);
});

for (const [colorScheme, width] of [['light', 1200], ['dark', 1200], ['light', 390], ['dark', 390]]) {
  test(`accessible and whole: ${colorScheme}, ${width}`, async (t) => {
    const page = await opened(t, image('sample'), { colorScheme, viewport: { width, height: 1000 }, bypassCSP: true });
    await inspect(page, `html, ${colorScheme}, ${width}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.screenshot({ path: join(shots, `html-${colorScheme}-${width}.png`) });
  });
}
