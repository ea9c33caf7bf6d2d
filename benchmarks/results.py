"""What was measured, kept from run to run, so that a row can be measured again alone; and its table."""

import json
from datetime import datetime

from benchmarks.bars import BARS, BY_NAME
from benchmarks.reasons import REASONS

COLUMNS = (("SQLite", 82_000), ("SQLite", 1_000_000), ("PostgreSQL", 82_000), ("PostgreSQL", 1_000_000))
NOT_MET = "not met"


class Results:
    """Values by engine, number of cases and bar, each with its time and number of pairs, in one file."""

    def __init__(self, file):
        self.file = file
        self.read()

    def read(self):
        self.found = json.loads(self.file.read_text()) if self.file.exists() else {}

    def add(self, engine, cases, values, pairs):
        self.read()  # another run may have added to it
        place = self.found.setdefault(f"{engine} {cases}", {})
        now = datetime.now().isoformat(timespec="minutes")
        for name, value in values.items():
            place[name] = {"value": value, "at": now, "pairs": pairs}
        self.file.write_text(json.dumps(self.found, indent=1))

    def has(self, engine, cases, row_bars):
        place = self.found.get(f"{engine} {cases}", {})
        return any(name in place for name in row_bars)

    def value(self, engine, cases, name):
        return self.found.get(f"{engine} {cases}", {}).get(name, {}).get("value")

    def columns(self):
        """What there is, in the order of the table, sizes of one's own behind."""
        there = {(key.partition(" ")[0], int(key.partition(" ")[2])) for key in self.found}
        return [one for one in COLUMNS if one in there] + sorted(there - set(COLUMNS))

    def times(self):
        """When the oldest and the newest value of it was measured."""
        times = sorted(entry["at"] for place in self.found.values() for entry in place.values())
        return times[0].replace("T", " "), times[-1].replace("T", " ")

    def left_out(self):
        """The columns of the table that there are no values for."""
        return [one for one in COLUMNS if one not in self.columns()]

    def pairs(self):
        """The fewest and the most pairs that a value is the median of."""
        pairs = [entry.get("pairs", 1) for place in self.found.values() for entry in place.values()]
        return min(pairs), max(pairs)

    def missed(self):
        """Bars that are not met somewhere, in order: `(bar, [where])`."""
        for bar in BARS:
            values = [(column, self.value(*column, bar.name)) for column in self.columns()]
            if where := [column for column, value in values if value is not None and bar.is_met(value) is False]:
                yield bar, where


def lines_of(engine, cases, values):
    """One row as text, as it is measured: title, aim, value, and whether the aim is met."""
    for name, value in values.items():
        bar = BY_NAME[name]
        met = {True: "met", False: NOT_MET, None: ""}[bar.is_met(value)]
        yield f"{bar.row[:44]:44}  {bar.title[:52]:52}  {bar.aim:>16}  {bar.shown(value):>20}  {met}".rstrip()


def markdown(results):
    """The table: a line for each bar, a column for each engine and size."""
    columns = results.columns()
    heads = [f"{engine}, {cases:,}" for engine, cases in columns]
    yield "| | what | aim | " + " | ".join(heads) + " |"
    yield "| --- | --- | --- |" + " ---: |" * len(columns)
    last = ""
    for bar in BARS:
        values = [results.value(*column, bar.name) for column in columns]
        if all(value is None for value in values):
            continue
        cells = ["–" if value is None else _cell(bar, value) for value in values]
        yield f"| {'' if bar.row == last else bar.row} | {bar.title} | {bar.aim} | {' | '.join(cells)} |"
        last = bar.row


def _cell(bar, value):
    return f"**{bar.shown(value)}, {NOT_MET}**" if bar.is_met(value) is False else bar.shown(value)


def reasons(results):
    """A paragraph for each bar that is not met; one without a reason says so."""
    for bar, where in results.missed():
        places = ", ".join(f"{engine} at {cases:,}" for engine, cases in where)
        reason = REASONS.get(bar.name, "No reason is known yet.")
        yield f"- **{bar.row}: {bar.title}** ({places}). {reason}"
