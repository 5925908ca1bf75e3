// The service worker of readers who keep the site for reading without a network: see keep-offline.js.
// Nobody else has it. Each version of the site is kept whole in a cache of its own, named by the hash of
// its list of files: a new version is installed beside the old one and takes over when all of it has come
// and every hash is right. When anything fails, browsers drop the new worker, and the old one goes on.

const VERSION = "sha256-flofH4ekgisRCjoSKz31XCqW18UlqYUNzEtO/YMTnD0="; // the integrity of the list; other bytes make this a new worker
const LIST = new URL("luring.json", registration.scope).href;
const PREFIX = `siap ${registration.scope} `; // another site in another folder of this host has its own
const NAME = PREFIX + VERSION;
const AT_ONCE = 6; // requests

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.cache === "no-store" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(answer(request));
  if (request.mode === "navigate") event.waitUntil(tidy());
});

async function install() {
  try {
    await keep();
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
  await skipWaiting();
}

async function keep() {
  const response = await checked(LIST, VERSION);
  const { files } = await response.clone().json();
  const cache = await caches.open(NAME);
  const old = await former();
  const ahead = Object.entries(files);
  const total = ahead.length;
  const line = async () => {
    while (ahead.length) {
      const [path, hash] = ahead.pop();
      const address = new URL(path, registration.scope).href;
      await cache.put(address, (await old(hash)) ?? (await checked(address, hash)));
      tell(total - ahead.length, total);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, line));
  } finally {
    ahead.length = 0; // one failure ends all lines
  }
  await cache.put(LIST, response); // last: a cache with a list is whole
}

// Nothing but what the list says: a host's error page, or half a file, is none.
async function checked(address, integrity) {
  const response = await fetch(address, { cache: "no-cache", credentials: "omit", integrity, redirect: "error" });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return response;
}

// Returns what finds a file by its hash in the versions that are here already.
async function former() {
  const found = new Map();
  for (const name of await others()) {
    const list = await caches.match(LIST, { cacheName: name });
    for (const [path, hash] of Object.entries((await list?.json())?.files ?? {})) {
      found.set(hash, [new URL(path, registration.scope).href, name]);
    }
  }
  return (hash) => {
    const [address, cacheName] = found.get(hash) ?? [];
    return address && caches.match(address, { cacheName });
  };
}

const others = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);

async function tell(done, total) {
  for (const client of await clients.matchAll({ includeUncontrolled: true, type: "window" })) client.postMessage({ done, total });
}

// Older versions go when a reader opens a page in the only window: then no page shows them any more.
// One that is just being installed is left alone.
async function tidy() {
  const windows = await clients.matchAll({ includeUncontrolled: true, type: "window" });
  if (windows.length > 1 || registration.installing || registration.waiting) return;
  for (const name of await others()) await caches.delete(name);
}

// From the kept version first: it is whole, so what a page needs is as old as the page. A page that was
// opened before an update still finds what it loads late, in its own version.
async function answer(request) {
  const { origin, pathname, search } = new URL(request.url);
  const address = origin + pathname.replace(/(^|\/)index\.html$/, "$1");
  const navigates = request.mode === "navigate";
  const found = (await kept(address)) ?? (navigates ? undefined : await caches.match(address));
  if (found) return found;
  if (navigates && (await kept(`${address}/`))) return Response.redirect(`${address}/${search}`);
  try {
    return await fetch(request);
  } catch (error) {
    return (navigates && (await away(address))) || Promise.reject(error);
  }
}

// Never opens a cache: that would bring back one that the reader has removed.
const kept = (address) => caches.match(address, { cacheName: NAME });

// Without a network: for an address of a page, that for wrong addresses; for that of a file which is
// not kept, the page that says what is. Both in the language of the address.
async function away(address) {
  const page = /\/[^/.]*$|\.html$/.test(address) ? "404.html" : "luring/";
  for (let folder = address; folder.startsWith(registration.scope); ) {
    folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
    const found = await kept(folder + page);
    if (found && page === "404.html") return new Response(found.body, { headers: found.headers, status: 404 });
    if (found) return Response.redirect(`${folder}${page}#isi-simpanan`);
  }
}
