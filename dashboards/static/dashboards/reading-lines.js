// Selecting text of a report fills in from which line to which something is added. Without this file they are typed.
"use strict";

const form = document.querySelector("[data-choose-lines]");
const text = document.querySelector("[data-lines]");

function lineOf(node) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[id^=line-]");
  return line && text.contains(line) ? Number(line.id.slice("line-".length)) : null;
}

function choose() {
  const selection = document.getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const first = lineOf(range.startContainer);
  let last = lineOf(range.endContainer);
  if (first === null || last === null) return;
  // A selection of whole lines ends at the beginning of the line after them.
  if (last > first && range.endOffset === 0) last -= 1;
  form.elements.line.value = first;
  form.elements.line_to.value = last > first ? last : "";
  form.querySelector("[data-choose-said]").textContent =
    last > first ? `Lines ${first} to ${last} are chosen.` : `Line ${first} is chosen.`;
}

if (form && text) {
  form.querySelector("[data-choose-hint]").hidden = false;
  document.addEventListener("selectionchange", choose);
}
