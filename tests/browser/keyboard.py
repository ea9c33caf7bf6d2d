"""Where Tab leads on a page: every control, once, in order, seen, with a ring around it."""

MARK = """() => {
  const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden")
    .filter((element) => element.checkVisibility());
  const group = (element) => [...document.getElementsByName(element.name)].filter((one) => one.form === element.form);
  const stops = found.filter((element) => element.type !== "radio" || element.checked ||
    (group(element)[0] === element && !group(element).some((one) => one.checked)));
  window.walked = [];
  stops.forEach((element, place) => { element.dataset.place = place; });
  document.addEventListener("keyup", ({ key }) => {
    const target = document.activeElement;
    if (key !== "Tab" || target === window.walked.at(-1)?.target) return;
    const style = getComputedStyle(target), box = target.getBoundingClientRect();
    window.walked.push({
      target,
      place: target.dataset.place ?? null,
      what: target.outerHTML.slice(0, 90),
      outline: style.outlineStyle === "none" ? "none" : style.outlineWidth,
      seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    });
  });
  document.body.tabIndex = -1;  // the way starts at the top, wherever the page put the focus
  document.body.focus();
  document.body.removeAttribute("tabindex");
  const dates = stops.filter((element) => ["date", "time", "month"].includes(element.type)).length;
  return { stops: stops.length, presses: stops.length + 4 * dates };
}"""


def walked(page):
    """What is wrong with the way of Tab through the page, and how many controls there are; it starts at the top.

    A group of radio buttons is one control, and a date takes several presses.
    """
    number = page.evaluate(MARK)
    for _ in range(number["presses"]):
        page.keyboard.press("Tab")
    steps = page.evaluate("window.walked.map(({ target, ...step }) => step)")
    came = [step for step in steps if step["place"] is not None][: number["stops"]]
    found = [
        f"control {place} was expected, and {one['place']} came: {one['what']}"
        for place, one in enumerate(came)
        if one["place"] != str(place)
    ][:1]
    if len(came) < number["stops"]:
        found.append(f"only {len(came)} of {number['stops']} controls came")
    found += [f"no ring is seen around {one['what']}" for one in came if one["outline"] != "3px" or not one["seen"]]
    return found, number["stops"]
