// Keeps what is typed into a form a few seconds after the last key, so that a closed window loses nothing. It is no save:
// the server offers it when the form is opened again. Forms ask for it with data-scratch, the address that keeps it.
"use strict";

const PAUSE = 4000;

for (const form of document.querySelectorAll("[data-scratch]")) {
  const said = form.querySelector("[data-scratch-said]");
  const isUndecided = Boolean(document.querySelector("[data-undecided]"));
  let waiting = null;
  let sending = null;
  let isSubmitted = false;

  const say = (text) => { said.textContent = text; said.hidden = false; };

  async function keep() {
    const body = new FormData(form);
    body.append("scratch-form", location.pathname);
    try {
      const signal = AbortSignal.timeout(8000);
      const answer = await fetch(form.dataset.scratch, { method: "POST", body, credentials: "same-origin", signal });
      if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
      say(`Unsaved text kept at ${(await answer.json()).kept}.`);
    } catch {
      say("Unsaved text cannot be kept at the moment. Save before you leave this page.");
    }
  }

  function keepSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      await sending;
      sending = keep().finally(() => { sending = null; });
    }, PAUSE);
  }

  function changed() {
    if (isUndecided) say("Choose above what becomes of the older text. Until then new text is kept only when you save.");
    else keepSoon();
  }

  form.addEventListener("input", (event) => { if (event.target.name) changed(); });
  if (form.dataset.warnOnLeave === "changed") changed();

  // What is on its way arrives before the form does, so that nothing unsaved is left behind by a save.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!sending) return;
    event.preventDefault();
    if (isSubmitted) return;
    isSubmitted = true;
    sending.finally(() => form.requestSubmit(event.submitter));
  });
}
