/* Contents follow the reading position: the link of the section in view gets aria-current, and chapters that are folded
   open when a link leads to them. Without this file the contents are plain links. */
(function () {
  "use strict";

  const LINE = 0.3; // a section is in view once its heading has passed this part of the window

  function opened() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details");
    if (folded && !folded.open) {
      folded.open = true;
      target.scrollIntoView();
    }
  }

  window.addEventListener("hashchange", opened);
  opened();

  const contents = document.querySelector(".with-contents > .contents");
  if (!contents || !("IntersectionObserver" in window)) return;
  const places = [...contents.querySelectorAll('a[href^="#"]')]
    .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter((place) => place.heading);

  function mark() {
    const passed = places.filter((place) => place.heading.getBoundingClientRect().top <= window.innerHeight * LINE);
    const current = passed.length ? passed[passed.length - 1] : places[0];
    places.forEach((place) => {
      if (place === current) place.link.setAttribute("aria-current", "location");
      else place.link.removeAttribute("aria-current");
    });
    if (!current || contents.scrollHeight <= contents.clientHeight) return;
    const box = contents.getBoundingClientRect(), row = current.link.getBoundingClientRect();
    if (row.top < box.top || row.bottom > box.bottom) contents.scrollTop += row.top - box.top - box.height / 3;
  }

  // From far above the window down to the line: a jump over many headings changes the state of each of them.
  const observer = new IntersectionObserver(mark, { rootMargin: `1000000px 0px -${100 - 100 * LINE}% 0px`, threshold: [0, 1] });
  places.forEach((place) => observer.observe(place.heading));
  mark();
})();
