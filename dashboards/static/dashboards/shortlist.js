/* Lets a shortlist grow while a person walks from page to page. The list itself is the address of its page; this script
   only remembers, in this tab and until it is closed, the last list that was open, and adds to it instead of starting a
   new one. Without the script every "Add to shortlist" starts a list of its own. */
(function () {
  "use strict";

  const MEMORY = "shortlist";

  function remembered() {
    try { return new URLSearchParams(sessionStorage.getItem(MEMORY) || "").getAll("item"); } catch { return []; }
  }

  function remember(items) {
    try { sessionStorage.setItem(MEMORY, addressOf(items).split("?")[1] || ""); } catch { /* a tab without storage */ }
  }

  function addressOf(items) {
    return "?" + items.map((item) => "item=" + encodeURIComponent(item).replaceAll("%2F", "/")).join("&");
  }

  const page = document.querySelector("[data-shortlist-page]");
  if (page) {
    remember(Array.from(page.querySelectorAll('form input[type="hidden"][name="item"]'), (input) => input.value));
    return;
  }
  const items = remembered();
  if (!items.length) return;
  document.querySelectorAll("a[data-shortlist]").forEach((link) => {
    const [path, query] = link.getAttribute("href").split("?");
    const own = new URLSearchParams(query || "").getAll("item");
    const added = own.filter((item) => !items.includes(item));
    if (own.length && !added.length) link.firstChild.textContent = "On your shortlist";
    link.href = path + addressOf([...items, ...added]);
  });
  document.querySelectorAll("form[data-shortlist]").forEach((form) => {
    items.forEach((item) => {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "item", value: item });
      form.prepend(field);
    });
  });
})();
