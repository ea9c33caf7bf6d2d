// A field above a long list of boxes that shows those whose words fit, also the words of what they mean; what is ticked
// is always shown. Enter ticks the first that fits, the arrow keys move through the list, and what is chosen is told.
"use strict";

document.querySelectorAll("[data-picker]").forEach((list, number) => {
  const rows = [...list.querySelectorAll("label")];
  if (rows.length < 9) return;
  const boxOf = (row) => row.querySelector("input");
  const nameOf = (row) => boxOf(row).dataset.name || row.textContent.trim();
  const made = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const label = made("label", { className: "picker-label", htmlFor: `picker-${number}`, textContent: "Find by a word" });
  const search = made("input", { id: `picker-${number}`, type: "search", className: "picker-search", autocomplete: "off" });
  const help = made("p", { id: `picker-help-${number}`, className: "hint", textContent: "Enter ticks the first that fits; the arrow keys move through the list." });
  const chosen = made("p", { className: "picker-chosen" });
  const means = made("p", { className: "hint picker-means", hidden: true });
  chosen.setAttribute("role", "status");
  search.setAttribute("aria-describedby", help.id);
  list.before(label, help, search, chosen);
  list.after(means);

  function fits(row) {
    const text = `${row.textContent} ${boxOf(row).dataset.means || ""}`.toLowerCase();
    return search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  }

  function show() {
    for (const row of rows) row.hidden = !fits(row) && !boxOf(row).checked;
    list.scrollTop = 0;
  }

  function say(before = "") {
    const names = rows.filter((row) => boxOf(row).checked).map(nameOf);
    chosen.textContent = before + (names.length ? `Chosen: ${names.join(", ")}.` : "None is chosen.");
  }

  function explain(row) {
    means.textContent = row && boxOf(row).dataset.means ? `${nameOf(row)}: ${boxOf(row).dataset.means}` : "";
    means.hidden = !means.textContent;
  }

  // The first that fits and is not chosen yet; once it is, the next word can be typed.
  function takeFirst() {
    const row = rows.find((each) => fits(each) && !boxOf(each).checked);
    if (!row) return say("Nothing else fits. ");
    boxOf(row).click();
    search.value = "";
    show();
  }

  function step(from, by) {
    const shown = rows.filter((row) => !row.hidden);
    const next = shown[shown.indexOf(from) + by];
    if (next) boxOf(next).focus();
    else if (by < 0) search.focus();
  }

  search.addEventListener("input", (event) => {
    event.stopPropagation();
    show();
    explain(search.value.trim() ? rows.find((row) => fits(row) && !boxOf(row).checked) : null);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (search.value.trim()) takeFirst();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      step(null, 1);
    }
  });
  list.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(event.target.closest("label"), by);
  });
  // Not while a mouse button is down: what moves under the pointer is not clicked.
  list.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) explain(event.target.closest("label")); });
  list.addEventListener("change", (event) => { say(); explain(event.target.closest("label")); });
  say();
});
