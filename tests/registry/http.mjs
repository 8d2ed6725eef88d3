// Servers on loopback that write down what they were asked, and requests passed on unchanged.
import http from 'node:http';
import { once } from 'node:events';

/**
 * A server on a free port. `/_log` tells what it was asked, `/_reset` forgets that; `controls` are more
 * of these, by path: each gets the JSON that was sent and returns the JSON to answer. All else goes to
 * `handler(request, response, entry)`, with the entry of the log, to which it may add.
 */
export async function startServer(handler, { controls = {}, reset = () => {}, host = '127.0.0.1' } = {}) {
  const log = [];
  const all = {
    '/_log': () => log,
    '/_reset': () => {
      log.length = 0;
      return reset() ?? {};
    },
    ...controls,
  };
  const server = http.createServer(async (request, response) => {
    response.on('error', () => {});
    try {
      const control = all[request.url];
      if (control) {
        const sent = await readAll(request);
        const answer = await control(sent.length ? JSON.parse(sent) : undefined);
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(answer));
        return;
      }
      const { method, url: path, headers } = request;
      const entry = { method, path, headers, status: null, sent: 0 };
      log.push(entry);
      response.on('close', () => {
        entry.status = response.headersSent ? response.statusCode : null;
      });
      await handler(request, response, entry);
    } catch (error) {
      if (!response.headersSent) response.writeHead(599);
      response.end(`the lab itself failed: ${error.stack}`);
    }
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { address, family, port } = server.address();
  return {
    address: family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`,
    log,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export async function readAll(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What `host` answers: the status, its headers, and the body as a stream. Follows and decodes nothing. */
export async function ask(host, { method, path, headers, body }) {
  const [hostname, port] = host.split(/:(?=\d+$)/);
  const request = http.request({
    hostname: hostname.replace(/[[\]]/g, ''), port, method, path, headers, agent: false,
  });
  request.end(body);
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, body: response };
}

/** The headers that speak of one connection, and so are not passed on. */
export function endToEnd(headers) {
  const kept = { ...headers };
  for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'upgrade']) delete kept[name];
  return kept;
}
