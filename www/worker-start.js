// Starts the workers' program: `new Worker(url, {type: 'module'})`.
//
// Of the messages, one is for this script, and the program never sees it:
//
//   {start: {js, module}}   the address of the glue, and the compiled program
//   {failed: string}        there is no program, and why
//
// It comes when the program has arrived, perhaps after messages for the
// program. Those wait here: the program's main() sets `onmessage` before it
// returns, and then gets them in their order.
//
// Where the program cannot start, the Worker fires "error" in the page.

const waiting = [];

function hold(event) {
  event.stopImmediatePropagation();
  const { start, failed } = event.data ?? {};
  if (failed !== undefined) {
    tell(new Error(failed));
  } else if (start === undefined) {
    waiting.push(event);
  } else {
    begin(start).catch(tell);
  }
}

// Thrown from a timer, it reaches the page; a rejection would not.
function tell(error) {
  setTimeout(() => {
    throw error;
  });
}

// The first listener, so that it can hold events back from `onmessage`.
self.addEventListener('message', hold);

async function begin({ js, module }) {
  const glue = await import(js);
  await glue.default({ module_or_path: module });
  self.removeEventListener('message', hold);
  for (const { data, ports } of waiting.splice(0)) {
    self.dispatchEvent(new MessageEvent('message', { data, ports }));
  }
}
