// <fill-message>: fields for the gaps of a message template, and links that open the message in an
// e-mail or in WhatsApp. What is typed stays in this page: it is neither stored nor sent. Without
// this script the message can still be copied and filled in by hand.
const values = Object.create(null);

class FillMessage extends HTMLElement {
  connectedCallback() {
    const parts = document.querySelector("template[data-fill]").content.cloneNode(true);
    const [fields, send] = parts.querySelectorAll("[data-part]");
    this.gaps = [...this.querySelectorAll("[data-gap]")];
    this.inputs = new Map();
    for (const gap of this.gaps) {
      gap.name = gap.textContent;
      if (!this.inputs.has(gap.dataset.gap)) this.inputs.set(gap.dataset.gap, this.field(gap));
    }
    fields.append(...[...this.inputs.values()].map((input) => input.parentElement));
    for (const link of send.querySelectorAll("a")) {
      if (!this.dataset.channels.split(" ").includes(link.dataset.send)) link.remove();
    }
    for (const slip of this.querySelectorAll(".slip")) slip.append(send.cloneNode(true));
    send.remove();
    this.querySelector("h4").after(parts);
    for (const type of ["pointerdown", "focusin", "click"]) {
      this.addEventListener(type, ({ target }) => this.address(target.closest("[data-send]")));
    }
    this.fill();
  }

  field({ dataset: { gap }, name }) {
    const label = document.createElement("label");
    const text = document.createElement("span");
    const input = document.createElement("input");
    label.className = "field";
    text.textContent = name.slice(1, -1);
    Object.assign(input, { maxLength: 200, autocomplete: "off" });
    input.addEventListener("input", () => {
      values[gap] = input.value;
      for (const message of document.querySelectorAll("fill-message")) message.fill();
    });
    label.append(text, input);
    return input;
  }

  fill() {
    for (const [name, input] of this.inputs) {
      if (input !== document.activeElement) input.value = values[name] ?? "";
    }
    for (const gap of this.gaps) {
      const value = values[gap.dataset.gap]?.trim();
      gap.textContent = value || gap.name;
      gap.toggleAttribute("data-filled", Boolean(value));
    }
  }

  // The address is made when it is needed: only then is the slip in view, line breaks and all.
  address(link) {
    if (!link) return;
    const text = link.closest(".slip").querySelector(".slip__text").innerText.trim();
    const subject = this.querySelector(".slip__subject")?.innerText.split(":").slice(1).join(":").trim() ?? "";
    link.href = link.dataset.send === "email"
      ? `mailto:?subject=${encode(subject)}&body=${encode(text.replaceAll("\n", "\r\n"))}`
      : `https://wa.me/?text=${encode(text)}`;
  }
}

// Half an emoji, which some keyboards and old programs leave, has no place in an address.
const encode = (text) => encodeURIComponent(text.toWellFormed?.() ?? text);

customElements.define("fill-message", FillMessage);
