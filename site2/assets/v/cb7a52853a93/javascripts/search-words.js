const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const SHORTEST = 3, DEPTH = 2; // as in scripts/search_families.py
const SIMPLE = /^[a-z\d]+$/;
function plain(word) {
if (SIMPLE.test(word)) return word;
return word.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
}
export function located(text) {
return [...text.matchAll(WORD)].map((match) => (
{ word: plain(match[0]), from: match.index, to: match.index + match[0].length }
));
}
export function words(text) {
return located(text).map(({ word }) => word).filter((word) => word.length > 1 || /\d/.test(word));
}
export function roots(word, { prefixes, suffixes }) {
const found = new Set([word]);
if (/^\p{L}*$/u.test(word)) {
for (let depth = 0; depth < DEPTH; depth += 1) {
for (const each of [...found]) cut(each, prefixes, suffixes).forEach((root) => found.add(root));
}
}
return found;
}
function cut(word, prefixes, suffixes) {
const starts = prefixes.filter(([affix]) => word.startsWith(affix))
.flatMap(([affix, stand]) => stand.map((start) => start + word.slice(affix.length)));
const ends = suffixes.filter(([affix]) => word.endsWith(affix))
.flatMap(([affix, stand]) => stand.map((end) => word.slice(0, -affix.length) + end));
return [...starts, ...ends].filter((root) => root.length >= SHORTEST);
}
export function isNear(word, typed, fits = (rest, other) => rest === other) {
let at = 0;
while (at < typed.length && word[at] === typed[at]) at += 1;
const [w, t] = [word.slice(at), typed.slice(at)];
return fits(w.slice(1), t) || fits(w, t.slice(1)) || fits(w.slice(1), t.slice(1))
|| (w[0] === t[1] && w[1] === t[0] && fits(w.slice(2), t.slice(2)));
}
