// Carries readers on from an address that only leads elsewhere, with what the address holds: its
// query, and its fragment, whose own link counts where the page has one. A <meta refresh> would
// lose both. Without this script the link of the fragment is the one that is shown (:target).
function carryOn() {
  const { hash, search } = location;
  const known = document.getElementById(decode(hash.slice(1)));
  const link = (known?.matches("[data-carry]") ? known : document.querySelector(".carry--page"))?.querySelector("a");
  if (!link) return;
  const address = new URL(link.href);
  address.search = search;
  if (!known && !address.hash) address.hash = hash;
  location.replace(address);
}

// What is after the # may be anything, "%" alone too.
function decode(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return "";
  }
}

addEventListener("hashchange", carryOn);
carryOn();
