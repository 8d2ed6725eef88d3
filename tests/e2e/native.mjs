// The native command, on the same core: what the page must say too.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const peel = process.env.PEEL_BIN ?? join(root, 'target/debug/peel');

/** The report of an archive, and the exit code. */
export function analyze(path) {
  const run = spawnSync(peel, ['analyze', '--format', 'json', path], { maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  return { code: run.status, report: JSON.parse(run.stdout) };
}

/** The packages of an archive's first image. */
export function packages(path) {
  const run = spawnSync(peel, ['packages', '--format', 'json', path], { maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  return JSON.parse(run.stdout).images[0];
}

/** The bytes that the command prints, where all is well. */
export function printedBytes(...words) {
  const run = spawnSync(peel, words, { maxBuffer: 1 << 30 });
  if (run.status !== 0) throw run.error ?? new Error(run.stderr.toString());
  return run.stdout;
}

/** What the command prints, where all is well. */
export function printed(...words) {
  const run = spawnSync(peel, words, { maxBuffer: 1 << 30, encoding: 'utf8' });
  if (run.status !== 0) throw run.error ?? new Error(run.stderr);
  return run.stdout;
}

/**
 * Starts `peel serve` for a test: the address that it prints, its origin, the path of its relay, and how
 * to ask that from outside of a browser.
 */
export async function serve(t, ...words) {
  const process = spawn(peel, ['serve', '--port', '0', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  t.after(() => process.kill());
  const ended = once(process, 'exit').then(([code]) => {
    throw new Error(`peel serve ended with ${code}: was it built with its page?`);
  });
  // It ends with the test.
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface({ input: process.stdout }), 'line'), ended]);
  const url = new URL(/http:.*/.exec(line)[0]);
  const relay = `/relay/${url.searchParams.get('key')}/`;
  const allow = async (host) => {
    const answer = await fetch(url.origin + relay + 'allow', { method: 'POST', body: host });
    if (answer.status !== 200) throw new Error(`${host} is not allowed: ${await answer.text()}`);
  };
  return { url: url.href, origin: url.origin, relay, allow };
}
