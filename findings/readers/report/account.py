"""A readable account of a reading: what was read and where, what was doubted, what was ignored."""

NAMES = {
    "case_audits": "counted sets of cases",
    "topic_grades": "graded topics",
    "findings": "findings",
    "illustrations": "cases told",
    "recommendations": "recommendations",
    "figures": "printed figures",
    "judgments": "judgments of other inspectorates",
    "milestones": "steps after publication",
}


def account(reading):
    """The lines of the account."""
    yield from _header(reading)
    yield from _audits(reading)
    yield from _recommendations(reading)
    yield from _rest(reading)
    yield ""
    yield f"Doubted ({len(reading.doubts)})"
    yield from (f"  {doubt}" for doubt in reading.doubts)
    yield ""
    yield f"Ignored ({len(reading.ignored)})"
    yield from (f"  {item}" for item in reading.ignored)


def _header(reading):
    header = reading.document.inspection
    yield getattr(header, "title", "A report whose force or date is not printed")
    for field in ("force", "kind", "framework", "inspected_from", "inspected_to", "published_as_printed", "isbn"):
        value = getattr(header, field, None)
        if value is not None:
            place = next((f" ({one.place})" for one in reading.values if one.path == f"inspection.{field}"), "")
            yield f"  {field.replace('_', ' ')}: {value}{place}"
    if reading.missing:
        yield f"  missing, and needed before the document can be loaded: {', '.join(reading.missing)}"


def where(locator):
    """The place of an item in words."""
    lines = f"line {locator.line}" + (f"-{locator.line_to}" if locator.line_to else "")
    return f"page {locator.page}, {lines}" if locator.page else lines


def _audits(reading):
    for audit in getattr(reading.document, "case_audits", ()):
        counts = ", ".join(
            f"{count.cases} {count.grade}{f' to {count.grade_to}' if count.grade_to else ''}" for count in audit.counts
        )
        total = f" of {audit.total}" if audit.total is not None else ""
        yield f"  {audit.key}: {counts}{total} ({where(audit.locator)})"
    for topic in getattr(reading.document, "topic_grades", ()):
        yield f"  {topic.topic}: {topic.grade} ({where(topic.locator)})"


def _recommendations(reading):
    for item in getattr(reading.document, "recommendations", ()):
        parts = f", {len(item.parts)} parts" if item.parts else ""
        again = f", again at line {item.restated_at.line}" if item.restated_at else ""
        when = item.timescale_as_printed or "no timescale"
        yield f"  recommendation {item.number}, {item.chapter}: {when}{parts} ({where(item.locator)}{again})"
    for item in reading.earlier:
        state = f" (read as {item.state})" if item.state else ""
        yield f"  recommendation of an earlier inspection ({item.place}): {item.verdict or 'no verdict printed'}{state}"


def _rest(reading):
    for name, words in NAMES.items():
        if reading.counts.get(name):
            yield f"  {words}: {reading.counts[name]}"
    sure = sum(value.confidence == "sure" for value in reading.values)
    doubtful = sum(value.confidence == "doubtful" for value in reading.values)
    yield f"  values read: {len(reading.values)}, of which {sure} sure and {doubtful} doubtful"
