/* Explains a term where it stands: a click or Enter on a.term opens its definition beside it instead of leaving the page.
   The definitions stand in the page already (_components/terms.html). Without this file, with a modifier key, or in a
   browser without popovers, the link leads to the glossary. Escape, a click elsewhere and the button close the note. */
(function () {
  "use strict";

  if (!HTMLElement.prototype.showPopover) return;

  function note(link, definition) {
    const box = document.createElement("span");
    const name = document.createElement("strong");
    const text = document.createElement("span");
    const more = document.createElement("a");
    const close = document.createElement("button");
    box.className = "term-note";
    box.popover = "auto";
    box.tabIndex = -1;
    box.autofocus = true;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", `What ${link.textContent} means`);
    name.textContent = link.textContent;
    text.append(...definition.cloneNode(true).childNodes);
    more.href = link.getAttribute("href");
    more.textContent = "In the glossary";
    close.type = "button";
    close.className = "button button--secondary cite__button";
    close.textContent = "Close";
    close.addEventListener("click", () => box.hidePopover());
    box.append(...(text.textContent.startsWith(name.textContent) ? [] : [name]), text, more, close);
    box.addEventListener("toggle", (event) => {
      link.setAttribute("aria-expanded", String(event.newState === "open"));
      if (event.newState !== "open") box.remove();
    });
    return box;
  }

  document.querySelectorAll("a.term").forEach((link) => {
    const definition = document.getElementById(`term-${new URL(link.href).hash.slice(1)}`);
    if (!definition) return;
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const box = note(link, definition);
      link.after(box); // in reading order, right behind the term
      box.showPopover();
    });
  });
})();
