// Warns before text that has not been saved is left. Forms ask for it with data-warn-on-leave.
"use strict";

for (const form of document.querySelectorAll("[data-warn-on-leave]")) {
  let isChanged = form.dataset.warnOnLeave === "changed" || Boolean(document.querySelector(".error-summary"));
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
