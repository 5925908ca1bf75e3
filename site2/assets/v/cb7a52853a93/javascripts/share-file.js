class ShareFile extends HTMLElement {
connectedCallback() {
this.addEventListener("click", (event) => {
const link = event.target.closest("a");
const probe = new File([], "a.html", { type: "text/html" });
if (!link || !matchMedia("(pointer: coarse)").matches || !navigator.canShare?.({ files: [probe] })) return;
event.preventDefault();
this.share(link);
});
}
async share({ href }) {
try {
const file = new File([await (await fetch(href)).blob()], href.split("/").pop(), { type: "text/html" });
await navigator.share({ files: [file], title: document.title });
} catch (error) {
if (error.name !== "AbortError") location.assign(href); // whoever closes the menu wants nothing
}
}
}
customElements.define("share-file", ShareFile);
