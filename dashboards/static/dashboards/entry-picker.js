// A field above a long list of boxes that shows those whose words fit; what is ticked is always shown.
"use strict";

document.querySelectorAll("[data-picker]").forEach((list, number) => {
  const rows = [...list.querySelectorAll("label")];
  if (rows.length < 9) return;
  const label = document.createElement("label");
  label.className = "visually-hidden";
  label.htmlFor = `picker-${number}`;
  label.textContent = "Show only what fits these words";
  const search = document.createElement("input");
  search.id = `picker-${number}`;
  search.type = "search";
  search.className = "picker-search";
  search.placeholder = "Find";
  search.autocomplete = "off";
  list.before(label, search);
  search.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const fits = words.every((word) => row.textContent.toLowerCase().includes(word));
      row.hidden = !fits && !row.querySelector("input").checked;
    }
  });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
});
