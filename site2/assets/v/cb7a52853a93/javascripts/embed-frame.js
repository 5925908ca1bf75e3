if (self !== top) {
const { documentElement: root } = document;
root.toggleAttribute("data-sandboxed", self.origin === "null");
try {
localStorage.length;
} catch {
root.toggleAttribute("data-forgets", true);
}
const { replaceState } = history;
history.pushState = history.replaceState = (...state) => {
try {
replaceState.apply(history, state);
} catch {}
};
Element.prototype.scrollIntoView = function () {
scrollBy(0, this.getBoundingClientRect().top - 24);
};
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
addEventListener("click", (event) => {
const link = event.target.closest("a[target]");
if (!link) return;
if (link.closest(".embed__full")) link.href = document.querySelector("checklist-tool, flow-tool").link ?? link.href;
if (secret) {
event.preventDefault();
toWordPress("link", link.origin === location.origin ? link.href : root.dataset.page);
}
});
addEventListener("click", ({ target }) => {
root.style.setProperty("--pressed", `${Math.round(target.getBoundingClientRect().top)}px`);
}, true);
}
