const sections = [...document.querySelectorAll(".section-head [id]")];
let place = "";
let timer;
function current() {
const above = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3);
return above.at(-1)?.id ?? "";
}
const atTop = () => scrollY < innerHeight / 3;
addEventListener("scroll", () => {
clearTimeout(timer);
timer = setTimeout(() => { place = current(); }, atTop() ? 10000 : 300);
}, { passive: true });
for (const link of document.querySelectorAll("[data-same-section]")) {
link.addEventListener("click", () => {
link.hash = atTop() ? place : current();
});
}
