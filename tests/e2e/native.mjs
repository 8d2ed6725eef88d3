// The native command, on the same core: what the page must say too.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const peel = process.env.PEEL_BIN ?? join(root, 'target/debug/peel');

/** The report of an archive, and the exit code. */
export function analyze(path) {
  const run = spawnSync(peel, ['analyze', '--format', 'json', path], { maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  return { code: run.status, report: JSON.parse(run.stdout) };
}
