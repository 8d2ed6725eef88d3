// What comes to the page from outside of it: files that the system opens with
// Peel or that another program shares with it, and new versions of Peel.
//
// listen(told) has told(what, it) called, now and later:
//
//   'file', File              a file to be opened
//   'folder', FileSystemDirectoryEntry
//                             the same of a folder
//   'new-version', function   calling it loads the page anew, with that version
//
// tell(what, it) is for who else has such a thing.
//
// keep(address, dataset, parts) has the browser keep all of Peel, so that it opens
// without a network. Where it may not, it fetches these parts ahead.

const waiting = [];
let told = (...words) => waiting.push(words);

export const tell = (...words) => told(...words);

export function listen(tells) {
  told = tells;
  for (const words of waiting.splice(0)) told(...words);
}

// Files that the system opens with Peel: a window each, as the manifest says.
globalThis.launchQueue?.setConsumer(async ({ files }) => {
  for (const handle of files) told('file', await handle.getFile());
});

const workers = navigator.serviceWorker;

// Files that another program shared: the service worker took them, and sent the
// browser here.
if (new URLSearchParams(location.search).has('shared')) {
  history.replaceState(history.state, '', location.pathname + location.hash);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    for (const file of data) told('file', file);
    port1.close();
  };
  workers?.controller?.postMessage('shared', [port2]);
}

// A new version may be there once an hour.
const AGAIN = 60 * 60 * 1000;

export async function keep(address, { kept }, parts) {
  // What `peel serve` gives is on this machine, and differs with each start.
  const served = document.querySelector('meta[name^=peel-relay]');
  const registration = kept && workers && !served
    && await workers.register(address('kept'), { updateViaCache: 'none' }).catch(() => null);
  if (!registration) {
    // The browser may not keep it all, but it can have fetched what comes next.
    for (const name of parts) prefetch(address(name));
    return;
  }
  offer(registration, registration.waiting);
  watch(registration, registration.installing);
  registration.addEventListener('updatefound', () => watch(registration, registration.installing));
  let asked = Date.now();
  const ask = () => {
    if (document.hidden || Date.now() - asked < AGAIN) return;
    asked = Date.now();
    registration.update().catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, AGAIN);
}

function prefetch(href) {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'prefetch', href });
  document.head.append(link);
}

function watch(registration, worker) {
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed') offer(registration, worker);
  });
}

// Nothing is loaded anew before a person says so. The first version that is
// ever kept is the one that is there.
function offer(registration, worker) {
  if (!worker || !registration.active) return;
  told('new-version', () => {
    // Another window may have said so before.
    if (worker.state !== 'installed') {
      location.reload();
      return;
    }
    workers.addEventListener('controllerchange', () => location.reload());
    worker.postMessage('take-over');
  });
}
