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
try {
const sections = [...document.querySelectorAll(".section-head [id]")];
let place = "";
let timer;
function current() {
const above = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3);
return above.at(-1)?.id ?? "";
}
const atTop = () => scrollY < innerHeight / 3;
addEventListener("scroll", () => {
clearTimeout(timer);
timer = setTimeout(() => { place = current(); }, atTop() ? 10000 : 300);
}, { passive: true });
for (const link of document.querySelectorAll("[data-same-section]")) {
link.addEventListener("click", () => {
link.hash = atTop() ? place : current();
});
}
} catch (error) {
reportError(error);
}
try {
class CopyText extends HTMLElement {
connectedCallback() {
this.button = this.querySelector("button");
this.label = this.button.textContent;
this.button.hidden = false;
this.button.addEventListener("click", () => this.copy());
}
async copy() {
const parts = [".slip__subject", ".slip__text"].map((name) => this.querySelector(name));
const text = parts.filter(Boolean).map((part) => part.innerText.trim()).join("\n\n");
try {
await navigator.clipboard.writeText(text);
this.say(this.dataset.copied, this.dataset.copied);
} catch {
this.select();
this.say(this.label, this.dataset.failed);
}
}
select() {
getSelection().selectAllChildren(this.querySelector(".slip__text"));
}
say(label, status) {
clearTimeout(this.timer);
this.button.textContent = label;
this.button.classList.toggle("is-done", label !== this.label);
this.querySelector("[role=status]").textContent = status;
this.timer = setTimeout(() => {
this.button.textContent = this.label;
this.button.classList.remove("is-done");
this.querySelector("[role=status]").textContent = "";
}, 4000);
}
}
customElements.define("copy-text", CopyText);
} catch (error) {
reportError(error);
}
