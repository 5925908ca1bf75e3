// Language links keep the reader's place: they lead to the section that is being read, also when
// the reader scrolls up to the header to switch. Section ids are the same in every language;
// without this script each section has its own link.
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
  // Who stays at the top has begun anew; who has just come up there wants the language link.
  timer = setTimeout(() => { place = current(); }, atTop() ? 10000 : 300);
}, { passive: true });

for (const link of document.querySelectorAll("[data-same-section]")) {
  link.addEventListener("click", () => {
    link.hash = atTop() ? place : current();
  });
}
