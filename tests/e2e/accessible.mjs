// Whether everybody can use what is shown, as far as axe can tell; and where screenshots go.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A folder for screenshots. */
export const shots = fileURLToPath(new URL('shots', import.meta.url));
mkdirSync(shots, { recursive: true });

/** Fails where axe finds something in the page as it is; `where` is for people. */
export async function inspect(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'],
  }));
  const found = violations.map((v) => `${where}: ${v.id}: ${v.nodes[0].html} (${v.nodes.length})`);
  assert.deepEqual(found, []);
}
