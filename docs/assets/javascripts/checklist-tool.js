// <checklist-tool>: remembers the ticks of a page's checklist, plans, shares and prints it. Words and
// controls come from the page's <template>; without this script the list can be ticked and printed.
import { ago, calendar, clock, day, due, home, long, now, short, wall } from "./checklist-dates.js";
import { Store, copyOf, decode, encode, newId } from "./checklist-store.js";

const root = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const make = (tag, textContent, className = "") => Object.assign(document.createElement(tag), { textContent, className });
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const ownName = ({ name, company, position }) => name || [company, position].filter(Boolean).join(", ");
const when = ({ at, zone }) => at.interview ? `${long(wall(at.interview))}, ${clock(wall(at.interview))} ${zone}`.trim() : "";

class ChecklistTool extends HTMLElement {
  connectedCallback() {
    this.append(this.querySelector("template").content.cloneNode(true));
    const parts = (this.parts = Object.fromEntries(all("[data-part]", this).map((part) => [part.dataset.part, part])));
    this.address = location.href.split("#")[0];
    this.heading = document.querySelector("h1").textContent;
    this.copyId = newId();
    this.phases = all(".items").map((list) => this.phase(list));
    this.items = this.phases.flatMap((phase) => phase.items);
    parts.na.remove();
    parts.phase.remove();
    this.after(parts.plan);
    parts.share.hidden = !navigator.share;
    parts.tool.open = matchMedia("(min-width: 64rem)").matches;
    const render = () => this.render();
    this.store = new Store(this.dataset.checklist, render, () => this.warn());
    this.addEventListener("click", ({ target }) => this[`on_${target.closest("[data-do]")?.dataset.do}`]?.(target));
    this.addEventListener("change", ({ target }) => this.change(target));
    addEventListener("hashchange", () => this.follow());
    addEventListener("pageshow", render);
    document.addEventListener("visibilitychange", render);
    addEventListener("beforeprint", () => this.arrange(false));
    addEventListener("afterprint", () => {
      root.classList.remove("print-blank");
      this.arrange();
    });
    render();
    this.follow();
  }

  phase(list) {
    const title = list.previousElementSibling.firstElementChild;
    const count = this.parts.phase.cloneNode(true);
    title.after(count);
    return { list, count, title: title.textContent, items: all(".item", list).map((row) => this.item(row)) };
  }

  item(row) {
    const [box, label, when, self] = ["input", "label", ".item__when", ".item__self"].map((name) => row.querySelector(name));
    const item = { id: row.id, was: row.dataset.was?.split(" ") ?? [], row, box, text: label.textContent };
    item.na = this.parts.na.cloneNode(true);
    item.na.lastChild.textContent = `: ${item.text}`;
    item.date = make("span", "", "item__date");
    when?.after(" ", item.date);
    self.before(item.na);
    box.addEventListener("change", () => this.mark(item, +box.checked));
    item.na.addEventListener("click", () => this.mark(item, item.mark === "na" ? 0 : "na"));
    return item;
  }

  // The copy that this tab shows; if it has gone, the current one, or else a first one.
  copyIn(state, id) {
    if (!state.copies[id] && !state.current) state.copies[(state.current = id)] = copyOf({});
    return state.copies[id] ?? state.copies[state.current];
  }

  edit(apply) {
    const { copyId } = this;
    this.store.change((state) => apply(this.copyIn(state, copyId)));
    this.render();
  }

  open(id, copy) {
    this.copyId = id;
    this.store.change((state) => {
      if (copy) state.copies[id] = copy;
      state.current = id;
    });
    this.render();
    this.arrange();
  }

  mark(item, mark) {
    const rows = all(".item").filter((row) => row === item.row || row.checkVisibility());
    const place = rows.indexOf(item.row);
    this.edit(({ marks }) => {
      for (const old of item.was) delete marks[old];
      marks[item.id] = mark;
    });
    // When done items are hidden, the focus goes on to the next one shown.
    if (!item.row.checkVisibility()) (rows[place + 1] ?? rows[place - 1])?.querySelector("input").focus();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const phase = this.phases.find(({ items }) => items.includes(item));
      this.parts.status.textContent = `${phase.title}: ${this.words(phase.items)}. ${this.parts.count.textContent}.`;
    }, 800);
  }

  change({ dataset: { part, field }, value, checked }) {
    if (part === "copies") return this.open(value);
    if (part === "hide") root.classList.toggle("hides-done", checked);
    if (field) {
      const zone = this.parts.zone.value;
      this.edit((copy) => {
        (field in copy ? copy : copy.at)[field] = value;
        copy.zone = zone;
        copy.edits++;
      });
    }
    this.arrange();
  }

  render() {
    const { parts } = this;
    const { copies, ...state } = this.store.read();
    const copy = (this.copy = this.copyIn({ copies, ...state }, this.copyId));
    const ids = Object.keys(copies);
    this.copyId = ids.find((id) => copies[id] === copy);
    for (const item of this.items) this.draw(item);
    for (const { items, count } of this.phases) {
      const [done, total] = this.count(items);
      count.firstChild.textContent = `${done}/${total}`;
      count.lastChild.textContent = this.words(items);
    }
    [parts.bar.value, parts.bar.max] = this.count(this.items);
    parts.count.textContent = this.words(this.items);
    parts.copies.replaceChildren(...this.names(copies).map((name, n) => new Option(name, ids[n], false, ids[n] === this.copyId)));
    parts.name.placeholder = this.name = parts.copies.selectedOptions[0].text;
    const values = { ...copy.at, when: when(copy), ...copy };
    for (const field of all("[data-field]")) {
      if (field !== document.activeElement) field.value = values[field.dataset.field] ?? "";
    }
    if (!copy.at.interview && !copy.zone) parts.zone.value = home();
    parts.about.textContent = [ownName(copy), when(copy)].filter(Boolean).join(" · ");
    this.link = this.address + encode(this.dataset.checklist, this.items, copy);
    parts.whatsapp.href = `https://wa.me/?text=${encodeURIComponent(`${this.heading}\n${this.link}`)}`;
  }

  names(copies) {
    return Object.values(copies).map((copy, n) => ownName(copy) || fill(this.dataset.copy, { n: n + 1 }));
  }

  draw(item) {
    const { at: dates, marks, zone } = this.copy;
    const present = now(zone);
    const at = due(item.row.dataset.time, dates);
    const mark = marks[[item.id, ...item.was].find((id) => id in marks)] ?? 0;
    const past = at && at.moment < (at.timed ? present : day(present));
    // What belonged before an interview that is over is not late any more.
    const over = at && wall(dates.interview ?? "") >= at.moment && day(wall(dates.interview)) < day(present);
    Object.assign(item, { at, mark, late: past && !mark && !over, ahead: at && !past && !mark });
    item.box.checked = mark === 1;
    item.row.dataset.mark = mark;
    item.na.ariaPressed = mark === "na";
    item.day = at ? short(at.moment) + (at.timed ? `, ${clock(at.moment)} ${zone}` : "").trimEnd() : "";
    item.date.textContent = item.day;
    if (at && !mark) item.date.append(" ", make("b", ago(at, present, item.late)));
  }

  count(items) {
    return [items.filter((item) => item.mark === 1), items.filter((item) => item.mark !== "na")].map((found) => found.length);
  }

  words(items) {
    const [done, total] = this.count(items);
    return done === total && items === this.items ? this.dataset.allDone : fill(this.dataset.count, { done, total });
  }

  // The items by what is next, or each under its phase again.
  arrange(byTime = this.parts.sort.checked) {
    const { activeElement } = document;
    const { done, undated } = this.dataset;
    const present = now(this.copy.zone);
    const rank = ({ at, late, mark }) => mark ? Infinity : late ? -Infinity : at?.moment ?? Number.MAX_VALUE;
    const title = ({ at, late, mark }) => {
      if (mark) return done;
      if (!at) return undated;
      return late ? ago(at, present, late) : `${long(at.moment)} · ${ago({ moment: at.moment }, present)}`;
    };
    const groups = byTime ? Map.groupBy(this.items.toSorted((a, b) => rank(a) - rank(b)), title) : [];
    const nodes = [...groups].flatMap(([name, items]) => {
      const list = make("ul", "", "items");
      list.append(...items.map((item) => item.row));
      return [make("h2", name, "plan__day"), list];
    });
    if (!byTime) for (const { list, items } of this.phases) list.append(...items.map((item) => item.row));
    this.parts.plan.replaceChildren(...nodes);
    root.classList.toggle("is-planned", byTime);
    activeElement.focus({ preventScroll: true });
  }

  // A link with ticks in its fragment asks before it brings them.
  follow() {
    const { parts, dataset } = this;
    if (/^#c\d+\./.test(location.hash)) {
      const copy = (this.incoming = decode(location.hash, dataset.checklist, this.items));
      history.replaceState(null, "", this.address);
      if (!copy) return this.say(dataset.badLink);
      const done = Object.values(copy.marks).filter((mark) => mark === 1).length;
      parts.incoming.textContent = `${fill(dataset.count, { done, total: this.items.length })}. ${when(copy)}`;
      parts.import.showModal();
    }
  }

  say(text, undo) {
    const { notice, undo: button, dismiss } = this.parts;
    notice.textContent = text;
    button.hidden = !undo;
    dismiss.hidden = !text;
    this.undo = undo;
    this.origin = document.activeElement;
  }

  warn() {
    if (!this.warned) this.say(this.dataset.notStored);
    this.warned = true;
  }

  // What the buttons do.

  on_dismiss() {
    this.origin.focus();
    this.say("");
  }

  on_undo() {
    this.undo();
    this.on_dismiss();
  }

  on_create() {
    this.edit(() => {});
    this.open(newId(), copyOf({}));
    this.querySelector("[data-field]").focus();
  }

  on_empty() {
    const { id, copy, name } = this;
    this.edit((now) => Object.assign(now, { marks: copyOf({}).marks }));
    this.say(fill(this.dataset.emptied, { name }), () => {
      this.copyId = id;
      this.edit((now) => Object.assign(now.marks, { ...copy.marks, ...now.marks }));
    });
  }

  on_remove() {
    const { id, copy, name } = this;
    this.store.change((state) => {
      delete state.copies[id];
      state.current = Object.keys(state.copies)[0] ?? "";
    });
    this.copyId = newId();
    this.render();
    this.say(fill(this.dataset.deleted, { name }), () => this.open(id, copy));
  }

  on_calendar() {
    const { address, copy, dataset, id, items } = this;
    const name = ownName(copy);
    const events = items.filter((item) => item.ahead && !item.at.itself).map((item) => ({
      uid: `${id}-${item.id}`, ...item.at, minutes: 15, alarm: item.at.timed ? "-PT15M" : "PT8H",
      title: name ? `${item.text} (${name})` : item.text, note: this.heading, url: `${address}#${item.id}`,
    }));
    const moment = wall(copy.at.interview ?? "");
    if (moment > now(copy.zone)) events.push({
      uid: `${id}-interview`, moment, timed: true, minutes: 60, alarm: "-PT3H", title: [dataset.event, name].filter(Boolean).join(": "),
      note: items.filter((item) => item.ahead && item.at.itself).map((item) => `- ${item.text}`).join("\n"), url: address,
    });
    if (!events.length) return this.say(dataset.nothingAhead);
    const file = new Blob([calendar(events, copy)], { type: "text/calendar" });
    Object.assign(make("a"), { href: URL.createObjectURL(file), download: `${dataset.checklist}.ics` }).click();
  }

  on_share() {
    navigator.share({ title: this.heading, url: this.link }).catch(() => {});
  }

  on_link() {
    this.put(this.link);
  }

  on_text() {
    this.put(this.outline("", "", ""));
  }

  on_markdown() {
    this.put(this.outline("# ", "## ", "- "));
  }

  outline(top, head, bullet) {
    const lines = this.phases.flatMap(({ title, items }) => [
      `\n${head}${title}\n`,
      ...items.map(({ mark, text, day }) => `${bullet}[${{ 1: "x", na: "-" }[mark] ?? " "}] ${text}${day && ` (${day})`}`),
    ]);
    return [top + this.heading, this.parts.about.textContent, ...lines, "", this.link].join("\n");
  }

  async put(text) {
    const { text: area, hand } = this.parts;
    try {
      await navigator.clipboard.writeText(text);
      this.say(this.dataset.copied);
    } catch {
      area.value = text;
      hand.hidden = false;
      this.say(this.dataset.copyFailed);
      area.select();
    }
  }

  on_blank() {
    root.classList.add("print-blank");
    print();
  }

  on_ticked() {
    print();
  }

  on_ask() {
    const lines = Object.entries(this.store.stored()).map(([key, copies]) => [key.split(":").at(-1), ...this.names(copies)].join(": "));
    this.parts.stored.replaceChildren(...lines.map((line) => make("li", line)));
    this.parts.forget.showModal();
  }

  on_forget(button) {
    this.store.clear();
    this.copyId = newId();
    this.render();
    this.on_close(button);
    this.say(this.dataset.forgotten);
  }

  on_accept(button) {
    this.on_close(button);
    this.open(newId(), this.incoming);
    this.say(fill(this.dataset.imported, this));
  }

  on_close(button) {
    button.closest("dialog").close();
  }
}

customElements.define("checklist-tool", ChecklistTool);
