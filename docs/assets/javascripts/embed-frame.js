// A tool in a frame of another site: tells the host how high it is, leaves the host's history alone, and
// opens what the frame cannot show outside of it. Loaded before the tools, on their embed pages only.
// No module: in a frame whose sandbox takes its origin away, modules need a host that sends CORS headers.
if (self !== top) {
  const { documentElement: root } = document;

  // A sandbox may forbid more than can be asked for; without an origin, most is forbidden.
  root.toggleAttribute("data-sandboxed", self.origin === "null");
  try {
    localStorage.length;
  } catch {
    root.toggleAttribute("data-forgets", true);
  }

  // Back leads out of the host's page, not through the answers; some sandboxes have no history at all.
  const { replaceState } = history;
  history.pushState = history.replaceState = (...state) => {
    try {
      replaceState.apply(history, state);
    } catch {}
  };

  // Bringing a question into view moves this frame alone: browsers would move the host's page too.
  Element.prototype.scrollIntoView = function () {
    scrollBy(0, this.getBoundingClientRect().top - 24);
  };

  // The height, for two kinds of hosts. That with our script asks, and only its origin is answered.
  // WordPress puts a secret into the address; its frame may be the first to speak.
  const [, secret] = /^#\?secret=([a-z\d]+)$/i.exec(location.hash) ?? [];
  const toWordPress = (message, value) => secret && parent.postMessage({ message, value, secret }, "*");
  let host;

  function tell() {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (!height) return; // it is in a part of the host that is folded away
    if (host) parent.postMessage({ siapWawancara: height }, host);
    toWordPress("height", height);
  }

  addEventListener("message", ({ data, origin, source }) => {
    if (source !== parent) return;
    if (data?.siapWawancara === "height?") host = origin === "null" ? "*" : origin;
    else if (data?.message !== "ready" || data.secret !== secret) return;
    tell();
  });
  new ResizeObserver(tell).observe(root);

  // The whole page takes over what the reader has ticked or answered. WordPress's sandbox blocks new
  // tabs, but its script follows links to this site.
  addEventListener("click", (event) => {
    const link = event.target.closest("a[target]");
    if (!link) return;
    if (link.closest(".embed__full")) link.href = document.querySelector("checklist-tool, flow-tool").link ?? link.href;
    if (secret) {
      event.preventDefault();
      toWordPress("link", link.origin === location.origin ? link.href : root.dataset.page);
    }
  });

  // A dialog opens where it was asked for: the middle of a high frame may be out of sight.
  addEventListener("click", ({ target }) => {
    root.style.setProperty("--pressed", `${Math.round(target.getBoundingClientRect().top)}px`);
  }, true);
}
