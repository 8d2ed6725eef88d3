// Starts the program in a worker: `new Worker(url, {type: 'module'})`.
//
// The first message is {js, module}, from the page's __peel (see boot.js):
// the address of the glue, and the compiled program. It is for this script and
// the program never sees it.
//
// The program's main() finds no window, and sets `onmessage` before it
// returns. Messages that come earlier wait here, and reach it in their order.
//
// Where the program cannot start, the Worker fires "error" in the page.

const waiting = [];
let starting = false;

function hold(event) {
  event.stopImmediatePropagation();
  if (starting) {
    waiting.push(event);
  } else {
    starting = true;
    start(event.data).catch((error) => {
      // Thrown from a timer, it reaches the page; a rejection would not.
      setTimeout(() => {
        throw error;
      });
    });
  }
}

// The first listener, so that it can hold events back from `onmessage`.
self.addEventListener('message', hold);

async function start({ js, module }) {
  const glue = await import(js);
  await glue.default({ module_or_path: module });
  self.removeEventListener('message', hold);
  for (const { data, ports } of waiting.splice(0)) {
    self.dispatchEvent(new MessageEvent('message', { data, ports }));
  }
}
