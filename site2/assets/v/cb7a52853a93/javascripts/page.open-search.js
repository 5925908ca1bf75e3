if (document.readyState === "loading") {
await new Promise((go) => { addEventListener("DOMContentLoaded", go); });
}
if (!document.hidden) await new Promise(requestAnimationFrame);
try {
const link = document.querySelector("[data-search]");
async function open(event) {
event.preventDefault();
try {
(await import("./site-search.js")).open();
} catch {
location.assign(link.href);
}
}
if (document.querySelector("site-search")) import("./site-search.js").catch(() => {}); // the list stays
link.addEventListener("click", (event) => {
if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) open(event);
});
addEventListener("keydown", (event) => {
const types = event.target.closest?.("input, select, textarea, dialog[open], [contenteditable]");
if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !types) open(event);
});
} catch (error) {
reportError(error);
}
