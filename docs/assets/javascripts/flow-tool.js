// <flow-tool>: one question at a time, with the answers so far, their reasons, and the result to keep.
// The answers live in the address, `?question=option&…#node`, and nowhere else: Back, reload, a link
// that is shared and the other language bring them back. All words are in the page; without this
// script the links and the browser's Back lead through the guide.

const LONGEST = 4000; // characters of an address that are read; no guide needs as many
const all = (root, selector) => [...root.querySelectorAll(selector)];
const { documentElement: page } = document;

class FlowTool extends HTMLElement {
  connectedCallback() {
    const parts = this.firstElementChild.content.cloneNode(true);
    this.parts = Object.fromEntries(all(parts, "[data-part]").map((part) => [part.dataset.part, part]));
    this.sections = all(this, ".node");
    this.nodes = new Map(this.sections.flatMap((node) => names(node, node.dataset.node).map((name) => [name, node])));
    this.rows = all(document, "[data-row]");
    this.title = document.title;
    this.prepend(this.parts.back);
    this.append(this.parts.result, this.parts.status, this.parts.answers);
    this.parts.share = this.parts.result.querySelector("[data-do=share]");
    this.parts.share.hidden = !navigator.share;
    this.dataset.on = "";
    document.addEventListener("click", (event) => this.click(event));
    addEventListener("popstate", () => this.restore() && this.focusNode());
    addEventListener("afterprint", () => page.classList.remove("print-result"));
    if (this.restore() && location.hash) this.here.scrollIntoView();
  }

  // Reads the address and shows what it says; says whether it names a place in the guide.
  restore() {
    const query = new URLSearchParams(location.search.slice(0, LONGEST));
    const answers = new Map();
    let first;
    for (const [name, option] of query) {
      const node = this.nodes.get(name);
      const link = node && linkOf(node, option);
      first ??= link ? node : this.sections[0];
      if (link && !answers.has(node)) answers.set(node, link);
    }
    const named = this.nodes.get(decode(location.hash.slice(1)));
    this.start = first ?? named ?? this.sections[0];
    this.follow(answers);
    const stands = !query.size || named === this.frontier || this.trail.has(named);
    this.show(stands && named ? named : this.frontier);
    if (location.search !== this.query || (query.size && !stands)) history.replaceState(null, "", this.address(this.here));
    return stands && named;
  }

  // The trail: the answers from the start as far as they lead. Later ones that may still be asked
  // for are kept behind it.
  follow(answers) {
    this.trail = new Map();
    let node = this.start;
    while (answers.has(node) && !this.trail.has(node)) {
      this.trail.set(node, answers.get(node));
      node = this.target(answers.get(node));
    }
    this.frontier = node;
    const ahead = new Set([node]);
    for (const each of ahead) for (const link of options(each)) ahead.add(this.target(link));
    const later = [...answers].filter(([each]) => ahead.has(each) && !this.trail.has(each));
    this.answers = new Map([...this.trail, ...later]);
    this.query = [...this.answers].map(([each, link]) => `${each.dataset.node}=${link.dataset.option}`).join("&");
    if (this.query) this.query = `?${this.query}`;
  }

  target(link) {
    return this.nodes.get(link.hash.slice(1));
  }

  address(node) {
    return `${location.pathname}${this.query}#${node.dataset.node}`;
  }

  // What is shared: in a frame of another site, the page itself.
  get link() {
    return `${page.dataset.page ?? location.origin + location.pathname}${this.query}#${this.here.dataset.node}`;
  }

  show(node) {
    const { parts, trail } = this;
    const before = [...trail.keys()];
    const place = before.indexOf(node);
    const outcome = "outcome" in node.dataset;
    this.here = node;
    for (const each of this.sections) each.toggleAttribute("data-here", each === node);
    for (const link of all(this, ".option")) link.toggleAttribute("data-given", trail.get(link.closest(".node")) === link);
    this.toggleAttribute("data-begun", node !== this.sections[0]);
    document.title = `${heading(node)} – ${this.title}`;
    const last = before.at(place < 0 ? before.length - 1 : place - 1);
    parts.back.hidden = !trail.size || !place;
    if (last) parts.back.firstElementChild.href = this.address(last);
    parts.restart.href = location.pathname;
    parts.answers.hidden = !trail.size;
    parts.trail.replaceChildren(...before.map((each) => this.entry(each)));
    parts.result.hidden = !outcome;
    parts.reasons.replaceChildren(...before.map((each) => this.reason(each)));
    parts.reasons.closest("details").hidden = !trail.size;
    parts.whatsapp.href = `https://wa.me/?text=${encodeURIComponent(`${heading(node)}\n${this.link}`)}`;
    parts.hand.hidden = true;
    parts.status.textContent = "";
    for (const row of this.rows) this.mark(row);
    for (const link of all(document, "a[hreflang][lang]")) {
      if (link.closest(".node") ?? link.dataset.sameSection !== undefined) {
        link.search = this.query;
        link.hash = this.query || node !== this.sections[0] ? node.dataset.node : "";
      }
    }
  }

  entry(node) {
    const item = this.parts.entry.firstElementChild.cloneNode(true);
    const [question, answer, change] = item.children;
    question.textContent = change.lastElementChild.textContent = heading(node);
    change.lastElementChild.prepend(": ");
    answer.textContent = label(this.trail.get(node));
    change.href = this.address(node);
    if (node === this.here) item.ariaCurrent = "step";
    return item;
  }

  reason(node) {
    const item = document.createElement("li");
    const link = this.trail.get(node);
    const row = this.rows.find(({ dataset }) => dataset.row === `${node.dataset.node}.${link.dataset.option}`);
    const reason = [...row.children].find((part) => part.matches(".overview__reason"))?.cloneNode(true);
    if (reason) reason.className = "reasons__why";
    item.append(make("span", heading(node)), make("b", label(link)), reason ?? "");
    return item;
  }

  mark(row) {
    const [question, option] = row.dataset.row.split(".");
    const link = [...row.children].find((part) => part.matches(".overview__node"));
    const taken = question ? this.trail.get(this.nodes.get(question))?.dataset.option === option : this.trail.size > 0;
    row.toggleAttribute("data-path", taken);
    if (this.target(link) === this.here && (taken || !this.trail.has(this.here))) link.ariaCurrent = "step";
    else link.removeAttribute("aria-current");
  }

  click(event) {
    const link = event.target.closest("a, [data-do]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.dataset.do) return this[`on_${link.dataset.do}`]?.();
    const node = link.pathname === location.pathname && link.origin === location.origin && this.target(link);
    if (link === this.parts.restart) this.go(event, new Map(), this.sections[0]);
    else if (link.matches(".option") && node) this.choose(event, link);
    else if (node) this.go(event, this.trail.has(node) || node === this.frontier ? this.answers : new Map(), node);
  }

  choose(event, link) {
    const next = this.target(link);
    const answers = new Map(this.answers).set(link.closest(".node"), link);
    this.go(event, answers);
    if (this.here !== next) this.parts.status.textContent = this.dataset.kept;
  }

  // To a node, or as far as the answers lead.
  go(event, answers, node) {
    event.preventDefault();
    if (!answers.size) this.start = node;
    this.follow(answers);
    const here = node ?? this.frontier;
    history.pushState(null, "", answers.size || here !== this.sections[0] ? this.address(here) : location.pathname);
    this.show(here);
    this.focusNode();
  }

  focusNode() {
    const title = this.here.querySelector("h2");
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    (this.parts.back.hidden ? this.here : this.parts.back).scrollIntoView();
  }

  on_share() {
    navigator.share({ title: heading(this.here), url: this.link }).catch(() => {});
  }

  async on_copy() {
    const { hand, link, status } = this.parts;
    link.value = this.link;
    try {
      await navigator.clipboard.writeText(link.value);
      status.textContent = this.dataset.copied;
    } catch {
      hand.hidden = false;
      status.textContent = this.dataset.copyFailed;
      link.select();
    }
  }

  on_print() {
    page.classList.add("print-result");
    print();
  }
}

const names = ({ dataset }, name) => [name, ...(dataset.was?.split(" ") ?? [])];
const options = (node) => all(node, ".option");
const linkOf = (node, option) => options(node).find((link) => names(link, link.dataset.option).includes(option));
const heading = (node) => node.querySelector("h2").textContent;
const label = (link) => link.querySelector(".option__label").textContent;
const make = (tag, textContent) => Object.assign(document.createElement(tag), { textContent });

// What is after the # may be anything, "%" alone too.
function decode(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return "";
  }
}

customElements.define("flow-tool", FlowTool);
