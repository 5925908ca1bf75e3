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
    this.append(this.parts.result, this.parts.status, this.parts.answers);
    this.parts.share = this.parts.result.querySelector("[data-do=share]");
    this.parts.share.hidden = !navigator.share;
    this.dataset.on = "";
    document.addEventListener("click", (event) => this.click(event));
    for (const type of ["pointerdown", "focusin"]) document.addEventListener(type, ({ target }) => this.aim(target.closest?.("a")));
    addEventListener("popstate", () => this.travel());
    addEventListener("afterprint", () => page.classList.remove("print-result"));
    const place = this.restore();
    if (location.hash) (place.querySelector("h2") ?? place).scrollIntoView(); // as browsers do
  }

  // Reads the address, shows what it says, and cleans it; returns the place that it names. Where
  // no answer is known, as when a link has come through a tracker, the rest of the address counts.
  restore() {
    const [first] = this.sections;
    const given = [...new URLSearchParams(location.search.slice(0, LONGEST))].map(([name, option]) => [this.nodes.get(name), option]);
    const known = given.filter(([node]) => node);
    const answers = new Map();
    for (const [node, option] of known) {
      const link = linkOf(node, option);
      if (link && !answers.has(node)) answers.set(node, link);
    }
    const hash = decode(location.hash.slice(1));
    const named = this.nodes.get(hash);
    const begun = known.length ? first : named ?? first;
    this.start = answers.has(given[0]?.[0]) && !answers.has(first) ? given[0][0] : begun;
    this.follow(answers);
    // Elsewhere on the page, as at the sources, the reader stays with the question that is open.
    const elsewhere = !named && document.getElementById(hash);
    const open = elsewhere && this.leadsTo(this.here) ? this.here : this.frontier;
    this.show(this.leadsTo(named) ? named : open);
    if (known.length > this.answers.size) this.parts.status.textContent = this.dataset.dropped;
    const address = elsewhere ? `${location.pathname}${this.query}${location.hash}` : this.address(this.here);
    if (address !== location.pathname + location.search + location.hash) history.replaceState(null, "", address);
    return elsewhere || this.here;
  }

  travel() {
    const { here } = this;
    if (this.restore() === this.here && this.here !== here) this.focusNode();
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
    // Without a first answer, those would be read as ones from a later start.
    this.answers = new Map(this.trail.size ? [...this.trail, ...later] : []);
    this.query = queryOf(this.answers);
  }

  leadsTo(node) {
    return node === this.frontier || this.trail.has(node);
  }

  target(link) {
    return this.nodes.get(link.hash.slice(1));
  }

  // The node of this guide that a link leads to.
  inside(link) {
    return link.origin === location.origin && link.pathname === location.pathname && this.target(link);
  }

  address(node) {
    return `${location.pathname}${this.query}${this.query || node !== this.sections[0] ? `#${node.dataset.node}` : ""}`;
  }

  get url() {
    return location.origin + this.address(this.here);
  }

  // What is shared: in a frame of another site, the page itself.
  get link() {
    return this.url.replace(/^[^?#]*/, (here) => page.dataset.page ?? here);
  }

  show(node) {
    const { parts, trail } = this;
    const before = [...trail.keys()];
    const place = before.indexOf(node);
    const outcome = "outcome" in node.dataset;
    this.here = node;
    for (const each of this.sections) each.toggleAttribute("data-here", each === node);
    for (const link of all(this, ".option")) {
      const given = trail.get(link.closest(".node")) === link;
      link.toggleAttribute("data-given", given);
      mark(link, given, true);
    }
    this.toggleAttribute("data-begun", node !== this.sections[0]);
    document.title = `${heading(node)} – ${this.title}`;
    const last = before.at(place < 0 ? before.length - 1 : place - 1);
    parts.back.hidden = !trail.size || !place;
    // Moving it takes the focus from it. Without flow.css all nodes are there, and it is with its own.
    if (parts.back.nextElementSibling !== node) node.before(parts.back);
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
    this.outline();
    for (const link of all(document, "[data-same-section], .section-tools [hreflang]")) {
      link.search = this.query;
      if (link.closest(".node") ?? "sameSection" in link.dataset) link.hash = new URL(this.url).hash;
    }
  }

  entry(node) {
    const item = this.parts.entry.firstElementChild.cloneNode(true);
    const [question, answer, change] = item.children;
    question.textContent = change.lastElementChild.textContent = heading(node);
    answer.textContent = label(this.trail.get(node));
    change.href = this.address(node);
    mark(item, node === this.here);
    return item;
  }

  reason(node) {
    const item = document.createElement("li");
    const link = this.trail.get(node);
    const row = this.rows.find(({ dataset }) => dataset.row === `${node.dataset.node}.${link.dataset.option}`);
    const reason = row.querySelector(":scope > .overview__reason")?.cloneNode(true);
    if (reason) reason.className = "reasons__why";
    item.append(make("span", heading(node)), make("b", label(link)), reason ?? "");
    return item;
  }

  // The overview: the path so far, and where the reader is.
  outline() {
    const there = (row) => this.target(nodeLink(row)) === this.here;
    const taken = this.rows.filter((row) => {
      const [question, option] = row.dataset.row.split(".");
      return question ? this.trail.get(this.nodes.get(question))?.dataset.option === option : this.trail.has(this.sections[0]);
    });
    const current = taken.find(there) ?? this.rows.find(there);
    for (const row of this.rows) {
      row.toggleAttribute("data-path", taken.includes(row));
      mark(nodeLink(row), row === current);
    }
  }

  click(event) {
    const link = event.target.closest("a, [data-do]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.dataset.do) return this[`on_${link.dataset.do}`]?.();
    const node = this.inside(link);
    if (link === this.parts.restart) this.go(event, new Map(), this.sections[0]);
    else if (node && link.matches(".option")) this.choose(event, link);
    else if (node) this.go(event, this.leadsTo(node) ? this.answers : new Map(), node);
  }

  // A link that is opened in a new tab, or copied, leads where a click would. In the overview,
  // browsers leave a focused link half outside of its box.
  aim(link) {
    const node = link && this.inside(link);
    if (!node) return;
    if (link.matches(".overview__node:focus-visible")) link.scrollIntoView({ block: "nearest", inline: "nearest" });
    const answers = link.matches(".option") ? this.with(link) : this.leadsTo(node) ? this.answers : [];
    link.href = `${location.pathname}${queryOf(answers)}#${node.dataset.node}`;
  }

  with(link) {
    return new Map(this.answers).set(link.closest(".node"), link);
  }

  choose(event, link) {
    event.preventDefault();
    if (event.detail > 1) return; // the second half of a double click, meant for the question before
    const answers = this.with(link);
    this.go(event, answers);
    const kept = this.here !== this.target(link) && this.dataset.kept;
    const dropped = this.answers.size < answers.size && this.dataset.dropped;
    this.parts.status.textContent = [kept, dropped].filter(Boolean).join(" ");
  }

  // To a node, or as far as the answers lead.
  go(event, answers, node) {
    event.preventDefault();
    if (!answers.size) this.start = node;
    this.follow(answers);
    this.show(node ?? this.frontier);
    if (this.url !== location.href) history.pushState(null, "", this.url);
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
      link.focus();
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
const nodeLink = (row) => row.querySelector(":scope > .overview__node");
const queryOf = (answers) => [...answers].map(([node, link], at) => `${at ? "&" : "?"}${node.dataset.node}=${link.dataset.option}`).join("");
const mark = (element, is, value = "step") => is ? element.setAttribute("aria-current", value) : element.removeAttribute("aria-current");
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
