/* A button beside every [data-cite] that copies its text and says so in a live region. Without this file the text can be
   selected and copied by hand; where the browser refuses the clipboard, the text is selected and the reader told so. */
(function () {
  "use strict";

  const SAID = { copied: "Citation copied", failed: "The citation is selected: copy it with your keyboard or menu" };

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function copy(element) {
    try {
      await navigator.clipboard.writeText(element.textContent.trim()); // only https and localhost have a clipboard
      return true;
    } catch {
      select(element);
      return document.execCommand("copy");
    }
  }

  document.querySelectorAll("[data-cite]").forEach((element) => {
    const row = document.createElement("p");
    const button = document.createElement("button");
    const said = document.createElement("span");
    row.className = "cite__actions";
    button.type = "button";
    button.className = "button button--secondary cite__button";
    button.textContent = "Copy citation";
    said.setAttribute("role", "status");
    said.className = "cite__said";
    row.append(button, said);
    element.after(row);
    button.addEventListener("click", async () => {
      said.textContent = "";
      said.textContent = (await copy(element)) ? SAID.copied : SAID.failed;
    });
  });
})();
