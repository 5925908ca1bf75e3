// Finds sections in the index that scripts/search_index.py writes. A word that a reader types stands
// for itself, its family (menolak, penolakan), what it may begin, what it may have been meant to be,
// and its synonyms; the less sure, the less it counts. Nothing that is typed leaves the device: only
// the parts of the index that belong to it are fetched.
const VERSION = 1;
const SAME = 1, FAMILY = 0.8, SYNONYM = 0.9, RELATED = 0.5, BEGUN = 0.5, MISTYPED = 0.5;
const STEPS = 2, LIGHTEST = -4; // how scripts/search_index.py keeps weights
const FULL = 7; // k in BM25: the weight at which a word has half of its effect
const PAGE = 0.3; // what the title of a page counts for its sections
const CONTEXT = 0.05;
const HALF = 0.8;
const COVERAGE = 1.4;
const IGNORED = 0.15;
const MOST_BEGUN = 8;
const SHORTEST = 3, UNSEEN = 4, DEPTH = 2; // as in scripts/search_families.py
const AROUND = 26; // words in an excerpt

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const plain = (word) => word.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
const cut = (text) => text.split(" ").filter(Boolean);

export const words = (text) => (text.match(WORD) ?? []).map(plain)
  .filter((word) => word.length > 1 || /\d/.test(word));

// One letter too many, too few, another, or two that have changed places; `fits` compares the rest.
export function isNear(word, typed, fits = (rest, other) => rest === other) {
  let at = 0;
  while (at < typed.length && word[at] === typed[at]) at += 1;
  const [w, t] = [word.slice(at), typed.slice(at)];
  return fits(w.slice(1), t) || fits(w, t.slice(1)) || fits(w.slice(1), t.slice(1))
    || (w[0] === t[1] && w[1] === t[0] && fits(w.slice(2), t.slice(2)));
}

const begins = (rest, other) => rest.startsWith(other);

export class SearchIndex {
  // `address` is that of indeks.json.
  constructor(address) {
    this.address = address;
  }

  async open(cache = "default") {
    this.parts = new Map();
    const index = await this.fetch(this.address, cache);
    if (index.version !== VERSION) throw new Error("another index");
    this.folder = new URL(index.folder, this.address);
    this.prefixes = Object.entries(index.prefixes);
    this.suffixes = Object.entries(index.suffixes);
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
    let [at, family] = [0, 0];
    for (const [run, count] of runs.entries()) {
      const first = at;
      for (const end = family + count; family < end; family += 1) {
        const members = families[family].map(() => at++);
        this.families.push({ members, run, first });
      }
    }
  }

  readSynonyms(groups) {
    this.synonyms = new Map();
    for (const group of groups.map((words) => words.map((word) => this.at.get(word)))) {
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

  part(name) {
    if (!this.parts.has(name)) this.parts.set(name, this.fetch(new URL(name, this.folder)));
    return this.parts.get(name);
  }

  // Returns the best sections with their pages, and the words that were found in them.
  async find(query, most) {
    const typed = [...new Set(this.joined(words(query)))];
    const terms = typed.map((word, at) => this.variants(word, at === typed.length - 1));
    const weights = await Promise.all(terms.map((term) => this.weigh(term)));
    const found = new Set(terms.flatMap((term) => [...term.keys()].flatMap((at) => this.words[at].split("+"))));
    const factors = typed.map((word) => (this.ignored.has(word) ? IGNORED : 1));
    const best = this.rank(weights, factors).slice(0, most);
    return Promise.all(best.map((number) => this.result(number, found)));
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
    const add = (at, sure) => term.set(at, Math.max(sure, term.get(at) ?? 0));
    const addFamily = (number, sure) => this.families[number].members.forEach((at) => add(at, sure));
    const meant = this.meant(word);
    for (const [number, sure] of meant) addFamily(number, sure);
    if (this.at.has(word)) add(this.at.get(word), SAME);
    if (this.ignored.has(word)) return term;
    for (const [number, sure] of meant) {
      for (const { at, group } of this.synonyms.get(number) ?? []) {
        const like = this.words[at] === word ? SYNONYM : sure * RELATED;
        for (const other of group) {
          add(other, like);
          addFamily(this.familyOf[other], like * RELATED);
        }
      }
    }
    if (isLast || !meant.size) this.begun(word).forEach((at) => addFamily(this.familyOf[at], BEGUN));
    if (!term.size && word.length > 3) {
      this.begun(word, (each) => isNear(each, word, begins))
        .forEach((at) => addFamily(this.familyOf[at], MISTYPED / 2));
    }
    return term;
  }

  // Returns the families that a word belongs to or, when it is unknown, may have been meant to.
  meant(word) {
    if (this.at.has(word)) return new Map([[this.familyOf[this.at.get(word)], FAMILY]]);
    const relatives = this.relatives(word);
    if (relatives.length) return this.sure(relatives, FAMILY);
    if (word.length < 4 || /\d/.test(word)) return new Map();
    const near = this.near(word);
    if (near.length) return this.sure(near, MISTYPED);
    const roots = [...this.roots(word)].filter((root) => root.length > 3);
    return this.sure(roots.flatMap((root) => this.near(root)), MISTYPED * FAMILY);
  }

  sure(found, sure) {
    return new Map(found.map((at) => [this.familyOf[at], sure]));
  }

  near(word) {
    const fits = (each) => Math.abs(each.length - word.length) < 2 && isNear(each, word);
    return [...this.words.keys()].filter((at) => fits(this.words[at]));
  }

  begun(word, fits = (each) => each.startsWith(word)) {
    const found = [...this.words.keys()].filter((at) => fits(this.words[at]));
    return found.sort((a, b) => this.words[a].length - this.words[b].length).slice(0, MOST_BEGUN);
  }

  // Returns words that could have the same root as an unknown one: the root that most of them have.
  relatives(word) {
    let best = [];
    for (const root of this.roots(word)) {
      if (root.length < UNSEEN && !this.at.has(root)) continue;
      const core = root.slice(1);
      const found = [...this.words.keys()].filter((at) => this.words[at].includes(core)
        && this.roots(this.words[at]).has(root));
      if (found.length > best.length) best = found;
    }
    return best;
  }

  roots(word) {
    const found = new Set([word]);
    for (let depth = 0; depth < DEPTH; depth += 1) {
      for (const each of [...found]) this.shorten(each).forEach((root) => found.add(root));
    }
    return found;
  }

  shorten(word) {
    const starts = this.prefixes.filter(([affix]) => word.startsWith(affix))
      .flatMap(([affix, stand]) => stand.map((start) => start + word.slice(affix.length)));
    const ends = this.suffixes.filter(([affix]) => word.endsWith(affix))
      .flatMap(([affix, stand]) => stand.map((end) => word.slice(0, -affix.length) + end));
    return [...starts, ...ends].filter((root) => root.length >= SHORTEST);
  }

  // Returns what a term weighs in each section.
  async weigh(term) {
    const weights = new Float32Array(this.pageOf.length);
    await Promise.all([...term].map(async ([at, sure]) => {
      const { run, first } = this.families[this.familyOf[at]];
      const places = (await this.part(`kata/${run}.json`))[at - first];
      for (let i = 0, number = 0; i < places.length; i += 2) {
        number += places[i];
        weights[number] += sure * 2 ** ((places[i + 1] - 1 + LIGHTEST) / STEPS);
      }
    }));
    return weights;
  }

  // Returns the numbers of the sections that fit, the best first.
  rank(terms, factors) {
    const count = this.pageOf.length;
    const rare = terms.map((weights, i) => {
      const places = weights.reduce((sum, weight) => sum + (weight > 0), 0);
      return factors[i] * Math.log(1 + (count - places + 0.5) / (places + 0.5));
    });
    const whole = rare.reduce((sum, each) => sum + each, 0);
    const tops = terms.map((weights) => {
      const top = new Float32Array(this.starts.length);
      weights.forEach((weight, number) => {
        const page = this.pageOf[number];
        if (weight > top[page]) top[page] = weight;
      });
      return top;
    });
    const scores = new Float32Array(count);
    for (let number = 0; number < count; number += 1) {
      let [score, covered] = [0, 0];
      const head = this.starts[this.pageOf[number]];
      for (const [i, weights] of terms.entries()) {
        const own = weights[number];
        const around = Math.max(PAGE * weights[head], CONTEXT * tops[i][this.pageOf[number]]);
        const weight = own + around;
        if (own) scores[number] = 1;
        covered += rare[i] * Math.min(1, own ? 1 : HALF * around);
        score += rare[i] * (weight / (weight + FULL));
      }
      scores[number] *= score * (covered / whole) ** COVERAGE;
    }
    const fitting = [...scores.keys()].filter((number) => scores[number] > 0);
    return fitting.sort((a, b) => scores[b] - scores[a] || a - b);
  }

  async result(number, found) {
    const page = this.pageOf[number];
    const { address, title, sections } = await this.part(`halaman/${page}.json`);
    const [id, name, text] = sections[number - this.starts[page]];
    return {
      address: new URL(`../../${address}${id && `#${id}`}`, this.address).href,
      page: title,
      section: id && name,
      title: marked(id ? name : title, found),
      text: marked(excerpt(text, found), found),
    };
  }
}

// Returns a text in pieces, of which every second one is a word that was found.
function marked(text, found) {
  const pieces = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    if (!found.has(plain(match[0]))) continue;
    pieces.push(text.slice(last, match.index), match[0]);
    last = match.index + match[0].length;
  }
  return [...pieces, text.slice(last)];
}

// Returns the part of a text in which most different words were found.
function excerpt(text, found) {
  const all = [...text.matchAll(WORD)];
  let [best, most] = [0, 0];
  for (let start = 0; start < all.length; start += AROUND / 2) {
    const inside = all.slice(start, start + AROUND).map((match) => plain(match[0]));
    const count = new Set(inside.filter((word) => found.has(word))).size;
    if (count > most) [best, most] = [start, count];
  }
  if (!all.length) return text;
  const end = all[Math.min(best + AROUND, all.length) - 1];
  const from = best ? all[best].index : 0;
  const to = best + AROUND < all.length ? end.index + end[0].length : text.length;
  return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}
