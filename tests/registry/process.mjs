// A server program as a process of its own, on a free port, ended with this one.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { ask } from './http.mjs';

/** Starts `program` with what `words(address)` returns, and waits until it answers at that address. */
export async function startProgram(program, words) {
  // It cannot tell the port that a system chose for it, so one is chosen here, and may be lost.
  for (let tries = 0; ; tries += 1) {
    const address = `127.0.0.1:${await freePort()}`;
    const running = run(program, words(address));
    if (await answers(address, running)) return { address, stop: running.stop };
    await running.stop();
    if (tries === 4) throw new Error(`${program} does not start: ${running.said}`);
  }
}

function run(program, words) {
  // Were this process killed, nothing could end the program but the kernel.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const running = { said: '', ended: false };
  const end = new Promise((done) => {
    child.on('error', (error) => done(Object.assign(running, { said: String(error), ended: true })));
    child.on('exit', () => done(Object.assign(running, { ended: true })));
  });
  child.stderr.on('data', (text) => { running.said = (running.said + text).slice(-4000); });
  running.stop = () => {
    child.kill('SIGKILL');
    process.off('exit', running.stop);
    return end;
  };
  process.on('exit', running.stop);
  return running;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(address, running) {
  while (!running.ended) {
    try {
      const answer = await ask(address, { method: 'GET', path: '/v2/', headers: {} });
      answer.body.resume();
      await once(answer.body, 'end');
      // Where another program was faster with the port, this one ends.
      return !running.ended;
    } catch {
      await new Promise((done) => { setTimeout(done, 20); });
    }
  }
  return false;
}
