// Type-ahead over names and former names: the select stays and is what is sent; a field above it finds the option, and
// a line between them says what is chosen or that nothing is.
"use strict";

for (const select of document.querySelectorAll("select[data-type-ahead]")) startTypeAhead(select);

function startTypeAhead(select) {
  const names = JSON.parse(document.getElementById(select.dataset.typeAhead).textContent);
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const box = document.createElement("div");
  box.className = "type-ahead";
  box.innerHTML = '<label class="small" for="find-name">Type a name, also a former one, or choose from the list below</label>' +
    '<input id="find-name" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="found-names" aria-describedby="find-said" autocomplete="off">' +
    '<ul id="found-names" role="listbox" aria-label="Names found" hidden></ul>' +
    '<p class="small" id="find-said" role="status"></p>';
  select.before(box);
  const input = box.querySelector("input");
  const list = box.querySelector("ul");
  const said = box.querySelector("p");
  input.name = `${select.name}-typed`;
  let marked = -1;

  function close() {
    list.hidden = true;
    marked = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function sayChosen() {
    said.textContent = select.value ? `Chosen: ${select.selectedOptions[0].text}.` : "";
  }

  function choose(option) {
    select.value = option.dataset.value;
    input.value = "";
    select.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    sayChosen();
  }

  function mark(place) {
    const options = [...list.children];
    marked = options.length ? (place + options.length) % options.length : -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === marked)));
    if (marked >= 0) input.setAttribute("aria-activedescendant", options[marked].id);
  }

  // What stands typed, where it has chosen nothing.
  function sayUndecided() {
    const typed = input.value.trim();
    if (!typed) return sayChosen();
    const kept = select.value ? `${select.selectedOptions[0].text} stays chosen.` : "Nothing is chosen yet.";
    const found = list.children.length;
    said.textContent = found ? `${found === 1 ? "One name" : `${found} names`} with “${typed}”. ${kept}` : `No name with “${typed}”. ${kept}`;
  }

  function find() {
    const wanted = plain(input.value.trim());
    list.replaceChildren();
    close();
    if (!wanted) return sayUndecided();
    for (const option of select.options) {
      const called = option.value && [option.text, ...(names[option.value] || [])].find((name) => plain(name).includes(wanted));
      if (!called || list.children.length === 8) continue;
      const item = document.createElement("li");
      item.id = `found-${option.value}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.value = option.value;
      item.textContent = plain(option.text).includes(wanted) ? option.text : `${option.text} (${called})`;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); select.focus(); });
      list.append(item);
    }
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
    sayUndecided();
  }

  input.addEventListener("input", (event) => { event.stopPropagation(); find(); });
  input.addEventListener("blur", () => { close(); sayUndecided(); });
  select.addEventListener("input", () => { input.value = ""; sayChosen(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !event.shiftKey && marked >= 0) choose(list.children[marked]);
    if (event.key === "ArrowDown") mark(marked + 1);
    else if (event.key === "ArrowUp") mark(marked - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") { if (marked >= 0) { choose(list.children[marked]); select.focus(); } }
    else return;
    event.preventDefault();
  });

  if (select.dataset.typed && !select.value) {
    input.value = select.dataset.typed;
    find();
    close();
  }
}
