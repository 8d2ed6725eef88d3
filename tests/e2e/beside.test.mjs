// A Dockerfile beside the image: chosen or dropped, it is found in the history, and findings lead to its
// lines, as the command's do.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { inspect, shots } from './accessible.mjs';
import { choose, done, drop, image, openPage } from './browser.mjs';

const archive = image('practices');
const dockerfile = join(dirname(archive), 'Dockerfile');
const text = readFileSync(dockerfile, 'utf8').split('\n');

/** What each finding leads to: its rule, and the lines of its evidence. */
const lines = (page) => page.getByTestId('finding').evaluateAll((findings) => findings.map((finding) => [
  finding.dataset.rule,
  [...finding.querySelectorAll('[data-test=evidence-lines]')].map(({ dataset }) => Number(dataset.first)),
]));

async function opened(t, options) {
  const { page } = await openPage(t, options);
  await choose(page, archive);
  await done(page);
  await page.getByTestId('pane-findings').click();
  return page;
}

test('findings lead to its lines, which are those that the command tells', async (t) => {
  const page = await opened(t);
  assert.ok((await lines(page)).every(([, at]) => at.length === 0));
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('beside-choose').click();
  await (await chooser).setFiles(dockerfile);
  const told = page.getByTestId('beside-told');
  await told.waitFor();
  const { found, all } = await told.evaluate(({ dataset }) => dataset);
  assert.ok(Number(all) > 3 && found === all, `${found} of ${all}`);
  const run = spawnSync(process.env.PEEL_BIN ?? '../../target/debug/peel', [
    'check', '--fail-on', 'never', '--format', 'json', '--dockerfile', dockerfile, archive,
  ], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const numbers = (text) => [...text.matchAll(/"first":\s*(\d+)/g)].map(([, n]) => Number(n));
  const shown = await lines(page);
  const here = shown.flatMap(([, at]) => at);
  assert.ok(here.length > 3);
  assert.deepEqual([...new Set(here)].sort(), [...new Set(numbers(run.stdout))].filter((n) => here.includes(n)).sort());
  // The line is the instruction's own: that of sudo names it.
  const [, [sudo]] = shown.find(([rule]) => rule === 'sudo-used');
  assert.match(text.slice(sudo - 1, sudo + 3).join('\n'), /sudo/);
  await page.screenshot({ path: join(shots, 'beside-light.png') });
  await page.getByTestId('beside-remove').click();
  await told.waitFor({ state: 'detached' });
  assert.ok((await lines(page)).every(([, at]) => at.length === 0));
});

test('it is dropped as an image would be, and the image stays open', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peel-beside-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(dockerfile, join(folder, 'Dockerfile'));
  const page = await opened(t);
  const name = await page.getByTestId('image-name').innerText();
  await drop(page, join(folder, 'Dockerfile'));
  await page.getByTestId('beside-told').waitFor();
  assert.equal(await page.getByTestId('image-name').innerText(), name);
});

for (const [name, options] of [['dark', { colorScheme: 'dark' }], ['narrow', { viewport: { width: 390, height: 800 } }]]) {
  test(`everybody can use it: ${name}`, async (t) => {
    const { page } = await openPage(t, options);
    await choose(page, archive);
    await done(page);
    if (name === 'narrow') await page.getByRole('button', { name: 'Details' }).click();
    await page.getByTestId('pane-findings').click();
    await page.getByTestId('beside-input').setInputFiles(dockerfile);
    await page.getByTestId('beside-told').waitFor();
    await inspect(page, `beside, ${name}`);
    await page.screenshot({ path: join(shots, `beside-${name}.png`) });
  });
}
