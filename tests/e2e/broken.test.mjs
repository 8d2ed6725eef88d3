// Broken archives: one clear sentence, the same as the command's, and what could be read.
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { choose, codes, done, drawn, image, openPage } from './browser.mjs';
import { analyze } from './native.mjs';

const folder = dirname(image('bad/not-a-tar'));
const files = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile()
  && !name.startsWith('.'));
assert.ok(files.length >= 10, 'there are broken archives to try');

for (const name of files) {
  test(name, async (t) => {
    const { page } = await openPage(t);
    const { code, report } = analyze(join(folder, name));
    assert.equal(code, 2);
    await choose(page, join(folder, name));
    await done(page);
    const said = (await page.getByTestId('problem').allTextContents()).join('\n');
    const first = report.images[0];
    for (const problem of [...report.problems, ...(first?.problems ?? [])]) {
      assert.ok(said.includes(drawn(problem.message)), `${problem.message}\nis missing in\n${said}`);
      assert.ok(said.includes(drawn(problem.advice)), problem.advice);
      for (const code of codes(problem.message + problem.advice)) {
        assert.ok((await page.locator('[data-test=problem] code').allTextContents()).includes(code), code);
      }
    }
    assert.equal(await page.getByTestId('history-row').count(), first?.history.length ?? 0);
  });
}
