const BLOCKS = [
[10, 16], [16, 28], [26, 44], [18, 32, 32], [24, 43, 43], [16, 27, 27, 27, 27], [18, 31, 31, 31, 31],
[22, 38, 38, 39, 39], [22, 36, 36, 36, 37, 37], [26, 43, 43, 43, 43, 44],
];
const ALIGNED = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS = [
(x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
(x, y) => ((x / 3 | 0) + (y >> 1)) % 2, (x, y) => ((x * y) % 2) + ((x * y) % 3),
(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const POWER = [1];
for (let i = 1; i < 255; i++) POWER[i] = (POWER[i - 1] << 1) ^ (POWER[i - 1] > 127 ? 0x11d : 0);
const log = (number) => POWER.indexOf(number);
const times = (a, b) => (a && b ? POWER[(log(a) + log(b)) % 255] : 0);
function correction(data, length) {
let divisor = [1];
for (let i = 0; i < length; i++) divisor = [...divisor, 0].map((value, n) => value ^ times(divisor[n - 1] ?? 0, POWER[i]));
const rest = [...data, ...Array(length).fill(0)];
for (let i = 0; i < data.length; i++) {
const factor = rest[i];
for (let n = 0; n <= length; n++) rest[i + n] ^= times(divisor[n], factor);
}
return rest.slice(data.length);
}
const check = (value, divisor, bits) => {
let rest = value << bits;
for (let bit = 31 - Math.clz32(rest); bit >= bits; bit--) if (rest >> bit & 1) rest ^= divisor << (bit - bits);
return (value << bits) | rest;
};
function codewords(text, version) {
const [length, ...sizes] = BLOCKS[version - 1];
const capacity = sizes.reduce((sum, size) => sum + size);
const bits = [4, 4, text.length, version > 9 ? 16 : 8, ...[...text].flatMap((byte) => [byte, 8]), 0, 4];
let string = "";
for (let i = 0; i < bits.length; i += 2) string += bits[i].toString(2).padStart(bits[i + 1], "0");
string = string.slice(0, capacity * 8).padEnd(Math.ceil(string.length / 8) * 8, "0");
const data = string.match(/.{8}/g).map((byte) => parseInt(byte, 2));
while (data.length < capacity) data.push(0xec, 0x11);
data.length = capacity;
const blocks = sizes.map((size) => data.splice(0, size));
const deal = (lists) => Array.from(lists.at(-1), (_, n) => lists.map((list) => list[n])).flat().filter((byte) => byte !== undefined);
return [...deal(blocks), ...deal(blocks.map((block) => correction(block, length)))];
}
function grid(version) {
const size = 17 + 4 * version;
const cells = Array.from({ length: size }, () => Array(size));
const square = (left, top, radius, dark) => {
for (let y = -radius; y <= radius; y++) {
for (let x = -radius; x <= radius; x++) {
if (cells[top + y] && left + x >= 0 && left + x < size) cells[top + y][left + x] = dark(Math.max(Math.abs(x), Math.abs(y)));
}
}
};
for (let i = 8; i < size - 8; i++) cells[6][i] = cells[i][6] = i % 2 === 0;
for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
const places = ALIGNED[version - 1];
const last = places.at(-1);
const corner = (x, y) => [[6, 6], [6, last], [last, 6]].some((place) => place[0] === x && place[1] === y);
for (const y of places) for (const x of places) if (!corner(x, y)) square(x, y, 2, (ring) => ring !== 1);
return cells;
}
function describe(cells, version, mask) {
const size = cells.length;
const format = check(mask, 0x537, 10) ^ 0x5412;
for (let i = 0; i < 15; i++) {
const dark = Boolean(format >> i & 1);
const [x, y] = i < 8 ? [8, i + (i > 5)] : [i < 9 ? 7 : 14 - i, 8];
cells[y][x] = dark;
if (i < 8) cells[8][size - 1 - i] = dark;
else cells[size - 15 + i][8] = dark;
}
cells[size - 8][8] = true;
const number = check(version, 0x1f25, 12);
for (let i = 0; version > 6 && i < 18; i++) {
const [x, y] = [i / 3 | 0, size - 11 + (i % 3)];
cells[x][y] = cells[y][x] = Boolean(number >> i & 1);
}
}
function place(cells, bytes, mask) {
const size = cells.length;
let bit = 0;
for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
for (let i = 0; i < size; i++) {
const y = (right > 6 ? right + 1 : right) & 2 ? i : size - 1 - i;
for (const x of [right, right - 1]) {
if (cells[y][x] === undefined) cells[y][x] = Boolean((bytes[bit >> 3] >> (7 - (bit++ & 7)) & 1) ^ (MASKS[mask](x, y) === 0));
}
}
}
}
function trouble(cells) {
const lines = [...cells, ...cells.map((_, n) => cells.map((row) => row[n]))].map((line) => line.map(Number).join(""));
const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
const finders = lines.flatMap((line) => line.match(/(?=00001011101|10111010000)/g) ?? []).length * 40;
const same = (x, y) => cells[y + 1]?.[x] === cells[y][x] && cells[y][x + 1] === cells[y][x] && cells[y + 1][x + 1] === cells[y][x];
return runs + finders + 3 * cells.flatMap((row, y) => row.filter((_, x) => same(x, y))).length;
}
export function encode(text) {
const bytes = new TextEncoder().encode(text);
const fits = (sizes, n) => bytes.length <= sizes.slice(1).reduce((sum, size) => sum + size) - (n > 8 ? 3 : 2);
const version = BLOCKS.findIndex(fits) + 1;
if (!version) return null;
const codes = MASKS.map((_, mask) => {
const cells = grid(version);
describe(cells, version, mask);
place(cells, codewords(bytes, version), mask);
return cells;
});
return codes.sort((a, b) => trouble(a) - trouble(b))[0];
}
export function svg(text) {
const cells = encode(text);
if (!cells) return "";
const path = cells.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
const size = cells.length + 8;
return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
