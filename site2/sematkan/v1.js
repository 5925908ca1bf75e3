// Siap Wawancara: shows each <a class="siap-wawancara" href="…"> to one of its tools as a frame that
// is as high as what is in it. Where no frame can be shown, the link stays or comes back.
// The bytes of this file never change, because other sites name their hash: what is new goes into v2.js.
(() => {
  const base = new URL("..", document.currentScript.src);
  const once = Symbol.for(`siap-wawancara ${base}`);
  if (window[once]) return;
  window[once] = true;

  const FIRST = 1000, LEAST = 100, MOST = 20000; // CSS pixels
  const PATIENCE = 5000; // milliseconds for a frame to speak once it has loaded
  const ORIGIN = self.origin === "null" ? "null" : base.origin; // in a sandbox, frames have none either
  const seen = new WeakSet();
  const frames = new Map(); // each with its link, until it speaks

  // The tool's frame: en/embed/keputusan/… for en/keputusan/…
  function embed({ href }) {
    const url = new URL(href);
    const [, locale = "", path] = url.pathname.slice(base.pathname.length).match(/^([a-z]{2}\/)?(?:embed\/)?(.*)/);
    url.pathname = `${base.pathname}${locale}embed/${path}`;
    return url.href;
  }

  function show(link) {
    if (seen.has(link) || !`${link.href}`.startsWith(base)) return;
    seen.add(link);
    const frame = document.createElement("iframe");
    frame.title = link.textContent.trim() || "Siap Wawancara";
    frame.loading = "lazy";
    frame.allow = "clipboard-write";
    Object.assign(frame.style, { display: "block", width: "100%", border: 0 });
    resize(frame, FIRST);
    frame.addEventListener("load", () => ask(frame));
    frames.set(frame, link);
    frame.src = embed(link);
    const focused = link === document.activeElement;
    link.replaceWith(frame);
    if (focused) frame.focus({ preventScroll: true });
  }

  function ask(frame) {
    frame.contentWindow?.postMessage({ siapWawancara: "height?" }, ORIGIN === "null" ? "*" : ORIGIN);
    setTimeout(() => frames.get(frame) && frame.replaceWith(frames.get(frame)), PATIENCE);
  }

  function resize(frame, height) {
    frame.style.height = `${Math.min(Math.max(Math.ceil(height), LEAST), MOST)}px`;
  }

  function hear({ data, origin, source }) {
    const height = data?.siapWawancara;
    if (origin !== ORIGIN || !Number.isFinite(height)) return;
    for (const frame of frames.keys()) {
      if (frame.contentWindow === source) {
        frames.set(frame, null);
        resize(frame, height);
      }
    }
  }

  function start() {
    const showAll = () => document.querySelectorAll("a.siap-wawancara").forEach(show);
    new MutationObserver(showAll).observe(document, { childList: true, subtree: true });
    showAll();
  }

  addEventListener("message", hear);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
