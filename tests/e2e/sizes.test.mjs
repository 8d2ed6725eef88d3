// Sizes, hidden bytes and findings: the page draws what the command says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { choose, codes, done, drawn, image, openPage, oracle } from './browser.mjs';
import { analyze, printed } from './native.mjs';

const bytes = async (page, name) => Number(await page.getByTestId(name).getAttribute('data-bytes'));

for (const name of ['waste-A-chmod', 'waste-B-rmdir', 'waste-C-rmfile', 'waste-E-opaque',
  'waste-I-thrice', 'waste-J-replace', 'waste-Q-readd', 'waste-R-typechange']) {
  test(`the true figures of ${name}`, async (t) => {
    const truth = JSON.parse(readFileSync(join(dirname(image(name)), 'truth.json')));
    const { page } = await openPage(t);
    await choose(page, image(name));
    await done(page);
    await page.getByTestId('pane-sizes').click();
    assert.equal(await bytes(page, 'size-total'), truth.total);
    assert.equal(await bytes(page, 'size-visible'), truth.visible);
    assert.equal(await bytes(page, 'size-hidden'), truth.hidden);
    for (const { path, cause, bytes: hidden } of truth.causes) {
      const row = page.locator(`[data-test=hidden-path][data-cause="${cause}"][data-bytes="${hidden}"]`);
      assert.ok(await row.count() > 0, `${cause} ${path}`);
    }
  });
}

test('every finding of the command is on the page, with its evidence and its fix', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  await page.getByTestId('pane-findings').click();
  const [{ findings, base }] = analyze(image('debian')).report.images;
  assert.ok(findings.length >= 12, `${findings.length} findings`);
  const shown = await page.getByTestId('finding').evaluateAll((items) => items.map((item) => ({
    rule: item.dataset.rule, severity: item.dataset.severity,
  })));
  assert.deepEqual(shown, findings.map(({ rule, severity }) => ({ rule, severity })));
  const text = await page.getByTestId('finding').evaluateAll((items) =>
    items.map((item) => item.textContent).join('\n'));
  const shownCodes = await page.locator('[data-test=finding] p code').allTextContents();
  for (const { title, why } of findings) {
    assert.ok(text.includes(title) && text.includes(drawn(why)), `${title}: ${why}`);
    for (const code of codes(why)) assert.ok(shownCodes.includes(code), code);
  }
  assert.ok(findings.some(({ why }) => codes(why).length), 'a command is drawn as code');
  // Who brought each: the recipe adds a Debian root as the first layer, with a CMD after it.
  assert.deepEqual(base, { layers: 1, sign: 'start', row: 1 });
  assert.equal(await page.getByTestId('base').getAttribute('data-layers'), '1');
  const origins = await page.getByTestId('finding').evaluateAll((items) => items.map((item) =>
    item.querySelector('[data-test=origin]')?.dataset.origin));
  assert.deepEqual(origins, findings.map(({ origin }) => origin));
  for (const origin of ['own', 'base']) assert.ok(origins.includes(origin), `${origin}: ${origins}`);
});

test('no secret of the image is on the page until it is asked for', async (t) => {
  const { page } = await openPage(t);
  await choose(page, image('debian'));
  await done(page);
  const [{ findings }] = analyze(image('debian')).report.images;
  // From the image itself: a report holds none.
  const { config } = JSON.parse(readFileSync(oracle('debian', 'config.json'), 'utf8'));
  const secret = config.Env.find((line) => line.startsWith('API_TOKEN=')).split('=')[1];
  assert.ok(secret.length > 10);
  assert.ok(!JSON.stringify(findings).includes(secret));
  await page.getByTestId('dockerfile').locator('summary').click();
  const dockerfile = await page.getByTestId('dockerfile-text').innerText();
  assert.equal(dockerfile.trimEnd(), printed('dockerfile', image('debian')).trimEnd());
  assert.match(dockerfile, /RUN apt-get install -y make binutils/);
  assert.match(dockerfile, /API_TOKEN=\*\*\*/);
  assert.ok(!dockerfile.includes(secret));
  const environment = page.getByTestId('environment');
  assert.ok(!(await environment.innerText()).includes(secret));
  await environment.getByRole('button').first().click();
  assert.ok((await environment.innerText()).includes(secret));
});
