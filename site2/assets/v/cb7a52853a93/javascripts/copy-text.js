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
