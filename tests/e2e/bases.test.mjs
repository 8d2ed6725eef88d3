// What rules find of bases: the page judges on the day of the browser, as the command does on that of the clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, done, image, openPage } from './browser.mjs';
import { analyze } from './native.mjs';

for (const [file, rule, says] of [
  ['old', 'base-out-of-support', 'Debian 10 has had no fixes since 2024-06-30'],
  ['static', 'static-only-program', 'The only program is static'],
  ['python', 'specialised-base', 'Python is installed onto Debian'],
]) {
  test(`${rule} is told by the page as by the command`, async (t) => {
    const { page } = await openPage(t);
    const archive = image(`bases/${file}.tar`);
    await choose(page, archive);
    await done(page);
    await page.getByTestId('pane-findings').click();
    const finding = page.locator(`[data-test=finding][data-rule="${rule}"]`);
    assert.ok((await finding.innerText()).includes(says));
    const [{ findings }] = analyze(archive).report.images;
    const shown = await page.getByTestId('finding').evaluateAll((items) => items.map((item) => item.dataset.rule));
    assert.deepEqual(shown, findings.map((found) => found.rule));
  });
}
