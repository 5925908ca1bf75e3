// Finds sections in the index that scripts/search_index.py writes. A word that a reader types stands
// for itself, its family (menolak, penolakan), what it may begin, what it may have been meant to be,
// and its synonyms; the less sure, the less it counts. Nothing that is typed leaves the device: only
// the parts of the index that belong to it are fetched.
import { excerpt, marked, measured, rank } from "./search-rank.js";
import { isNear, roots, words } from "./search-words.js";

const VERSION = 2;
const SAME = 1, FAMILY = 0.8, SYNONYM = 0.7, RELATED = 0.5, BEGUN = 0.5, MISTYPED = 0.5;
const STEPS = 2, LIGHTEST = -4; // how scripts/search_index.py keeps weights
const IGNORED = 0.3;
const MOST_BEGUN = 8;
const UNSEEN = 4; // as in scripts/search_families.py

const cut = (text) => text.split(" ").filter(Boolean);
const begins = (rest, other) => rest.startsWith(other);

export class SearchIndex {
  // `address` is that of indeks.json.
  constructor(address) {
    this.address = address;
  }

  async open(cache = "default") {
    this.parts = new Map();
    this.memory = new Map();
    const index = await this.fetch(this.address, cache);
    if (index.version !== VERSION) throw new Error("another index");
    this.files = { halaman: cut(index.page_files), kata: cut(index.run_files) };
    this.affixes = {
      prefixes: Object.entries(index.prefixes), suffixes: Object.entries(index.suffixes),
    };
    this.ignored = new Set(cut(index.ignored));
    this.readPages(index.pages);
    this.readWords(index.families.map(cut), index.runs);
    this.readSynonyms(index.synonyms.map(cut));
  }

  readPages(counts) {
    this.pageOf = Uint16Array.from(counts.flatMap((count, page) => Array(count).fill(page)));
    let start = 0;
    this.starts = counts.map((count) => (start += count) - count);
  }

  readWords(families, runs) {
    this.words = families.flat();
    this.at = new Map(this.words.map((word, at) => [word, at]));
    this.families = [];
    this.familyOf = families.flatMap((family, number) => family.map(() => number));
    let at = 0;
    for (const [run, count] of runs.entries()) {
      const first = at;
      for (const family of families.slice(this.families.length, this.families.length + count)) {
        this.families.push({ members: family.map(() => at++), run, first });
      }
    }
  }

  readSynonyms(groups) {
    this.synonyms = new Map();
    for (const group of groups.map((each) => each.map((word) => this.at.get(word)))) {
      for (const at of group) {
        const number = this.familyOf[at];
        this.synonyms.set(number, [...this.synonyms.get(number) ?? [], { at, group }]);
      }
    }
  }

  async fetch(address, cache = "default") {
    const answer = await fetch(address, { cache });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  async part(folder, number, settled) {
    const name = `${folder}/${this.files[folder][number]}.json`;
    if (!this.parts.has(name)) await settled();
    if (!this.parts.has(name)) this.parts.set(name, this.fetch(new URL(name, this.address)));
    return this.parts.get(name);
  }

  // Returns the best sections with their pages, and what was found in them. `settled` is awaited
  // before anything is fetched, and may throw when the query is no longer asked.
  async find(query, most, settled = () => {}) {
    const typed = [...new Set(this.joined(words(query)))];
    const terms = await Promise.all(
      typed.map((word, at) => this.term(word, at === typed.length - 1, settled)),
    );
    const rare = terms.map((term, i) => (this.ignored.has(typed[i]) ? IGNORED : 1) * term.rare);
    const found = this.termsOf(terms);
    const best = rank(terms, rare, this, most);
    return Promise.all(best.map((number) => this.result(number, found, rare, settled)));
  }

  // Returns what one typed word stands for, and what that weighs where. Words that were typed before
  // need not be looked up again at each key.
  async term(word, isLast, settled) {
    const name = isLast ? `${word}…` : word;
    if (!this.memory.has(name)) {
      const variants = this.variants(word, isLast);
      const weights = await this.weigh(variants, settled);
      this.memory.set(name, { variants, ...measured(weights, this) });
    }
    return this.memory.get(name);
  }

  // Returns for each word that is found the numbers of the terms that it stands for.
  termsOf(terms) {
    const found = new Map();
    for (const [number, { variants }] of terms.entries()) {
      for (const word of [...variants.keys()].flatMap((at) => this.words[at].split("+"))) {
        found.set(word, [...found.get(word) ?? [], number]);
      }
    }
    return found;
  }

  // Returns words with those together that only mean something together: "say" and "no".
  joined(typed) {
    return typed.flatMap((word, at) => {
      if (at && this.at.has(`${typed[at - 1]}+${word}`)) return [];
      const both = `${word}+${typed[at + 1]}`;
      return this.at.has(both) ? [both] : [word];
    });
  }

  // Returns the words of the index that one may stand for, with how sure that is.
  variants(word, isLast) {
    const term = new Map();
    if (this.ignored.has(word)) return this.at.has(word) ? term.set(this.at.get(word), SAME) : term;
    const add = (at, sure) => term.set(at, Math.max(sure, term.get(at) ?? 0));
    const addFamily = (number, sure) => this.families[number].members.forEach((at) => add(at, sure));
    const meant = this.meant(word);
    for (const [number, sure] of meant) addFamily(number, sure);
    if (this.at.has(word)) add(this.at.get(word), SAME);
    for (const { at, group, sure } of this.groupsOf(meant)) {
      const like = this.words[at] === word ? SYNONYM : sure * RELATED;
      for (const other of group) {
        add(other, like);
        addFamily(this.familyOf[other], like * RELATED);
      }
    }
    const begun = isLast || !meant.size ? this.begun(word) : [];
    begun.forEach((at) => addFamily(this.familyOf[at], BEGUN));
    if (!term.size && word.length > 3) {
      this.begun(word, (each) => isNear(each, word, begins))
        .forEach((at) => addFamily(this.familyOf[at], MISTYPED * BEGUN));
    }
    return term;
  }

  groupsOf(meant) {
    return [...meant].flatMap(([number, sure]) => (
      (this.synonyms.get(number) ?? []).map((group) => ({ ...group, sure }))
    ));
  }

  // Returns the families that a word belongs to or, when it is unknown, may have been meant to.
  meant(word) {
    if (this.at.has(word)) return new Map([[this.familyOf[this.at.get(word)], FAMILY]]);
    const relatives = this.relatives(word);
    if (relatives.length) return this.sure(relatives, FAMILY);
    if (word.length < 4 || /\d/.test(word)) return new Map();
    const near = this.near(word);
    if (near.length) return this.sure(near, MISTYPED);
    const stems = [...roots(word, this.affixes)].filter((root) => root.length >= UNSEEN);
    return this.sure(stems.flatMap((root) => this.near(root)), MISTYPED * FAMILY);
  }

  sure(found, sure) {
    return new Map(found.map((at) => [this.familyOf[at], sure]));
  }

  those(fits) {
    const found = [];
    for (const [at, word] of this.words.entries()) if (fits(word)) found.push(at);
    return found;
  }

  near(word) {
    return this.those((each) => Math.abs(each.length - word.length) < 2 && isNear(each, word));
  }

  begun(word, fits = (each) => each.startsWith(word)) {
    const found = this.those(fits);
    return found.sort((a, b) => this.words[a].length - this.words[b].length).slice(0, MOST_BEGUN);
  }

  // Returns words that could have the same root as an unknown one: the root that most of them have.
  relatives(word) {
    let best = [];
    for (const root of roots(word, this.affixes)) {
      if (root.length < UNSEEN && !this.at.has(root)) continue;
      const core = root.slice(1);
      const found = this.those((each) => each.includes(core) && roots(each, this.affixes).has(root));
      if (found.length > best.length) best = found;
    }
    return best;
  }

  // Returns what a term weighs in each section.
  async weigh(term, settled) {
    const weights = new Float32Array(this.pageOf.length);
    await Promise.all([...term].map(async ([at, sure]) => {
      const { run, first } = this.families[this.familyOf[at]];
      const places = (await this.part("kata", run, settled))[at - first];
      for (let i = 0, number = 0; i < places.length; i += 2) {
        number += places[i];
        weights[number] += sure * 2 ** ((places[i + 1] - 1 + LIGHTEST) / STEPS);
      }
    }));
    return weights;
  }

  async result(number, found, rare, settled) {
    const page = this.pageOf[number];
    const { address, title, sections } = await this.part("halaman", page, settled);
    const [id, name, text] = sections[number - this.starts[page]];
    return {
      address: new URL(`../../${address}${id && `#${id}`}`, this.address).href,
      page: title,
      section: id && name,
      title: marked(name, found),
      text: marked(excerpt(text, found, rare), found),
    };
  }
}
