// The grid of case audits: moves like a spreadsheet, takes a pasted block, adds up while one types, and asks the server
// for the ledger. Without this file the page works with its two buttons.
"use strict";

for (const form of document.querySelectorAll("[data-grid]")) startGrid(form);

function startGrid(form) {
  const rows = [...form.querySelectorAll("tr[data-line]")].map((row) => [...row.querySelectorAll("[data-cell]")]);
  const said = form.querySelector("[data-said]");
  const verdict = form.querySelector("[data-verdict]");
  const ledger = document.getElementById("grid-ledger");
  document.querySelector("[data-with-scripts]").hidden = false;
  let waiting = null;
  let asked = 0;
  let pasted = [];

  const say = (text) => { said.textContent = text; };

  // What stays in view while one types; the equations themselves stand below the grid.
  function sayVerdict() {
    const fails = ledger.querySelectorAll(".tag--fails").length;
    const all = ledger.querySelectorAll(".ledger__row").length;
    verdict.textContent = fails ? `${fails} of ${all} equations fail. See which.` : "";
  }

  const placeOf = (cell) => {
    const row = rows.findIndex((cells) => cells.includes(cell));
    return [row, row < 0 ? -1 : rows[row].indexOf(cell)];
  };

  // "" is not printed; a whole number is itself; anything else is undefined.
  const numberIn = (cell) => {
    const text = cell.value.trim();
    if (text === "") return null;
    return /^\d{1,7}$/.test(text) && Number(text) <= 1000000 ? Number(text) : undefined;
  };

  // Counts over several grades, by counted set. A line that is not whole, or that counts a grade again, is left out here;
  // the server says what is wrong with it.
  function countedTogether() {
    const found = {};
    for (const row of form.querySelectorAll("tr[data-lumped]")) {
      const [audit, first, last] = row.querySelectorAll("select");
      const input = row.querySelector(".grid__cell");
      const cases = numberIn(input);
      if (cases === undefined) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      const span = { first: first.selectedIndex - 1, last: last.selectedIndex - 1, cases };
      span.words = `${first.selectedOptions[0].text} to ${last.selectedOptions[0].text.toLowerCase()} together: ${cases}`;
      if (audit.value && typeof cases === "number" && span.first >= 0 && span.last > span.first) (found[audit.value] ||= []).push(span);
    }
    return found;
  }

  // The sum of a line; null where a grade is not printed or counts twice.
  function sumOfLine(numbers, spans) {
    const times = numbers.map((value, place) => (typeof value === "number") + spans.filter((span) => span.first <= place && place <= span.last).length);
    if (times.some((each) => each !== 1)) return null;
    return [...numbers.filter((value) => typeof value === "number"), ...spans.map((span) => span.cases)].reduce((a, b) => a + b, 0);
  }

  const sumOf = (values) => values.some((value) => typeof value !== "number") ? null : values.reduce((a, b) => a + b, 0);

  function addUp() {
    const byLine = {};
    const together = countedTogether();
    for (const row of form.querySelectorAll("tr[data-line]")) {
      const cells = [...row.querySelectorAll("[data-cell]")];
      for (const cell of cells) cell.toggleAttribute("aria-invalid", numberIn(cell) === undefined);
      for (const cell of cells) if (cell.hasAttribute("aria-invalid")) cell.setAttribute("aria-invalid", "true");
      const numbers = cells.slice(0, -1).map(numberIn);
      const total = numberIn(cells[cells.length - 1]);
      const spans = together[row.dataset.line] || [];
      const sum = sumOfLine(numbers, spans);
      row.querySelector("[data-together]").replaceChildren(...spans.flatMap((span) => [document.createElement("br"), span.words]));
      const output = row.querySelector("[data-sum]");
      output.textContent = sum === null ? "–" : String(sum);
      output.toggleAttribute("data-differs", sum !== null && typeof total === "number" && total !== sum);
      byLine[row.dataset.line] = [...numbers, sum];
    }
    const headline = byLine["hmicfrs-all"];
    for (const row of form.querySelectorAll("tr[data-adds]")) {
      const lines = row.dataset.adds.trim().split(/\s+/).map((key) => byLine[key]);
      row.querySelectorAll("output").forEach((output, place) => {
        const sum = sumOf(lines.map((numbers) => numbers[place]));
        output.textContent = sum === null ? "–" : String(sum);
        output.toggleAttribute("data-differs", sum !== null && typeof headline[place] === "number" && headline[place] !== sum);
      });
    }
  }

  async function askForLedger() {
    const turn = ++asked;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const text = await answer.text();
      if (turn !== asked) return;
      ledger.innerHTML = text;
      sayVerdict();
    } catch {
      if (turn === asked) ledger.textContent = "The numbers cannot be checked at the moment. They are checked when you save.";
    }
  }

  function changed() {
    addUp();
    clearTimeout(waiting);
    waiting = setTimeout(askForLedger, 350);
  }

  function go(row, column) {
    const cell = rows[row] && rows[row][column];
    if (!cell) return false;
    cell.focus();
    cell.select();
    return true;
  }

  form.addEventListener("focusin", (event) => { if (event.target.matches("[data-cell]")) event.target.select(); });
  form.addEventListener("input", (event) => { if (event.target.name) changed(); });
  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches("[data-cell]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const [row, column] = placeOf(cell);
    const isAll = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const atStart = isAll || cell.selectionEnd === 0;
    const atEnd = isAll || cell.selectionStart === cell.value.length;
    let moved = false;
    if (event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey)) moved = go(row - 1, column);
    else if (event.key === "ArrowDown" || event.key === "Enter") moved = go(row + 1, column);
    else if (event.key === "ArrowLeft" && atStart) moved = go(row, column - 1);
    else if (event.key === "ArrowRight" && atEnd) moved = go(row, column + 1);
    if (moved || event.key === "Enter") event.preventDefault();
  });

  form.addEventListener("paste", (event) => {
    const cell = event.target;
    if (!cell.matches("[data-cell]")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const block = numbersOf(text.split("\n").map((line) => line.split("\t").map((value) => value.trim().replace(/^[-–—]$/, ""))));
    if (block.refusal) return say(`Nothing was pasted: ${block.refusal}`);
    const [top, left] = placeOf(cell);
    let outside = 0;
    pasted = [];
    block.lines.forEach((line, down) => line.forEach((value, right) => {
      const target = rows[top + down] && rows[top + down][left + right];
      if (!target) { outside += value ? 1 : 0; return; }
      pasted.push({ target, before: target.value, after: value });
      target.value = value;
    }));
    say(`${pasted.length} cells filled.` + (block.headings ? " Headings and labels were left out." : "") +
      (outside ? ` ${outside} values did not fit into the grid and were left out.` : "") + " Ctrl+Z takes the paste back.");
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // A paste is taken back as a whole, as long as nobody has typed over it.
  form.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    if (!pasted.length || pasted.some((one) => one.target.value !== one.after)) return;
    event.preventDefault();
    for (const one of pasted) one.target.value = one.before;
    pasted = [];
    say("The paste is taken back.");
    rows[0][0].dispatchEvent(new Event("input", { bubbles: true }));
  });

  addUp();
  sayVerdict();
}

// The numbers of a pasted block without the headings above and the labels before them; a refusal where anything else is
// no whole number, so that nothing lands in a cell that it was not meant for.
function numbersOf(block) {
  const isNumber = (value) => /^\d{1,7}$/.test(value);
  const isWords = (values) => values.some((value) => value) && !values.some(isNumber);
  let lines = block.filter((line) => !isWords(line));
  const hadHeadings = lines.length < block.length;
  const width = Math.max(0, ...lines.map((line) => line.length));
  let labels = 0;
  while (labels < width && isWords(lines.map((line) => line[labels] || ""))) labels += 1;
  lines = lines.map((line) => line.slice(labels));
  if (!lines.some((line) => line.some(isNumber))) return { refusal: "there is no whole number in it." };
  const wrong = lines.flat().find((value) => value && !isNumber(value));
  if (wrong) return { refusal: `“${wrong.slice(0, 40)}” in it is no whole number.` };
  return { lines, headings: hadHeadings || labels > 0 };
}
