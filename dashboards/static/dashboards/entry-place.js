// A place that was carried over from the item before: its page is selected when the field gets the focus, so that a
// number typed there takes its place. What a person has changed is left alone.
"use strict";

for (const field of document.querySelectorAll("input[data-carried]")) {
  field.addEventListener("focus", () => {
    setTimeout(() => {
      if (field.value !== field.dataset.carried) return;
      const page = /\bpage (\d+)/.exec(field.value);
      if (page) field.setSelectionRange(page.index + 5, page.index + page[0].length);
      else field.select();
    });
  });
}
