import { located } from "./search-words.js";
const FULL = 5; // k in BM25: the weight at which a word has half of its effect
const PAGE = 0.3; // what the title of a page counts for its sections,
const CONTEXT = 0.1; // and what the best of them counts for the others
const RARE = 0.3; // how much rare terms count before others, from 0 to 1
const HALF = 1.2; // how much of a word is there when only its page has it
const AROUND = 24, BEFORE = 4; // words in an excerpt, and before the first that was found
export function measured(weights, { pageOf, starts }) {
const tops = new Float32Array(starts.length);
let places = 0;
for (let number = 0; number < weights.length; number += 1) {
const page = pageOf[number];
if (weights[number]) places += 1;
if (weights[number] > tops[page]) tops[page] = weights[number];
}
const rare = Math.log(1 + (weights.length - places + 0.5) / (places + 0.5)) ** RARE;
return { weights, tops, rare };
}
export function rank(terms, rare, { pageOf, starts }, most) {
const whole = sum(rare);
const scores = new Float32Array(pageOf.length);
for (let number = 0; number < pageOf.length; number += 1) {
const page = pageOf[number];
let [score, covered, own] = [0, 0, 0];
for (let i = 0; i < terms.length; i += 1) {
const { weights, tops } = terms[i];
const around = Math.max(PAGE * weights[starts[page]], CONTEXT * tops[page]);
const weight = weights[number] + around;
own += weights[number];
covered += rare[i] * Math.min(1, weights[number] ? 1 : HALF * around);
score += rare[i] * (weight / (weight + FULL));
}
if (own) scores[number] = score * (covered / whole);
}
return highest(scores, most);
}
function highest(numbers, most) {
const best = [];
for (let at = 0; at < numbers.length; at += 1) {
if (!numbers[at] || (best.length === most && numbers[at] <= numbers[best.at(-1)])) continue;
best.push(at);
best.sort((a, b) => numbers[b] - numbers[a] || a - b);
best.length = Math.min(best.length, most);
}
return best;
}
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
