const OFFERS = {
none: ["keep"], removed: ["keep"], failed: ["keep"], keeping: [], unsupported: [],
kept: ["update", "remove"], updated: ["update", "remove"], latest: ["update", "remove"], stale: ["update", "remove"],
};
const { dates } = document.querySelector("keep-offline").dataset;
const megabytes = new Intl.NumberFormat(dates, { style: "unit", unit: "megabyte", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(dates, { dateStyle: "long", timeStyle: "short" });
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
class KeepOffline extends HTMLElement {
connectedCallback() {
this.replaceChildren(this.querySelector("template").content);
this.parts = Object.fromEntries([...this.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
this.buttons = [...this.querySelectorAll("[data-do]")];
this.pattern = this.parts.progress.lastElementChild.textContent;
this.worker = new URL(this.dataset.worker, location.href);
this.scope = new URL(".", this.worker).href;
for (const button of this.buttons) button.addEventListener("click", () => this[button.dataset.do]());
this.start().catch(() => this.show("unsupported"));
}
async start() {
if (!Number(this.dataset.bytes)) throw new Error("this is a preview");
await caches.keys();
navigator.serviceWorker.addEventListener("message", ({ data }) => this.progress(data));
navigator.serviceWorker.startMessages();
const registration = await this.registration();
this.show(registration?.active ? "kept" : "none");
if (registration) this.check(registration).catch(() => {}); // without a network, nothing is new
}
async registration() {
const found = await navigator.serviceWorker.getRegistration(this.scope);
return found?.scope === this.scope ? found : undefined;
}
async keep() {
this.show("keeping");
try {
this.watch(await navigator.serviceWorker.register(this.worker, { scope: this.scope, updateViaCache: "none" }));
} catch {
this.show("failed");
}
}
async update() {
const registration = await this.registration();
if (!registration) return this.show("removed"); // in another window, meanwhile
try {
await this.check(registration);
if (!registration.installing) this.show("latest");
} catch {
this.show("stale");
}
}
async check(registration) {
await registration.update();
this.watch(registration);
}
watch({ installing, active }) {
if (!installing || installing === this.watched) return;
this.watched = installing;
this.show("keeping");
installing.addEventListener("statechange", () => {
if (installing.state === "activated") this.show(active ? "updated" : "kept");
if (installing.state === "redundant") this.show(active ? "stale" : "failed");
});
}
async remove() {
await (await this.registration())?.unregister();
for (const name of await this.caches()) await caches.delete(name);
this.show("removed");
}
async caches() {
const names = await caches.keys().catch(() => []);
return names.filter((name) => name.startsWith(`siap ${this.scope} `));
}
async kept() {
for (const cacheName of (await this.caches()).reverse()) {
const list = await caches.match(new URL("luring.json", this.scope), { cacheName });
if (list) return { bytes: (await list.json()).bytes, date: new Date(list.headers.get("date") ?? Date.now()) };
}
return { bytes: this.dataset.bytes, date: new Date() };
}
show(state) {
const { activeElement } = document;
this.dataset.state = state;
for (const button of this.buttons) button.hidden = !OFFERS[state].includes(button.dataset.do);
this.parts.progress.hidden = state !== "keeping";
this.progress({ done: 0, total: 0 });
this.say(state);
if (this.buttons.includes(activeElement) && activeElement.hidden) this.parts.state.focus();
}
async say(state) {
const pattern = this.dataset[state];
const { bytes, date } = pattern.includes("{") ? await this.kept() : {};
const size = megabytes.format(bytes / 1e6).replace(" ", "\u00a0");
if (this.dataset.state === state) this.parts.state.textContent = fill(pattern, { size, date: day.format(date) });
}
progress({ done, total }) {
const [bar, words] = this.parts.progress.children;
if (total) Object.assign(bar, { max: total, value: done });
else bar.removeAttribute("value");
words.textContent = total ? fill(this.pattern, { done, total }) : "";
}
}
customElements.define("keep-offline", KeepOffline);
