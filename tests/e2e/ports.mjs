// Servers that a test starts: a port, and the wait until they answer.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';

/** A port of loopback on which nothing listens. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Waits until `server`, a child process, answers at `url`; `said` tells why it ended, where it did. */
export async function answering(url, server, said) {
  for (let tries = 0; !await fetch(url).then(({ ok }) => ok, () => false); tries += 1) {
    assert.ok(tries < 100 && server.exitCode === null, said());
    await new Promise((later) => setTimeout(later, 100));
  }
}
