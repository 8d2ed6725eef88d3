// Starts the page.
//
// `cargo xtask build` writes into this script's tag where the other parts are:
//
//   data-style                      the style of what the page's program draws
//   data-page, data-page-wasm       the page's program: the glue, and the code
//   data-worker, data-worker-wasm   the same of the workers' program
//   data-worker-start               what starts that in a worker
//   data-outside                    outside.js
//   data-...-integrity              what their bytes must hash to
//   data-kept                       the service worker; none where none is wanted
//
// Before the page's main() runs, this is set:
//
//   globalThis.__peel = {
//     js: string               the address of the page's glue
//     startWorker(): Worker    a worker, which takes messages at once
//     listen(told)             outside.js's listen()
//   }
//
// The page's program is loaded once a person wants anything. The workers' is
// larger, and the page is there before it: it is loaded when the first worker is
// started. Both are fetched before that, when nothing else is to be done.
// Workers share what was compiled once.
//
// main() draws the page into #peel, where until then index.html has what it will look like, and before.js what
// can be done there. Where it cannot start, #peel says why.
'use strict';

{
  // A reason that is already a sentence for the reader.
  class CannotStart extends Error {}

  const lost = (what) => new CannotStart(
    `A part of Peel did not arrive (${what}). Reload the page to try again.`,
  );

  // For how long a person only looks before the browser gets what they may want, in milliseconds.
  const LINGERS = 3000;

  const { dataset } = document.currentScript;
  const address = (name) => new URL(dataset[name], document.baseURI).href;

  const place = document.getElementById('peel');
  const before = globalThis.__peelBefore;
  delete globalThis.__peelBefore;

  async function start() {
    if (location.protocol === 'file:') {
      throw new CannotStart(
        'A browser does not run Peel from a file: it has to come from a web server. '
        + 'In a checkout, "cargo xtask serve" is one.',
      );
    }
    if (!hasSimd()) {
      throw new CannotStart(
        'This browser cannot run Peel, which needs WebAssembly with SIMD: '
        + 'Chrome or Edge 91, Firefox 114, Safari 16.4, or newer.',
      );
    }
    const outside = once(() => load('outside'));
    globalThis.__peel = Object.freeze({
      js: address('page'),
      startWorker,
      listen: (told) => outside().then(({ listen }) => listen(told, address, dataset)),
    });
    if (!before) throw lost('before.js');
    // What the browser is to keep is fetched when nothing else is to be done.
    const parts = ['style', 'page', 'pageWasm', 'workerStart', 'worker', 'workerWasm'];
    const keep = once(() => outside().then(({ keep }) => keep(address, dataset, parts)));
    const lingers = setTimeout(() => whenIdle(keep), LINGERS);
    await before.wanted;
    clearTimeout(lingers);
    parts.splice(0, 3);
    const [glue, module] = await Promise.all([load('page'), compile('pageWasm'), dress()]);
    await glue.default({ module_or_path: module });
    await before.handOver((what, it) => outside().then(({ tell }) => tell(what, it)));
    whenIdle(keep);
  }

  function startWorker() {
    const worker = new Worker(address('workerStart'), { type: 'module' });
    program().then(
      (module) => worker.postMessage({ start: { js: address('worker'), module } }),
      (error) => worker.postMessage({ failed: error.message }),
    );
    return worker;
  }

  // The workers' program.
  const program = once(() => compile('workerWasm'));

  // Does it at the first call, and again only after it failed.
  function once(work) {
    let going = null;
    return () => {
      going ??= work().catch((error) => {
        going = null;
        throw error;
      });
      return going;
    };
  }

  // Not before the page is drawn; Safari has no requestIdleCallback.
  function whenIdle(work) {
    if (globalThis.requestIdleCallback) requestIdleCallback(work, { timeout: 5000 });
    else setTimeout(work, 1000);
  }

  // A browser checks what a module's bytes hash to where it was told to fetch it before; it is not fetched twice.
  async function load(name) {
    const js = address(name);
    const link = document.createElement('link');
    if (link.relList.supports('modulepreload')) {
      Object.assign(link, { rel: 'modulepreload', href: js, integrity: dataset[`${name}Integrity`] });
      await arrived(link);
    }
    try {
      return await import(js);
    } catch (error) {
      throw lost(error.message);
    }
  }

  function arrived(link) {
    return new Promise((there, failed) => {
      link.onload = there;
      link.onerror = () => failed(lost(link.href));
      document.head.append(link);
    });
  }

  // Before the program draws, its style is there.
  function dress() {
    const link = document.createElement('link');
    return arrived(Object.assign(link, { rel: 'stylesheet', href: address('style'), integrity: dataset.styleIntegrity }));
  }

  async function compile(name) {
    const wasm = address(name);
    const integrity = dataset[`${name}Integrity`];
    const answer = await fetch(wasm, { integrity }).catch((error) => {
      throw lost(`${wasm}: ${error.message}`);
    });
    if (!answer.ok) {
      throw lost(`${wasm}: ${answer.status}`);
    }
    // Compiling while it arrives is refused where the server names another type.
    return answer.headers.get('content-type') === 'application/wasm'
      ? WebAssembly.compileStreaming(answer)
      : WebAssembly.compile(await answer.arrayBuffer());
  }

  // (module (func (drop (v128.const i64x2 0 0))))
  function hasSimd() {
    return typeof WebAssembly === 'object' && WebAssembly.validate(Uint8Array.of(
      0, 97, 115, 109, 1, 0, 0, 0,
      1, 4, 1, 96, 0, 0,
      3, 2, 1, 0,
      10, 23, 1, 21, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 26, 11,
    ));
  }

  start().catch((error) => {
    place.setAttribute('role', 'alert');
    place.textContent = error instanceof CannotStart
      ? error.message
      : `Peel could not start: ${error}`;
    throw error;
  });
}
