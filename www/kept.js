// The service worker: keeps all of Peel, so that it opens without a network, and
// takes files that other programs share with it.
//
// `cargo xtask build` writes before this what there is:
//
//   BUILD = {
//     version: string            another one for every change
//     files: {NAME: INTEGRITY}   all files of the page, by their paths below it
//   }
//
// A window has one version from its start to its end: the page names its parts
// by what they hold, and those of the version before stay as long as this one.
// index.html comes from here too, so a page is whole, or as it was before.

const scope = new URL(registration.scope);
// Several may be on one host.
const OURS = `peel ${scope.pathname} `;
const CACHE = OURS + BUILD.version;

// Hosts may answer for index.html with the way to the folder.
const INDEX = 'index.html';
const address = (name) => new URL(name === INDEX ? './' : name, scope).href;

// Trunk's and ours: a name that changes with what it names.
const isHashed = (name) => /-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(name);

addEventListener('install', (event) => {
  event.waitUntil(keepAll());
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(Object.entries(BUILD.files).map(async ([name, integrity]) => {
    const url = address(name);
    const before = isHashed(name) && await caches.match(url);
    await cache.put(url, before || await fetched(url, integrity, isHashed(name)));
  }));
}

async function fetched(url, integrity, isHashed) {
  const answer = await fetch(url, { integrity, cache: isHashed ? 'default' : 'no-cache' });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

addEventListener('activate', (event) => {
  event.waitUntil(begin());
});

async function begin() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  // Windows may still be open that began with the version before.
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  const name = pathname.slice(scope.pathname.length);
  if (request.method === 'POST' && name === 'share') {
    event.respondWith(share(request));
  } else if (request.method !== 'GET') {
    // Not for a page of files.
  } else if (name === '' || name === INDEX) {
    // `peel serve` gives its page to who has the key.
    if (!searchParams.has('key') && !searchParams.has('open')) event.respondWith(found(INDEX, request));
  } else if (name in BUILD.files || isHashed(name)) {
    event.respondWith(found(name, request));
  }
});

async function found(name, request) {
  const url = address(name);
  // What an older version had may be asked for by its windows.
  const kept = await caches.match(url, { cacheName: CACHE }) ?? (isHashed(name) && await caches.match(url));
  return kept || fetch(request);
}

// Files wait here for the page that is opened for them, and asks for them.
const shared = [];

async function share(request) {
  const form = await request.formData();
  shared.push(form.getAll('file').filter((part) => part instanceof File));
  return Response.redirect(new URL('./?shared', scope), 303);
}

addEventListener('message', ({ data, ports }) => {
  if (data === 'shared') ports[0].postMessage(shared.shift() ?? []);
  if (data === 'take-over') skipWaiting();
});
