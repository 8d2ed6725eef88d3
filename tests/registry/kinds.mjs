// What can go wrong, a function each: `(asked, rule, next, places)` returns what is answered, where
// `next(asked)` is the answer without the fault. An answer is { status, headers, body } and how it is sent:
// `declared`, another Content-Length than the body's; `cutAfter`, `holdAfter`, so many bytes of the
// body; `endless`; `cors: false`.
import { gzipSync } from 'node:zlib';

const text = (status, body, headers = {}) => ({
  status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(body),
});
const error = (code, message) => JSON.stringify({ errors: [{ code, message }] });
const edit = async (asked, next, change) => {
  const answer = await next(asked);
  return { ...answer, ...change(answer) };
};
const withHeaders = (asked, next, headers) =>
  edit(asked, next, (answer) => ({ headers: { ...answer.headers, ...headers } }));

export const KINDS = {
  // ── The connection ──
  /** Breaks after `after` bytes of the body; with `reset` by RST, else as if all were sent. */
  cut: (asked, { after = 0, reset = false }, next) =>
    edit(asked, next, () => ({ cutAfter: after, reset })),
  /** Sends `after` bytes of the body (none: not even headers), and the rest on POST /_release. */
  hold: (asked, { after }, next) =>
    edit(asked, next, () => ({ holdAfter: after ?? -1 })),
  /** Waits `ms` first. */
  delay: async (asked, { ms }, next) => {
    await new Promise((done) => { setTimeout(done, ms); });
    return next(asked);
  },
  /** Breaks at once, without an answer. */
  drop: async () => ({ drop: true }),

  // ── Other answers ──
  /** Any status, with `headers` and `body`; by default a registry's error of that status. */
  status: async (asked, { status, headers, body }) =>
    text(status, body ?? error('UNKNOWN', `the lab answers ${status}`), headers),
  /** 429 with Retry-After of `seconds`, or with `date` the time that is then. */
  'too-many': async (asked, { seconds = 1, date = false }) =>
    text(429, error('TOOMANYREQUESTS', 'pull rate limit'), {
      'retry-after': date ? new Date(Date.now() + 1000 * seconds).toUTCString() : String(seconds),
    }),
  /** A page for people, with 200: a captive portal, or a wrong address. */
  html: async () => text(200, '<!doctype html><title>Sign in</title><p>Sign in to the network', {
    'content-type': 'text/html; charset=utf-8',
  }),
  /**
   * `status` (307) to the same path at `to`: "store", "storeClosed", "loop", or the start of an address.
   * As an object store's, the address has a signature that may go nowhere else.
   */
  redirect: async (asked, { to = 'store', status = 307 }, next, places) => {
    const start = to === 'loop' ? `http://${asked.headers.host}` : places[to] ? `http://${places[to]}` : to;
    const sign = to === 'loop' ? '' : `${asked.path.includes('?') ? '&' : '?'}X-Amz-Signature=lab-signature`;
    return text(status, '', { location: start + asked.path + sign });
  },

  // ── The body ──
  /** One byte is another: at `at`, else in the middle. */
  corrupt: (asked, { at }, next) => edit(asked, next, ({ body }) => {
    const changed = Buffer.from(body);
    if (changed.length) changed[at ?? changed.length >> 1] ^= 0x20;
    return { body: changed };
  }),
  /** `extra` bytes more than there are, and Content-Length says so. */
  long: (asked, { extra = 1000 }, next) =>
    edit(asked, next, ({ body }) => ({ body: Buffer.concat([body, Buffer.alloc(extra, 'x')]) })),
  /** `missing` bytes less than there are, and Content-Length says so. */
  short: (asked, { missing = 1 }, next) =>
    edit(asked, next, ({ body }) => ({ body: body.subarray(0, Math.max(0, body.length - missing)) })),
  /** Content-Length is `declared`, whatever the body; without `declared`, there is none. */
  length: (asked, { declared = null }, next) => edit(asked, next, () => ({ declared })),
  /** The body, over and over (with `text`, that), until the client ends it, or a GiB. */
  endless: (asked, { text: what }, next) =>
    edit(asked, next, ({ body }) => ({ endless: what ? Buffer.from(what) : body })),
  /** Another body: `text`, or bytes in `base64`. */
  body: (asked, { text: what, base64 }, next) =>
    edit(asked, next, () => ({ body: base64 ? Buffer.from(base64, 'base64') : Buffer.from(what) })),
  /** Content-Encoding: gzip, as a proxy on the way may do. */
  gzip: (asked, rule, next) => edit(asked, next, ({ headers, body }) => ({
    body: gzipSync(body), headers: { ...headers, 'content-encoding': 'gzip' },
  })),

  // ── Headers ──
  /** `set` headers, `remove` headers: a wrong Docker-Content-Digest, rate limits, any challenge. */
  header: (asked, { set = {}, remove = [] }, next) => edit(asked, next, ({ headers }) => {
    const changed = { ...headers };
    for (const [name, value] of Object.entries(set)) changed[name.toLowerCase()] = value;
    for (const name of remove) delete changed[name.toLowerCase()];
    return { headers: changed };
  }),
  /** Content-Type is `value`. */
  type: (asked, { value = 'application/octet-stream' }, next) =>
    withHeaders(asked, next, { 'content-type': value }),
  /** `remaining` of `limit` pulls, in Docker Hub's words. */
  'rate-limit': (asked, { limit = 100, remaining = 3, seconds = 21600 }, next) => withHeaders(asked, next, {
    'ratelimit-limit': `${limit};w=${seconds}`, 'ratelimit-remaining': `${remaining};w=${seconds}`,
  }),
  /** No CORS here, not even to a preflight: as zot's blobs. */
  'no-cors': async (asked, rule, next) => (asked.method === 'OPTIONS'
    ? { ...text(405, error('UNSUPPORTED', 'no such method')), cors: false }
    : { ...await next(asked), cors: false }),

  // ── What the client asked for, not done ──
  /** The whole with 200, whatever range is asked for. */
  'no-range': ({ headers: { range, ...headers }, ...asked }, rule, next) => next({ ...asked, headers }),
  /** Another range than asked for: `by` bytes later, and Content-Range says so. */
  'wrong-range': (asked, { by = 1 }, next) => {
    const moved = asked.headers.range?.replace(/\d+/g, (number) => String(Number(number) + by));
    return next({ ...asked, headers: { ...asked.headers, ...(moved && { range: moved }) } });
  },
  /** As if no Accept were sent: distribution then makes a schema 1 manifest of a Docker image. */
  schema1: ({ headers: { accept, ...headers }, ...asked }, rule, next) => next({ ...asked, headers }),
  /**
   * Lists of tags in pages of `size` at most, which distribution 2.8 does not know. `link` is how the next
   * one is told: "relative", "absolute", "loop" (the same page again), or the start of an address.
   */
  paged: async (asked, { size = 100, link = 'relative' }, next) => {
    const url = new URL(asked.path, `http://${asked.headers.host}`);
    const wanted = Number(url.searchParams.get('n') ?? size);
    const last = url.searchParams.get('last') ?? '';
    const whole = await next({ ...asked, path: url.pathname });
    if (whole.status !== 200) return whole;
    const { name, tags } = JSON.parse(whole.body);
    const rest = tags.sort().filter((tag) => tag > last);
    const page = rest.slice(0, Math.min(size, wanted));
    const answer = { ...whole, body: Buffer.from(JSON.stringify({ name, tags: page })) };
    if (page.length === rest.length && link !== 'loop') return answer;
    const more = link === 'loop' ? asked.path
      : `${url.pathname}?last=${encodeURIComponent(page.at(-1))}&n=${wanted}`;
    const start = { relative: '', loop: '', absolute: url.origin }[link] ?? link;
    return { ...answer, headers: { ...whole.headers, link: `<${start}${more}>; rel="next"` } };
  },
};
