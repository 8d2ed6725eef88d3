// A page whose workers tell what they took: memory of WebAssembly, bytes read of files, bytes handed over. Counts, no
// times: they are the same whatever else the machine does.
import { openPage } from './browser.mjs';

/** A page that is watched so, before anything is opened. */
export async function measuredPage(t) {
  const { page } = await openPage(t);
  await watchWorkers(page);
  // What is on its way would be given up.
  await page.waitForLoadState('networkidle');
  await page.reload();
  await page.getByTestId('app').waitFor();
  return page;
}

/**
 * From the next load on, each worker tells with every message what it took so far, and the page keeps it in
 * `globalThis.workers`. WebAssembly's memory only grows: the last is the most.
 */
export async function watchWorkers(page) {
  await page.route('**/worker-start-*.js', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text())
      .replace('await glue.default(', 'self.__wasm = await glue.default(');
    await route.fulfill({ response: answer, body: `${body}
      const took = { read: 0, reads: 0, handed: 0 };
      const readAs = FileReaderSync.prototype.readAsArrayBuffer;
      FileReaderSync.prototype.readAsArrayBuffer = function (blob) {
        took.read += blob.size;
        took.reads += 1;
        return readAs.call(this, blob);
      };
      // In how many pieces a stream comes, nobody can say before.
      const stream = ReadableStream.prototype.getReader;
      ReadableStream.prototype.getReader = function (...words) {
        took.reads += 1;
        return stream.apply(this, words);
      };
      const piece = ReadableStreamDefaultReader.prototype.read;
      ReadableStreamDefaultReader.prototype.read = async function () {
        const read = await piece.call(this);
        took.read += read.value?.byteLength ?? 0;
        return read;
      };
      const post = self.postMessage.bind(self);
      self.postMessage = (message, transfer) => {
        took.handed += message.buffer?.byteLength ?? 0;
        message.took = { ...took, memory: self.__wasm?.memory.buffer.byteLength };
        post(message, transfer);
      };` });
  });
  await page.addInitScript(() => {
    globalThis.workers = [];
    globalThis.Worker = class extends Worker {
      constructor(...words) {
        super(...words);
        const number = globalThis.workers.push({}) - 1;
        this.addEventListener('message', ({ data }) => {
          globalThis.workers[number] = data.took ?? globalThis.workers[number];
        });
      }
    };
  });
}

/**
 * What each worker took that said anything, the one with the session first; and the memory of the page's own program.
 */
export async function taken(page) {
  return page.evaluate(async () => ({
    workers: globalThis.workers.filter(({ memory }) => memory),
    own: (await (await import(globalThis.__peel.js)).default()).memory.buffer.byteLength,
  }));
}
