// Which sections fit best, and which part of them to show. A term is a word that a reader typed;
// its weights are what it weighs in each section.
import { located } from "./search-words.js";

const FULL = 7; // k in BM25: the weight at which a word has half of its effect
const PAGE = 0.3; // what the title of a page counts for its sections,
const CONTEXT = 0.1; // and what the best of them counts for the others
const RARE = 0.4; // how much rare terms count before others, from 0 to 1
const HALF = 0.8; // how much of a word is there when only its page has it
const AROUND = 24, BEFORE = 4; // words in an excerpt, and before the first that was found

// Returns how rare terms are in `count` sections, each counted by its factor.
export function rarity(terms, factors, count) {
  return terms.map((weights, i) => {
    const places = weights.reduce((sum, weight) => sum + (weight > 0), 0);
    return factors[i] * Math.log(1 + (count - places + 0.5) / (places + 0.5)) ** RARE;
  });
}

// Returns the numbers of the sections that fit, the best first.
export function rank(terms, rare, { pageOf, starts }) {
  const whole = sum(rare);
  const tops = terms.map((weights) => highest(weights, pageOf, starts.length));
  const scores = new Float32Array(pageOf.length);
  for (let number = 0; number < pageOf.length; number += 1) {
    if (!terms.some((weights) => weights[number])) continue;
    const page = pageOf[number];
    let [score, covered] = [0, 0];
    for (const [i, weights] of terms.entries()) {
      const around = Math.max(PAGE * weights[starts[page]], CONTEXT * tops[i][page]);
      const weight = weights[number] + around;
      covered += rare[i] * Math.min(1, weights[number] ? 1 : HALF * around);
      score += rare[i] * (weight / (weight + FULL));
    }
    scores[number] = score * (covered / whole);
  }
  const fitting = [...scores.keys()].filter((number) => scores[number]);
  return fitting.sort((a, b) => scores[b] - scores[a] || a - b);
}

// Returns the highest weight in each page.
function highest(weights, pageOf, pages) {
  const top = new Float32Array(pages);
  weights.forEach((weight, number) => {
    const page = pageOf[number];
    if (weight > top[page]) top[page] = weight;
  });
  return top;
}

// Returns the part of a text in which the most and rarest terms stand; `found` has for each word the
// numbers of its terms.
export function excerpt(text, found, rare) {
  const all = located(text);
  const terms = all.map(({ word }) => found.get(word) ?? []);
  let [best, most] = [0, 0];
  for (const start of all.keys()) {
    if (!terms[start].length) continue;
    const inside = new Set(terms.slice(start, start + AROUND).flat());
    const share = sum([...inside].map((term) => rare[term]));
    if (share > most) [best, most] = [start, share];
  }
  const first = Math.max(0, Math.min(best - BEFORE, all.length - AROUND));
  const [from, to] = [first ? all[first].from : 0, all[first + AROUND]?.from ?? text.length];
  return `${first ? "… " : ""}${text.slice(from, to).trim()}${to < text.length ? " …" : ""}`;
}

// Returns a text in pieces, of which every second one is a word that was found.
export function marked(text, found) {
  const pieces = [];
  let last = 0;
  for (const { word, from, to } of located(text)) {
    if (!found.has(word)) continue;
    pieces.push(text.slice(last, from), text.slice(from, to));
    last = to;
  }
  return [...pieces, text.slice(last)];
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
