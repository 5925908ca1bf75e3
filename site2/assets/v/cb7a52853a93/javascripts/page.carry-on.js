if (document.readyState === "loading") {
await new Promise((go) => { addEventListener("DOMContentLoaded", go); });
}
if (!document.hidden) await new Promise(requestAnimationFrame);
try {
function carryOn() {
const { hash, search } = location;
const known = document.getElementById(decode(hash.slice(1)));
const link = (known?.matches("[data-carry]") ? known : document.querySelector(".carry--page"))?.querySelector("a");
if (!link) return;
const address = new URL(link.href);
address.search = search;
if (!known && !address.hash) address.hash = hash;
location.replace(address);
}
function decode(hash) {
try {
return decodeURIComponent(hash);
} catch {
return "";
}
}
addEventListener("hashchange", carryOn);
carryOn();
} catch (error) {
reportError(error);
}
