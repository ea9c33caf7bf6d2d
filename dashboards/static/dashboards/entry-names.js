// Type-ahead over names and former names: the select stays and is what is sent; a field above it finds the option.
"use strict";

for (const select of document.querySelectorAll("select[data-type-ahead]")) startTypeAhead(select);

function startTypeAhead(select) {
  const names = JSON.parse(document.getElementById(select.dataset.typeAhead).textContent);
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const box = document.createElement("div");
  box.className = "type-ahead";
  box.innerHTML = '<label class="visually-hidden" for="find-name">Find by any name</label>' +
    '<input id="find-name" role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="found-names" autocomplete="off" placeholder="Type a name">' +
    '<ul id="found-names" role="listbox" aria-label="Names found" hidden></ul>';
  select.before(box);
  const input = box.querySelector("input");
  const list = box.querySelector("ul");
  let marked = -1;

  function close() {
    list.hidden = true;
    marked = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    select.value = option.dataset.value;
    input.value = "";
    select.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    select.focus();
  }

  function mark(place) {
    const options = [...list.children];
    marked = options.length ? (place + options.length) % options.length : -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === marked)));
    if (marked >= 0) input.setAttribute("aria-activedescendant", options[marked].id);
  }

  function find() {
    const wanted = plain(input.value.trim());
    list.replaceChildren();
    if (!wanted) return close();
    for (const option of select.options) {
      const called = option.value && [option.text, ...(names[option.value] || [])].find((name) => plain(name).includes(wanted));
      if (!called || list.children.length === 8) continue;
      const item = document.createElement("li");
      item.id = `found-${option.value}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.value = option.value;
      item.textContent = plain(option.text).includes(wanted) ? option.text : `${option.text} (${called})`;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
      list.append(item);
    }
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
  }

  input.addEventListener("input", (event) => { event.stopPropagation(); find(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(marked + 1);
    else if (event.key === "ArrowUp") mark(marked - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") { if (marked >= 0) choose(list.children[marked]); }
    else return;
    event.preventDefault();
  });
}
