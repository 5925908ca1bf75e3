// Language links keep the reader's place: they lead to the section that is being read.
// Section ids are the same in every language; without this script each section has its own link.
const sections = [...document.querySelectorAll(".prose [id]")];

function current() {
  const line = innerHeight / 3;
  const above = sections.filter((section) => section.getBoundingClientRect().top < line);
  return above.at(-1)?.id ?? "";
}

for (const link of document.querySelectorAll("[data-same-section]")) {
  link.addEventListener("click", () => {
    link.hash = scrollY > 0 ? current() : "";
  });
}
