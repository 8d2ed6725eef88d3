// A token server as distribution's specification has it (docs/spec/auth), and what it was asked.
import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerPreflight, corsHeaders } from './cors.mjs';
import { readAll, startServer } from './http.mjs';
import { PASSWORD, USER } from './registry.mjs';

const ISSUER = 'peel-tokens';
const SERVICE = 'peel-registry';
/** What `docker login` would keep as "identitytoken". */
export const IDENTITY_TOKEN = 'peel-identity-token';
/** distribution accepts a token so many seconds longer than it says; here it must not. */
const LEEWAY = 60;

/** What a server answers with unless told otherwise by POST /_set. */
const USUAL = {
  /** Under which name: "token", "access_token", or "both". */
  answer: 'both',
  /** Seconds for which the registry accepts a token, and what it says of that; null leaves it unsaid. */
  expiresIn: 300,
  /** Another status than 200, with `body` and `headers`. */
  status: null,
  body: '{"errors":[{"code":"DENIED","message":"refused by the lab"}]}',
  headers: {},
  /** Whether browsers may ask. */
  cors: true,
};

/** A key and its certificate in `folder`, with which registries check tokens. */
export function makeKey(folder) {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
    '-subj', '/CN=peel-tokens', '-keyout', key, '-out', cert,
  ], { stdio: 'ignore' });
  const x5c = [new X509Certificate(readFileSync(cert)).raw.toString('base64')];
  return { cert, x5c, key: createPrivateKey(readFileSync(key)) };
}

/** A registry's settings to take the tokens of a realm. */
export function tokenSettings(realm, { cert }) {
  return `auth:
  token:
    realm: ${realm}
    service: ${SERVICE}
    issuer: ${ISSUER}
    rootcertbundle: ${cert}`;
}

/**
 * Starts one. Its realm is `/token`. `POST /_set` changes its ways, `POST /_reset` makes them usual;
 * `controls` are more paths to steer it by.
 */
export async function startTokens(key, origin, controls = {}) {
  let ways = { ...USUAL };
  const set = (changed) => {
    ways = { ...ways, ...changed };
    return ways;
  };
  const handler = async (request, response, entry) => {
    const cors = ways.cors ? corsHeaders(origin) : {};
    if (request.method === 'OPTIONS' && ways.cors) return answerPreflight(response, origin);
    const url = new URL(request.url, 'http://tokens');
    const form = new URLSearchParams(request.method === 'POST' ? String(await readAll(request)) : '');
    if (request.method === 'POST') entry.form = Object.fromEntries(form);
    const say = (status, body, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers, ...cors }).end(body);
    if (url.pathname !== '/token') return say(404, '{}');
    if (ways.status) return say(ways.status, ways.body, ways.headers);
    const who = request.method === 'POST' ? byForm(form) : byHeader(request.headers.authorization);
    if (who === false) return say(401, '{"details":"incorrect username or password"}');
    const scopes = request.method === 'POST'
      ? (form.get('scope') ?? '').split(' ')
      : url.searchParams.getAll('scope').flatMap((scope) => scope.split(' '));
    return say(200, JSON.stringify(answer(ways, issue(key, who, scopes, ways.expiresIn))));
  };
  return startServer(handler, {
    controls: { '/_set': set, ...controls },
    reset: () => { ways = { ...USUAL }; },
  });
}

/** The user; null for nobody; false for a wrong password. */
function byHeader(authorization) {
  if (authorization === undefined) return null;
  const [scheme, sent] = authorization.split(' ');
  const right = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');
  return scheme.toLowerCase() === 'basic' && sent === right ? USER : false;
}

/** The same by OAuth 2 (docs/spec/auth/oauth.md). */
function byForm(form) {
  const right = form.get('grant_type') === 'refresh_token'
    ? form.get('refresh_token') === IDENTITY_TOKEN
    : form.get('username') === USER && form.get('password') === PASSWORD;
  return right ? USER : false;
}

function issue({ key, x5c }, who, scopes, expiresIn) {
  const access = scopes.flatMap((scope) => {
    const [, type, name, actions] = /^(\w+):(.+):([\w*,]+)$/.exec(scope) ?? [];
    if (!type || (who === null && !name.startsWith('public/'))) return [];
    return [{ type, name, actions: actions.split(',').filter((action) => action !== 'push') }];
  });
  const now = Math.floor(Date.now() / 1000);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: ISSUER, sub: who ?? '', aud: SERVICE, jti: randomUUID(), iat: now, nbf: now - 2 * LEEWAY,
    exp: now - LEEWAY + (expiresIn ?? 60), access,
  };
  const signed = `${part({ typ: 'JWT', alg: 'ES256', x5c })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

function answer(ways, token) {
  const said = {};
  if (ways.answer !== 'access_token') said.token = token;
  if (ways.answer !== 'token') said.access_token = token;
  if (ways.expiresIn !== null) {
    said.expires_in = ways.expiresIn;
    said.issued_at = new Date().toISOString();
  }
  return said;
}
