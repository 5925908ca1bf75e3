// <site-search>: the box of the search with its results, in a dialog on any page and, around the list
// of all pages, on the page of its own. Its HTML and words come from the template in the header.
import { SearchIndex } from "./search-index.js";

const MOST = 8;
const PAUSE = 160; // ms without a key before anything is fetched
const template = document.querySelector("[data-search-box]").content;
const box = template.querySelector(".search");
const index = new SearchIndex(new URL(box.dataset.index, document.baseURI).href);

class SiteSearch extends HTMLElement {
  connectedCallback() {
    if (this.input) return;
    this.box = document.importNode(box, true);
    this.prepend(this.box);
    const part = (name) => this.box.querySelector(`.search__${name}`);
    Object.assign(this, { list: part("results"), status: part("status"), help: part("help") });
    this.all = this.querySelector(".all-pages");
    this.input = part("input");
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", () => this.closest("dialog")?.close());
    if (this.all) this.followAddress();
  }

  // On its own page the query is in the fragment, which browsers keep to themselves.
  followAddress() {
    const follow = () => {
      const query = new URLSearchParams(location.hash.slice(1)).get("q");
      if (query === null || query === this.input.value) return;
      this.input.value = query;
      this.search();
    };
    addEventListener("hashchange", follow);
    follow();
  }

  async search() {
    const typed = this.input.value.trim();
    const query = typed.toWellFormed?.() ?? typed; // half an emoji has no place in an address
    const asked = {};
    this.asked = asked;
    if (this.all) history.replaceState(history.state, "", query ? `#q=${encodeURIComponent(query)}` : location.pathname);
    try {
      const found = await this.find(query, this.settle(asked));
      if (this.asked === asked) this.show(query, found);
    } catch {
      if (this.asked === asked) this.say(this.box.dataset.failed);
    }
  }

  // Returns what waits until the reader stops typing, and throws when they went on to another query.
  settle(asked) {
    let pause;
    return async () => {
      await (pause ??= new Promise((resolve) => { setTimeout(resolve, PAUSE); }));
      if (this.asked !== asked) throw new Error("asked anew");
    };
  }

  // An old list of the index's parts may lead to some that a newer site has no more.
  async find(query, settled) {
    if (!query) return [];
    try {
      await (this.opened ??= index.open());
      return await index.find(query, MOST, settled);
    } catch {
      await settled();
      this.opened = index.open("reload");
      await this.opened.catch((error) => { this.opened = undefined; throw error; });
      return index.find(query, MOST, settled);
    }
  }

  show(query, found) {
    const { dataset } = this.box;
    this.list.replaceChildren(...found.map(option));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.activate(-1);
    this.help.hidden = !query || found.length > 0;
    if (this.all) this.all.hidden = found.length > 0;
    const some = found.length === 1 ? dataset.one : dataset.found.replace("{n}", found.length);
    this.say(query && (found.length ? some : dataset.none.replace("{query}", () => query)));
  }

  say(text) {
    this.status.textContent = text;
  }

  press(event) {
    const count = this.list.children.length;
    if (event.isComposing || !count) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.activate((this.at + step + count + (this.at < 0 && step < 0)) % count);
    else if (event.key === "Enter") this.list.children[Math.max(this.at, 0)].click();
    else return;
    event.preventDefault();
  }

  // Marks the option that Enter would open; none for -1.
  activate(at) {
    this.at = at;
    [...this.list.children].forEach((each, i) => each.setAttribute("aria-selected", String(i === at)));
    const active = this.list.children[at];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }
}

function option({ address, page, section, title, text }, number) {
  const link = document.createElement("a");
  Object.assign(link, { className: "search__result", id: `isian-cari-hasil-${number}`, href: address, tabIndex: -1 });
  link.setAttribute("role", "option");
  const parts = [["title", title], ["page", section ? [page] : []], ["text", text]];
  link.append(...parts.filter(([, pieces]) => pieces.join("")).map(([name, pieces]) => {
    const line = document.createElement("span");
    line.className = `search__${name}`;
    line.append(...pieces.map((piece, i) => (i % 2 ? mark(piece) : piece)));
    return line;
  }));
  return link;
}

function mark(text) {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}

// Opens the dialog, with its style; on the page of the search, its box.
export async function open() {
  const there = document.querySelector("site-search");
  (there ? there.closest("dialog") : await made())?.showModal();
  document.querySelector("site-search").input.select();
}

async function made() {
  await styled();
  const dialog = document.importNode(template.querySelector("dialog"), true);
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.prepend(document.createElement("site-search"));
  document.body.append(dialog);
  return dialog;
}

function styled() {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL("../stylesheets/search.css", import.meta.url) });
  const loaded = new Promise((resolve) => { link.onload = resolve; link.onerror = resolve; });
  document.head.append(link);
  return loaded;
}

customElements.define("site-search", SiteSearch);
