// Starts the page.
//
// Trunk writes the names of the program's two files into this script's tag:
//
//   data-js     the glue that wasm-bindgen wrote
//   data-wasm   the program
//
// The program is compiled here, once. Before its main() runs, this is set:
//
//   globalThis.__peel = {
//     js:        string              the glue's absolute address
//     module:    WebAssembly.Module  the compiled program
//     workerUrl: string              worker.js's absolute address
//   }
//
// A worker is the same program: `new Worker(__peel.workerUrl, {type: 'module'})`,
// then `postMessage({js: __peel.js, module: __peel.module})`. See worker.js.
//
// main() draws the page into #peel. Where it cannot start, #peel says why.
'use strict';

{
  // A reason that is already a sentence for the reader.
  class CannotStart extends Error {}

  const lost = (what) => new CannotStart(
    `A part of Peel did not arrive (${what}). Reload the page to try again.`,
  );

  async function start({ src, dataset }) {
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
    const js = new URL(dataset.js, document.baseURI).href;
    const wasm = new URL(dataset.wasm, document.baseURI).href;
    const [glue, module] = await Promise.all([load(js), compile(wasm)]);
    const workerUrl = new URL('worker.js', src).href;
    globalThis.__peel = Object.freeze({ js, module, workerUrl });
    await glue.default({ module_or_path: module });
  }

  async function load(js) {
    try {
      return await import(js);
    } catch (error) {
      throw lost(error.message);
    }
  }

  async function compile(wasm) {
    const answer = await fetch(wasm).catch((error) => {
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

  start(document.currentScript).catch((error) => {
    const place = document.getElementById('peel');
    place.setAttribute('role', 'alert');
    place.textContent = error instanceof CannotStart
      ? error.message
      : `Peel could not start: ${error}`;
    throw error;
  });
}
