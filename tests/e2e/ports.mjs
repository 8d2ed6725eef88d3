// Ports for servers that a test starts.
import { createServer } from 'node:net';

/** A port of loopback on which nothing listens. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
