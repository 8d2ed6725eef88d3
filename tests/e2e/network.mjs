// What a browser asked of the network, by its own log: whatever page, worker or service worker asked.
import { readFileSync } from 'node:fs';

/**
 * The addresses that pages of `origins` had requested elsewhere. What the browser asks on its own account
 * names no page as its cause.
 */
export function foreign(log, origins) {
  const found = new Set();
  let requests = 0;
  // An event a line.
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, initiator] = /"initiator":"([^"]*)"/.exec(line) ?? [];
    const [, url] = /"url":"([^"]*)"/.exec(line) ?? [];
    if (!url || !initiator || initiator === 'not an origin') continue;
    requests += 1;
    const { protocol, origin } = new URL(url);
    if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && !origins.includes(origin)) found.add(url);
  }
  if (requests === 0) throw new Error(`${log} tells of no request: does it still look as it did?`);
  return [...found];
}
