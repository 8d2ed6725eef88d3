// A plain host of files, as GitHub Pages or a bucket is one: ranges, and CORS or not.
import { createReadStream, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { startServer } from './http.mjs';

const TYPES = { '.json': 'application/json', '.html': 'text/html' };

/** Starts one. `folders` are the folders that are served, by the first part of the path. */
export async function startStatic({ folders, origin }) {
  // Hosts of files send no other of the headers, and answer no preflight.
  const cors = origin ? { 'access-control-allow-origin': origin } : {};
  return startServer((request, response, entry) => {
    const say = (status, headers = {}) => response.writeHead(status, { ...cors, ...headers });
    if (!['GET', 'HEAD'].includes(request.method)) return say(405).end();
    const found = find(folders, request.url);
    if (!found) return say(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>\n');
    const { file, size } = found;
    const headers = {
      'accept-ranges': 'bytes', 'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    };
    const range = wanted(request.headers.range, size);
    if (range === null) return say(416, { 'content-range': `bytes */${size}` }).end();
    const { start, end } = range;
    if (request.headers.range) headers['content-range'] = `bytes ${start}-${end}/${size}`;
    say(request.headers.range ? 206 : 200, { ...headers, 'content-length': end - start + 1 });
    if (request.method === 'HEAD' || size === 0) return response.end();
    entry.sent = end - start + 1;
    return createReadStream(file, { start, end }).pipe(response);
  });
}

function find(folders, url) {
  const path = normalize(decodeURIComponent(new URL(url, 'http://files').pathname));
  const [, first, ...rest] = path.split('/');
  if (!Object.hasOwn(folders, first)) return null;
  const file = join(folders[first], ...rest);
  try {
    const { size } = statSync(file);
    return statSync(file).isFile() ? { file, size } : null;
  } catch {
    return null;
  }
}

/** The first and last byte that are wanted; null where there are none such. */
function wanted(range, size) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (!first && !last) return { start: 0, end: size - 1 };
  const start = first ? Number(first) : Math.max(0, size - Number(last));
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  return start > end || start >= size ? null : { start, end };
}
