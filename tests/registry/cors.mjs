// What a server says so that a browser lets a page of another origin read its answers.

const NAMES = {
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': 'Authorization, Accept, Range',
  'access-control-expose-headers':
    'Docker-Content-Digest, WWW-Authenticate, Content-Range, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining',
};

/** The headers of every answer, where pages of `origin` may read it. */
export const corsHeaders = (origin) => ({ 'access-control-allow-origin': origin, ...NAMES });

/** The headers, without what another server said of it. */
export function withoutCors(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));
}

/** The same in the form of distribution's configuration. */
export function registryHeaders(origin) {
  return Object.entries(corsHeaders(origin)).map(([name, value]) => `    ${name}: ['${value}']`).join('\n');
}

/** Answers the browser's question whether it may ask. */
export function answerPreflight(response, origin) {
  response.writeHead(204, { ...corsHeaders(origin), 'access-control-max-age': '600' }).end();
}
