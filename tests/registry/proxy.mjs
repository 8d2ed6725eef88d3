// A proxy before a registry that only adds CORS: what one's own registry with a login needs, since
// distribution answers the browser's preflight, which carries no login, with 401.
import { pipeline } from 'node:stream/promises';
import { answerPreflight, corsHeaders, withoutCors } from './cors.mjs';
import { ask, endToEnd, startServer } from './http.mjs';

/** `realm(host)` is where tokens are to be had instead of where the registry says. */
export async function startProxy({ before, origin, realm, also = {}, host }) {
  const handler = async (request, response, entry) => {
    if (request.method === 'OPTIONS') return answerPreflight(response, origin);
    const other = Object.entries(also).find(([path]) => request.url.startsWith(path));
    const { method, url: path, headers } = request;
    const answer = await ask(other?.[1] ?? before, { method, path, headers });
    const passed = withoutCors(endToEnd(answer.headers));
    if (realm && passed['www-authenticate']) {
      passed['www-authenticate'] = passed['www-authenticate']
        .replace(/realm="[^"]*"/, `realm="${realm(headers.host)}"`);
    }
    response.writeHead(answer.status, { ...passed, ...corsHeaders(origin) });
    answer.body.on('data', (piece) => { entry.sent += piece.length; });
    await pipeline(answer.body, response).catch(() => {});
  };
  return startServer(handler, { host });
}
