// What a reader ticked and wrote, on this device only. Each change reads the store again, so that
// two tabs do not lose each other's ticks.
import { ZONES } from "./checklist-dates.js";

const PREFIX = "siap:";
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;

export const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2);

// Without a prototype, not even the key __proto__ means anything.
const dict = (pairs) => Object.assign(Object.create(null), Object.fromEntries(pairs));
const isObject = (value) => typeof value === "object" && value !== null;
const pairs = (value, test) => (isObject(value) ? Object.entries(value).filter((pair) => test(pair[1])) : []);
const string = (value) => (typeof value === "string" ? value : "");

// The valid parts of a copy: an interview with its details, dates and marks.
export const copyOf = (raw) => ({
  name: string(raw.name),
  company: string(raw.company),
  position: string(raw.position),
  zone: Object.hasOwn(ZONES, raw.zone) ? raw.zone : "",
  edits: raw.edits & 0xfffffff,
  at: dict(pairs(raw.at, (value) => MOMENT.test(value) && Date.parse(value))),
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

export class Store {
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

// A link's fragment, #c1.<list>.x<done>.n<not applicable>.<dates>.<sum>, names items by checksums of
// their ids, so that they may change places.
const tag = (value) => {
  let hash = 0x811c9dc5;
  for (const char of value) hash = Math.imul(hash ^ char.codePointAt(), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, 0).slice(-4);
};

export function encode(slug, items, { at, zone }) {
  const tags = (mark) => items.filter((item) => item.mark === mark).map((item) => tag(item.id)).join("");
  const rest = Object.entries({ ...at, zone }).map((pair) => pair.join("="));
  const data = ["c1", tag(slug), `x${tags(1)}`, `n${tags("na")}`, ...rest].join(".");
  return `#${data}.${tag(data)}`;
}

// Undefined when the fragment is damaged or belongs to another list.
export function decode(hash, slug, items) {
  const cut = hash.lastIndexOf(".");
  const data = hash.slice(1, cut);
  const [version, list, done = "", na = "", ...rest] = data.split(".");
  if (hash.length > 2000 || version !== "c1" || list !== tag(slug) || hash.slice(cut + 1) !== tag(data)) return;
  const among = (tags, { id, was }) => [id, ...was].some((name) => tags.slice(1).match(/.{4}/g)?.includes(tag(name)));
  const marks = dict(items.map((item) => [item.id, among(done, item) ? 1 : among(na, item) ? "na" : 0]));
  const at = dict(rest.map((pair) => pair.split("=")));
  return copyOf({ at, zone: at.zone, marks });
}
