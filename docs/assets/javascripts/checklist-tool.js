// <checklist-tool>: remembers a checklist's ticks, plans, shares and prints it. All its words are in
// the page; without this script the list can still be ticked and printed. One file, so that a
// telephone with a slow line asks once.

// Dates. A moment is what the clock at the interview shows, read as UTC: so a day stays a day in
// whatever zone this device is. Indonesia's three zones have no summer time.

const DAY = 864e5;
const ZONES = { WIB: ["Asia/Jakarta", 7], WITA: ["Asia/Makassar", 8], WIT: ["Asia/Jayapura", 9] };
const { documentElement: root } = document;
const UNITS = { d: DAY, h: 36e5, m: 6e4 };
const { dates } = document.querySelector("checklist-tool").dataset;
const format = (options) => new Intl.DateTimeFormat(dates, { ...options, timeZone: "UTC" }).format;
const AGO = new Intl.RelativeTimeFormat(dates, { numeric: "auto" });

const long = format({ weekday: "long", day: "numeric", month: "long" });
const short = format({ weekday: "short", day: "numeric", month: "short" });
const clock = format({ timeStyle: "short" });
const day = (moment) => moment - (moment % DAY);
const wall = (value = "") => Date.parse(value.length > 10 ? `${value}Z` : value);

// A zone without a name is this device's.
const offset = (zone) => (zone ? ZONES[zone][1] * 60 : -new Date().getTimezoneOffset());
const instant = (moment, zone) => (zone ? moment - offset(zone) * UNITS.m : Date.parse(new Date(moment).toISOString().slice(0, -1)));
const now = (zone) => Date.now() + offset(zone) * UNITS.m;
const home = () => Object.keys(ZONES).find((zone) => offset(zone) === offset()) ?? "";

// The moment of `interview-2d`, whether its time of day matters, and whether it is the interview itself.
function due(time, at) {
  const [, anchor, number = 0, unit = "m"] = /^([a-z]+)(?:([+-]\d+)([dhm]))?$/.exec(time) ?? [];
  if (!at[anchor]) return null;
  const timed = at[anchor].length > 10 && unit !== "d";
  const moment = wall(at[anchor]) + number * UNITS[unit];
  return { moment: timed ? moment : day(moment), timed, itself: timed && !number };
}

// "tomorrow", "in 3 hours"; "now" for what is late.
function ago({ moment, timed }, present, late) {
  const minutes = Math.round((moment - present) / UNITS.m);
  const days = (day(moment) - day(present)) / DAY;
  if (late) return AGO.format(0, "second");
  if (days || !timed) return AGO.format(days, "day");
  return Math.abs(minutes) < 60 ? AGO.format(minutes, "minute") : AGO.format(Math.round(minutes / 60), "hour");
}

// The store: what a reader ticked and wrote, on this device only. Each change reads it again, applies
// itself and writes, so that two tabs do not lose each other's ticks.

const PREFIX = "siap:";
const ANCHOR = /^[a-z]+$/; // its name stands in links
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;

const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2);

// Without a prototype, not even the key __proto__ means anything.
const dict = (pairs) => Object.assign(Object.create(null), Object.fromEntries(pairs));
const isObject = (value) => typeof value === "object" && value !== null;
const pairs = (value, test) => (isObject(value) ? Object.entries(value).filter((pair) => test(pair[1])) : []);
const string = (value) => (typeof value === "string" ? value : "");

// The valid parts of a copy: an interview with its details, dates and marks (1 done, 0 not, "na").
const copyOf = (raw) => ({
  name: string(raw.name),
  company: string(raw.company),
  position: string(raw.position),
  zone: Object.hasOwn(ZONES, raw.zone) ? raw.zone : "",
  edits: raw.edits & 0xfffffff,
  at: dict(pairs(raw.at, (value) => string(value) && MOMENT.test(value) && Date.parse(value)).filter(([name]) => ANCHOR.test(name))),
  marks: dict(pairs(raw.marks, (value) => [0, 1, "na"].includes(value))),
});

const stateOf = (raw) => {
  let found;
  try {
    found = JSON.parse(raw);
  } catch {}
  const copies = dict(pairs(found?.v === 1 && found.copies, isObject).map(([id, copy]) => [id, copyOf(copy)]));
  return { v: 1, current: found?.current in copies ? found.current : Object.keys(copies)[0] ?? "", copies };
};

const canonical = (raw) => JSON.stringify(stateOf(raw));

class Store {
  constructor(slug, changed, failed) {
    this.key = `${PREFIX}checklist:${slug}`;
    this.failed = failed;
    this.reset();
    addEventListener("storage", ({ key, newValue }) => {
      if (key === this.key && newValue === null) this.reset();
      changed();
    });
  }

  reset() {
    this.raw = null; // as last stored, should the browser forget it
    this.pending = []; // changes not written yet
  }

  read() {
    try {
      this.raw = localStorage.getItem(this.key) ?? this.raw;
    } catch {}
    const state = stateOf(this.raw);
    for (const apply of this.pending) apply(state);
    return state;
  }

  change(apply) {
    this.pending.push(apply);
    const next = canonical(JSON.stringify(this.read()));
    try {
      if (this.raw && this.raw !== canonical(this.raw)) localStorage.setItem(`${this.key.replace("checklist", "backup")}:${newId()}`, this.raw);
      localStorage.setItem(this.key, next);
      this.pending = [];
    } catch {
      this.failed();
    }
  }

  // The keys of ours, each with its copies.
  stored() {
    const found = { [this.key]: this.read().copies };
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(PREFIX)) found[key] ??= stateOf(localStorage.getItem(key)).copies;
      }
    } catch {}
    return found;
  }

  clear() {
    try {
      for (const key in this.stored()) localStorage.removeItem(key);
    } catch {}
    this.reset();
  }
}

// The link: ticks and dates in a fragment, #c1.<list>.x<done>.n<not applicable>.<dates>.<sum>. Four
// characters of a checksum stand for an item's id, so that items may change places.

const tag = (value) => {
  let hash = 0x811c9dc5;
  for (const char of value) hash = Math.imul(hash ^ char.codePointAt(), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, 0).slice(-4);
};

function encode(slug, items, { at, zone }) {
  const tags = (mark) => items.filter((item) => item.mark === mark).map((item) => tag(item.id)).join("");
  const rest = Object.entries({ ...at, zone }).map((pair) => pair.join("="));
  const data = ["c1", tag(slug), `x${tags(1)}`, `n${tags("na")}`, ...rest].join(".");
  return `#${data}.${tag(data)}`;
}

// Undefined when the fragment is damaged or belongs to another list.
function decode(hash, slug, items) {
  const cut = hash.lastIndexOf(".");
  const data = hash.slice(1, cut);
  const [version, list, done = "", na = "", ...rest] = data.split(".");
  if (hash.length > 2000 || version !== "c1" || list !== tag(slug) || hash.slice(cut + 1) !== tag(data)) return;
  const among = (tags, { id, was }) => [id, ...was].some((name) => tags.slice(1).match(/.{4}/g)?.includes(tag(name)));
  const marks = dict(items.map((item) => [item.id, among(done, item) ? 1 : among(na, item) ? "na" : 0]));
  const at = dict(rest.map((pair) => pair.split("=")));
  return copyOf({ at, zone: at.zone, marks });
}

// The calendar: RFC 5545.

const stamp = (moment) => new Date(moment).toISOString().replace(/[-:]|\.\d+/g, "");
const escape = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/[\r\n]+/g, "\\n");

// No line is longer than 75 octets, and no character is cut.
function fold(line) {
  let folded = "";
  let size = 0;
  for (const char of line) {
    const octets = new TextEncoder().encode(char).length;
    size += octets;
    if (size > 75) {
      folded += "\r\n ";
      size = 1 + octets;
    }
    folded += char;
  }
  return `${folded}\r\n`;
}

function calendar({ zone, edits }, events) {
  const [place, hours] = ZONES[zone] ?? [];
  const shift = `+0${hours}00`;
  const time = (name, moment, timed) => {
    if (!timed) return `${name};VALUE=DATE:${stamp(moment).slice(0, 8)}`;
    return zone ? `${name};TZID=${place}:${stamp(moment).slice(0, -1)}` : `${name}:${stamp(instant(moment))}`;
  };
  const event = ({ uid, moment, timed, minutes, title, note, url }) => [
    "BEGIN:VEVENT",
    `UID:${escape(uid)}@siap-wawancara`,
    `DTSTAMP:${stamp(Date.now())}`,
    `SEQUENCE:${edits}`,
    time("DTSTART", moment, timed),
    time("DTEND", moment + (timed ? minutes * UNITS.m : DAY), timed),
    `TRANSP:${timed ? "OPAQUE" : "TRANSPARENT"}`,
    `SUMMARY:${escape(title)}`,
    `DESCRIPTION:${escape(note)}`,
    `URL:${url}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escape(title)}`,
    `TRIGGER:${timed ? "-PT30M" : "PT8H"}`,
    "END:VALARM",
    "END:VEVENT",
  ];
  return [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Siap Wawancara//Checklist//ID",
    ...(zone ? ["BEGIN:VTIMEZONE", `TZID:${place}`, "BEGIN:STANDARD", "DTSTART:19700101T000000", `TZOFFSETFROM:${shift}`,
      `TZOFFSETTO:${shift}`, `TZNAME:${zone}`, "END:STANDARD", "END:VTIMEZONE"] : []),
    ...events.flatMap(event), "END:VCALENDAR",
  ].map(fold).join("");
}

// The element.

const all = (selector) => [...document.querySelectorAll(selector)];
const make = (tag, textContent) => Object.assign(document.createElement(tag), { textContent });
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const ownName = ({ name, company, position }) => name || [company, position].filter(Boolean).join(", ");
const when = ({ at, zone }) => at.interview ? `${long(wall(at.interview))}, ${clock(wall(at.interview))} ${zone}`.trim() : "";

class ChecklistTool extends HTMLElement {
  connectedCallback() {
    this.append(this.firstElementChild.content.cloneNode(true));
    const parts = (this.parts = Object.fromEntries(all("[data-part]").map((part) => [part.dataset.part, part])));
    // In a frame of another site, what is shared leads to the page itself.
    this.address = root.dataset.page ?? location.href.split("#")[0];
    this.heading = document.querySelector("h1").textContent;
    this.copyId = newId();
    this.phases = all(".items").map((list) => this.phase(list));
    this.items = this.phases.flatMap((phase) => phase.items);
    parts.phase.remove();
    this.after(parts.plan);
    parts.share.hidden = !navigator.share;
    parts.tool.open = matchMedia("(min-width: 64rem)").matches;
    const render = () => this.render();
    this.store = new Store(this.dataset.checklist, render, () => this.warn());
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      this[`on_${button?.dataset.do}`]?.(button);
    });
    this.addEventListener("change", ({ target }) => this.change(target));
    addEventListener("hashchange", () => this.follow());
    addEventListener("visibilitychange", render);
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
    return { list, count, title: title.textContent, items: [...list.children].map((row) => this.item(row)) };
  }

  item(row) {
    const [box, label, date, na] = ["input", "label", ".item__date", ".item__na"].map((name) => row.querySelector(name));
    const item = { id: row.id, was: row.dataset.was?.split(" ") ?? [], row, box, date, na, text: label.textContent };
    na.hidden = false;
    na.addEventListener("click", () => this.mark(item, item.mark === "na" ? 0 : "na"));
    box.addEventListener("change", () => this.mark(item, +box.checked));
    return item;
  }

  // What this tab shows; once that has gone, the current copy or a first one.
  idIn(state, id) {
    if (!state.copies[id] && !state.current) state.copies[(state.current = id)] = copyOf({});
    return state.copies[id] ? id : state.current;
  }

  edit(apply) {
    const { copyId } = this;
    this.store.change((state) => apply(state.copies[this.idIn(state, copyId)]));
    this.render();
  }

  open(id, copy) {
    this.copyId = id;
    this.store.change((state) => {
      if (copy) state.copies[id] = copyOf(copy);
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
    // A row that hides because it is done hands the focus on.
    if (!item.row.checkVisibility()) (rows[place + 1] ?? rows[place - 1])?.querySelector("input").focus();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const phase = this.phases.find(({ items }) => items.includes(item));
      this.parts.status.textContent = `${phase.title}: ${this.count(phase.items).words}. ${this.parts.count.textContent}.`;
    }, 800);
  }

  change({ dataset: { part, field }, value }) {
    if (part === "copies") return this.open(value);
    if (part === "sort" && !this.items.some((item) => item.at)) {
      this.parts.sort.checked = false;
      this.say(this.dataset.noDates);
    }
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
    const state = this.store.read();
    const id = (this.copyId = this.idIn(state, this.copyId));
    const copy = (this.copy = state.copies[id]);
    for (const item of this.items) this.draw(item);
    for (const { items, count } of this.phases) {
      const { done, total, words } = this.count(items);
      count.firstChild.textContent = `${done}/${total}`;
      count.lastChild.textContent = words;
    }
    const { done, total, words } = this.count(this.items);
    parts.bar.max = total;
    parts.bar.value = done;
    parts.count.textContent = done === total ? this.dataset.allDone : words;
    const names = this.names(state.copies);
    parts.copies.replaceChildren(...Object.keys(state.copies).map((key, n) => new Option(names[n], key, false, key === id)));
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
    // After the interview, what was to be done before it is not late any more.
    const over = at && at.moment <= wall(dates.interview) && day(wall(dates.interview)) < day(present);
    const late = past && !over;
    const relative = at && ago(at, present, late);
    item.group = mark ? [Infinity, this.dataset.done] : !at ? [Number.MAX_VALUE, this.dataset.undated]
      : late ? [0, relative] : [day(at.moment), `${long(at.moment)} · ${ago({ moment: at.moment }, present)}`];
    Object.assign(item, { at, mark, ahead: at && !past && !mark });
    item.box.checked = mark === 1;
    item.row.dataset.mark = mark;
    item.na.ariaPressed = mark === "na";
    item.date.textContent = item.day = at ? short(at.moment) + (at.timed ? `, ${clock(at.moment)} ${zone}` : "").trimEnd() : "";
    if (at && !mark) item.date.append(" ", make("b", relative));
  }

  count(items) {
    const done = items.filter((item) => item.mark === 1).length;
    const total = items.filter((item) => item.mark !== "na").length;
    return { done, total, words: fill(this.dataset.count, { done, total }) };
  }

  // The items by what is next, or under their phases.
  arrange(byTime = this.parts.sort.checked) {
    const { activeElement } = document;
    if (!byTime && !this.parts.plan.firstChild) return;
    const moment = (item) => item.at?.moment ?? 0;
    const sorted = this.items.toSorted((a, b) => a.group[0] - b.group[0] || moment(a) - moment(b));
    const groups = Map.groupBy(byTime ? sorted : [], (item) => item.group[1]);
    const nodes = [...groups].flatMap(([name, items]) => {
      const list = make("ul", "");
      list.append(...items.map((item) => item.row));
      return [make("h2", name), list];
    });
    if (!byTime) for (const { list, items } of this.phases) list.append(...items.map((item) => item.row));
    this.parts.plan.replaceChildren(...nodes);
    activeElement.focus({ preventScroll: true });
  }

  // A link with ticks asks before it brings them, and only once.
  follow() {
    const { parts, dataset } = this;
    if (/^#c\d+\./.test(location.hash)) {
      const copy = (this.incoming = decode(location.hash, dataset.checklist, this.items));
      history.replaceState(null, "", location.pathname + location.search);
      if (!copy) return this.say(dataset.badLink);
      const items = Object.values(copy.marks).map((mark) => ({ mark }));
      parts.incoming.textContent = `${this.count(items).words}. ${when(copy)}`;
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
    if (!this.warned && !("forgets" in root.dataset)) this.say(this.dataset.notStored);
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
    this.open(newId(), {});
    this.querySelector("[data-field]").focus();
  }

  on_empty() {
    const { copyId, copy, name } = this;
    this.edit((current) => Object.assign(current, { marks: {} }));
    this.say(fill(this.dataset.emptied, { name }), () => {
      this.copyId = copyId;
      this.edit(({ marks }) => Object.assign(marks, { ...copy.marks, ...marks }));
    });
  }

  on_remove() {
    const { copyId, copy, name } = this;
    this.store.change((state) => {
      delete state.copies[copyId];
      state.current = Object.keys(state.copies)[0] ?? "";
    });
    this.copyId = newId();
    this.render();
    this.say(fill(this.dataset.deleted, { name }), () => this.open(copyId, copy));
  }

  on_calendar() {
    const { address, copy, copyId, dataset, heading, items } = this;
    const name = ownName(copy);
    const moment = wall(copy.at.interview);
    const itself = items.filter((item) => item.ahead && item.at.itself);
    const events = items.filter((item) => item.ahead && !item.at.itself);
    if (moment > now(copy.zone)) {
      const note = itself.map((item) => `- ${item.text}`).join("\n");
      events.push({ id: "interview", at: { moment, timed: true }, minutes: 60, text: dataset.event, note });
    }
    if (!events.length) return this.say(dataset.nothingAhead);
    const file = calendar(copy, events.map(({ id, at, text, minutes = 15, note = heading }) => (
      { uid: `${copyId}-${id}`, ...at, minutes, title: name ? `${text} (${name})` : text, note, url: `${address}#${id}` }
    )));
    Object.assign(make("a"), { href: URL.createObjectURL(new Blob([file], { type: "text/calendar" })), download: `${dataset.checklist}.ics` }).click();
  }

  on_share() {
    navigator.share({ title: this.heading, url: this.link }).catch(() => {});
  }

  async on_copy({ value }) {
    const { text, hand } = this.parts;
    text.value = value ? this.outline(...value.split("|")) : this.link;
    try {
      await navigator.clipboard.writeText(text.value);
      this.say(this.dataset.copied);
    } catch {
      hand.hidden = false;
      this.say(this.dataset.copyFailed);
      text.select();
    }
  }

  outline(top, head, bullet) {
    const lines = this.phases.flatMap(({ title, items }) => [
      `\n${head}${title}\n`,
      ...items.map(({ mark, text, day }) => `${bullet}[${{ 1: "x", na: "-" }[mark] ?? " "}] ${text}${day && ` (${day})`}`),
    ]);
    return [top + this.heading, this.parts.about.textContent, ...lines, "", this.link].join("\n");
  }

  on_print({ value }) {
    root.classList.toggle("print-blank", value);
    print();
  }

  on_ask() {
    const lines = Object.entries(this.store.stored()).map(([key, copies]) => [key.split(":")[2], this.names(copies).join("; ")].filter(Boolean).join(": "));
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
