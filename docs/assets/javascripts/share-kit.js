// <share-kit>: pick any page or part of the site and take its links, codes, texts and QR code along.
// Everything comes from the tables below it, which are all there is without this script. Nothing is
// sent anywhere; QR codes of parts are drawn here.
import { svg } from "./qr-code.js";

const SIZE = 1000; // pixels of a QR code as PNG
const escape = (text) => new Option(text).innerHTML.replaceAll('"', "&quot;");
const text = (element) => element?.firstChild.textContent.trim() ?? "";

class ShareKit extends HTMLElement {
  connectedCallback() {
    this.append(this.firstElementChild.content.cloneNode(true));
    this.parts = Object.fromEntries([...this.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    const { choice } = this.parts;
    for (const body of document.querySelectorAll("[data-area]")) {
      const group = Object.assign(document.createElement("optgroup"), { label: `${body.dataset.area}: ${text(body.querySelector("th a"))}` });
      group.append(...[...body.querySelectorAll("[data-thing]")].map((row) => new Option(text(row.querySelector("a")), row.dataset.thing)));
      choice.append(group);
    }
    choice.addEventListener("change", () => this.show());
    this.addEventListener("click", ({ target }) => this.copy(target.closest("[data-do=copy]")));
    this.show();
  }

  show() {
    const { parts } = this;
    const row = document.querySelector(`[data-thing="${CSS.escape(parts.choice.value)}"]`);
    const [link, short] = ["a", ".kit__short"].map((name) => row.querySelector(name)?.href ?? "");
    const { summary = "", embed = "" } = row.dataset;
    const title = text(row.querySelector("a"));
    this.fill("link", link);
    this.fill("short", short);
    for (const name of ["broadcast", "attribution"]) this.fill(name, "", { title, summary, link: short || link });
    for (const name of ["script", "frame"]) this.fill(name, "", { title: escape(title), link: escape(link), embed: escape(embed) });
    parts.script.hidden = parts.frame.hidden = !embed;
    parts.short.hidden = !short;
    this.draw(short || link, row);
    parts.status.textContent = "";
  }

  fill(name, value, values) {
    const code = this.parts[name].querySelector("code");
    const { pattern } = code.dataset;
    code.textContent = pattern ? pattern.replace(/\{(\w+)\}/g, (_, key) => values[key]).replace(/\n{3,}/g, "\n\n") : value;
  }

  // The code is drawn; the files of a whole page's code are there already.
  draw(address, row) {
    const { code, svg: vector, png, pdf } = this.parts;
    const drawing = svg(address);
    code.innerHTML = drawing;
    code.ariaLabel = code.dataset.label.replace("{address}", address);
    const file = (name) => row.querySelector(`[data-file=${name}]`)?.href;
    const name = row.dataset.thing.replace(/[^a-z0-9]+/g, "-");
    this.offer(vector, file("svg"), `${name}.svg`, () => new Blob([drawing], { type: "image/svg+xml" }));
    this.offer(png, file("png"), `${name}.png`, () => this.pixels(code.firstElementChild));
    pdf.hidden = !file("pdf");
    pdf.href = file("pdf") ?? "";
  }

  offer(link, address, name, make) {
    URL.revokeObjectURL(link.href);
    link.download = name;
    if (address) link.href = address;
    else Promise.resolve(make()).then((blob) => { link.href = URL.createObjectURL(blob); });
  }

  // Paints the modules themselves: a picture of the drawing would be one more thing that may not load.
  pixels(drawing) {
    const [, , side] = drawing.getAttribute("viewBox").split(" ").map(Number);
    const scale = Math.ceil(SIZE / side);
    const canvas = Object.assign(document.createElement("canvas"), { width: side * scale, height: side * scale });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    for (const path of drawing.children) {
      pen.fillStyle = path.getAttribute("fill") ?? "#000";
      pen.fill(new Path2D(path.getAttribute("d")));
    }
    return new Promise((done) => canvas.toBlob(done));
  }

  async copy(button) {
    if (!button) return;
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      this.parts.status.textContent = this.dataset.copied;
    } catch {
      getSelection().selectAllChildren(code);
      this.parts.status.textContent = this.dataset.failed;
    }
  }
}

customElements.define("share-kit", ShareKit);
