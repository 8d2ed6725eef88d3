// A proxy before a registry that does what it is told to do wrong, and writes down what it was asked.
import { once } from 'node:events';
import { corsHeaders, withoutCors } from './cors.mjs';
import { ask, endToEnd, readAll, startServer } from './http.mjs';
import { KINDS } from './kinds.mjs';

const ENDLESS_BYTES = 1 << 30;

/**
 * Starts one before the host `before`. Pages of `origin` may read it; null: none may. `places` are where
 * redirects go, by name. Where it `refusesLogin`, it answers Authorization as object stores do, with 400.
 * Without rules it changes nothing. `controls` are more paths to steer it by.
 */
export async function startFaults({ before, origin, places = {}, refusesLogin = false, controls = {} }) {
  let rules = [];
  let held = [];
  const release = () => {
    for (const go of held) go();
    held = [];
    return {};
  };
  const reset = () => {
    rules = [];
    return release();
  };
  const hold = (entry) => new Promise((go) => {
    entry.held = true;
    held.push(go);
  });

  const handler = async (request, response, entry) => {
    const { method, url: path, headers } = request;
    entry.faults = [];
    const chosen = rules.filter((rule) => applies(rule, method, path));
    let next = (asked) => usual(asked, before, refusesLogin);
    for (const rule of chosen.reverse()) {
      const inner = next;
      rule.done += 1;
      entry.faults.unshift(rule.kind);
      next = (asked) => KINDS[rule.kind](asked, rule, inner, places);
    }
    const answer = await next({ method, path, headers });
    await send(answer, { request, response, entry, origin, hold });
  };
  const server = await startServer(handler, {
    reset,
    controls: {
      '/_faults': (sent) => {
        rules = sent.map(checked);
        return rules;
      },
      '/_release': release,
      ...controls,
    },
  });
  return { ...server, stop: () => { release(); server.stop(); } };
}

/** A rule is { match, kind, times, method, ... }, of which only `kind` must be there. */
function checked(rule) {
  if (!KINDS[rule.kind]) throw new Error(`no fault is called ${rule.kind}`);
  return { ...rule, match: rule.match ?? '', times: rule.times ?? null, done: 0 };
}

function applies(rule, method, path) {
  // A preflight is the browser's own: what fails is the request, but for what is about preflights.
  if (method === 'OPTIONS' && rule.method !== 'OPTIONS' && rule.kind !== 'no-cors') return false;
  if (rule.method && rule.method !== method) return false;
  if (rule.times !== null && rule.done >= rule.times) return false;
  return new RegExp(rule.match).test(path);
}

async function usual({ method, path, headers }, before, refusesLogin) {
  if (method === 'OPTIONS') return { status: 204, headers: { 'access-control-max-age': '600' }, body: Buffer.alloc(0) };
  if (refusesLogin && headers.authorization) {
    const body = '<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>';
    return { status: 400, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
  }
  const answer = await ask(before, { method, path, headers });
  const body = await readAll(answer.body);
  const declared = method === 'HEAD' ? answer.headers['content-length'] : undefined;
  return { status: answer.status, headers: withoutCors(endToEnd(answer.headers)), body, declared };
}

async function send(answer, { request, response, entry, origin, hold }) {
  if (answer.drop) return request.socket.destroy();
  if (answer.holdAfter === -1) await hold(entry);
  const { body, declared, endless } = answer;
  const headers = { ...answer.headers, ...(origin && answer.cors !== false ? corsHeaders(origin) : {}) };
  delete headers['content-length'];
  const length = declared === undefined && !endless ? body.length : declared;
  if (length !== null && length !== undefined && answer.status !== 204) headers['content-length'] = String(length);
  // Bytes beyond the length that was said must not be taken for the next answer.
  if (declared !== undefined || endless) headers.connection = 'close';
  response.writeHead(answer.status, headers);
  if (request.method === 'HEAD' || answer.status === 204) return response.end();
  const write = (bytes) => new Promise((done) => {
    entry.sent += bytes.length;
    response.write(bytes, done);
  });
  if (endless) return repeat(endless, response, entry);
  // A byte at least is held: with all of them a client has its answer, and asks the next on this connection.
  const stop = answer.cutAfter ?? Math.max(0, Math.min(answer.holdAfter ?? 0, body.length - 1));
  if (stop > 0) await write(body.subarray(0, stop));
  else response.flushHeaders();
  if (answer.cutAfter !== undefined) {
    return answer.reset ? request.socket.resetAndDestroy() : request.socket.end();
  }
  if (answer.holdAfter > -1) await hold(entry);
  if (stop < body.length) await write(body.subarray(stop));
  return response.end();
}

async function repeat(bytes, response, entry) {
  const piece = Buffer.alloc(Math.max(1 << 16, bytes.length), bytes.length ? bytes : ' ');
  const closed = once(response, 'close');
  while (!response.destroyed && entry.sent < ENDLESS_BYTES) {
    entry.sent += piece.length;
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), closed]);
  }
  response.end();
}
