// Keys on the desk of a reading. They act on the group or form that has the focus and on nothing else: a letter presses
// what names it with data-key, and of a group of choices leads to the next group; Ctrl+Enter saves. Without this file
// the same is done with Tab, the arrows and Enter.
"use strict";

const groups = [...document.querySelectorAll("[data-keys]")];

function onward(group) {
  const next = groups[groups.indexOf(group) + 1];
  const place = next ? next.querySelector("input[type=radio]:checked") : document.querySelector("[data-after-keys]");
  if (!place) return;
  place.focus();
  (next || place).scrollIntoView({ block: "nearest" });
}

for (const group of groups) {
  group.addEventListener("keydown", (event) => {
    const writes = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    const isSave = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!isSave && (writes || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1)) return;
    const wanted = group.querySelector(`[data-key~="${isSave ? "save" : CSS.escape(event.key.toLowerCase())}"]`);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
    if (wanted.matches("input")) onward(group);
  });
}
for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.hidden = false;
