// curl as an oracle: it says what is on the wire, and keeps headers apart that came twice.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What curl gets: the status, the headers by their names, each with all its values, and the body. */
export async function curl(url, { method = 'GET', origin = 'https://page.example', headers = {} } = {}) {
  const words = ['--silent', '--include', '--request', method, '--header', `Origin: ${origin}`];
  if (method === 'HEAD') words.push('--head');
  for (const [name, value] of Object.entries(headers)) words.push('--header', `${name}: ${value}`);
  const { stdout } = await run('curl', [...words, url], { encoding: 'latin1', maxBuffer: 1 << 26 });
  const cut = stdout.indexOf('\r\n\r\n');
  const [first, ...lines] = stdout.slice(0, cut).split('\r\n');
  const got = {};
  for (const line of lines) {
    const [name, value] = line.split(/: ?(.*)/);
    (got[name.toLowerCase()] ??= []).push(value);
  }
  return { status: Number(first.split(' ')[1]), headers: got, body: stdout.slice(cut + 4) };
}
