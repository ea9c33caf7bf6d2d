"""What is measured, in the order of the table, with the aim of each. `floor` is the CPU of a one-line view."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One line. `unit` is said behind the value; without an aim the line only informs."""

    name: str
    row: str
    title: str
    unit: str = "× floor"
    most: float | None = None
    least: float | None = None
    digits: int = 1

    def is_met(self, value):
        """None where there is nothing to meet."""
        if self.most is None and self.least is None:
            return None
        return value <= self.most if self.most is not None else value >= self.least

    @property
    def aim(self):
        if self.is_met(0) is None:
            return "–"
        sign, number = ("≤", self.most) if self.most is not None else ("≥", self.least)
        return f"{sign} {number:,g} {self.unit}".strip()

    def shown(self, value):
        return f"{value:,.{self.digits}f} {self.unit}".strip()


def _count(name, row, title, unit="", **options):
    return Bar(name, row, title, unit=unit, digits=0, **options)


REGISTER = "Rows of a register, 50 of all, filtered, not cached"
PAGE = "The whole page of the same, with filters, counts and total"
GROWTH = "The same at 1,000,000 cases against 82,000"
JSON = "Register as JSON, 100 rows"
FORCE = "Dashboard of one force, not cached"
FORCES = "Dashboard over all forces, not cached"
CSV = "CSV of all cases"
BESIDE = "Reading while two exports of all cases run"
LOAD = "Load of all cases from a CSV file"
WEIGHT = "First load of a page, compressed"

BARS = (
    Bar("floor_cpu", "The floor", "CPU of a request to it", unit="ms", digits=2),
    Bar("floor_rate", "The floor", "one reader, one request after the other", unit="requests/s", digits=0),
    Bar("rows_floor", REGISTER, "CPU", most=10),
    _count("rows_calls", REGISTER, "Python calls", most=12_000),
    _count("rows_sql", REGISTER, "SQL statements", most=4),
    Bar("rows_datasette", REGISTER, "Datasette at its best takes", unit="× ours", least=3.5),
    Bar("datasette_best", REGISTER, "Datasette at its best, 50 rows as JSON"),
    Bar("datasette_plain", REGISTER, "Datasette out of the box, 50 rows as a page", digits=0),
    Bar("page_floor", PAGE, "CPU", most=30),
    Bar("page_rate", PAGE, "requests per second, one reader", unit="× floor", digits=3),
    _count("page_calls", PAGE, "Python calls"),
    _count("page_sql", PAGE, "SQL statements"),
    Bar("grades_floor", PAGE, "the public register of case grades, CPU", most=30),
    _count("grades_calls", PAGE, "the public register of case grades, Python calls"),
    _count("grades_sql", PAGE, "the public register of case grades, SQL statements"),
    Bar("growth_rows", GROWTH, "CPU of the rows", unit="×", most=1.3, digits=2),
    Bar("growth_page", GROWTH, "CPU of the whole page", unit="×", most=1.3, digits=2),
    _count("rows_steps", GROWTH, "steps of SQLite's machine for the rows"),
    Bar("growth_rows_steps", GROWTH, "the same", unit="×", most=1.5, digits=2),
    _count("page_steps", GROWTH, "steps of SQLite's machine for the whole page"),
    Bar("growth_page_steps", GROWTH, "the same", unit="×", most=1.5, digits=2),
    Bar("deep", "A deep page (by key) against the first", "CPU", unit="×", most=1.5, digits=2),
    Bar("json_floor", JSON, "CPU"),
    Bar("json_datasette", JSON, "Datasette at its best takes", unit="× ours", least=2),
    Bar("force_floor", FORCE, "CPU", most=12),
    Bar("force_rate", FORCE, "requests per second, one reader", digits=3),
    _count("force_sql", FORCE, "SQL statements"),
    _count("force_calls", FORCE, "Python calls"),
    Bar("force_cases", FORCE, "CPU of the single cases of one inspection, added up", most=12),
    Bar("force_dash", FORCE, "Dash, the figures of one force"),
    Bar("forces_floor", FORCES, "CPU of the overview", most=40),
    Bar("areas_floor", FORCES, "CPU of the areas of all forces", most=40),
    Bar("forces_rate", FORCES, "requests per second for the overview, one reader", digits=3),
    _count("forces_sql", FORCES, "SQL statements of the overview"),
    _count("forces_calls", FORCES, "Python calls of the overview"),
    Bar("forces_cases", FORCES, "CPU of single cases of all forces, counted under every filter, with 25 rows", most=40),
    Bar("forces_dash", FORCES, "Dash, the figures of all forces"),
    Bar("cached", "A page from the cache", "CPU", most=1.6, digits=2),
    Bar("unchanged", "The same, unchanged (304)", "CPU", most=1.5, digits=2),
    Bar("signed_in", "A signed-in reader", "the floor, signed in, against the floor", most=2, digits=2),
    Bar("csv_heap", CSV, "growth of the heap from 82,000 to 1,000,000 cases", unit="MB", most=16),
    Bar("csv_first", CSV, "first byte after", unit="s", most=1, digits=2),
    Bar("csv_datasette", CSV, "Datasette's stream takes, CPU a row", unit="× ours", least=3),
    Bar("beside", BESIDE, "median time of a page against the quiet one", unit="×", most=5),
    Bar("load_peak", LOAD, "peak memory", unit="MB", most=300, digits=0),
    Bar("load_speed", LOAD, "speed against a bare executemany of the same rows", unit="×", least=0.25, digits=2),
    _count("load_progress", LOAD, "reports of progress on the way", least=2),
    Bar("search_floor", "Search, a word found in 20,000 of 20,000 findings", "CPU", most=150),
    _count("search_sql", "Search, a word found in 20,000 of 20,000 findings", "SQL statements"),
    Bar("weight_list", WEIGHT, "a list page", unit="KB", most=60),
    Bar("weight_charts", WEIGHT, "a page with charts, beyond plotly's file", unit="KB", most=60),
    Bar("weight_admin", WEIGHT, "Django's admin, a list", unit="KB", digits=0),
    Bar("weight_datasette", WEIGHT, "Datasette, a page of 50 rows", unit="KB", digits=0),
    Bar("weight_dash", WEIGHT, "Dash, with its first figure", unit="KB", digits=0),
    _count("worker_imports", "A web worker", "modules of plotly and pandas imported to serve pages", most=0),
    Bar("worker_memory", "A web worker", "two workers and their parent, largest size", unit="MB", digits=0),
    Bar("ready", "Server ready after start, database in place", "first answer of the health check", unit="s", most=3),
    Bar("ready_cpu", "Server ready after start, database in place", "CPU of its processes until then", unit="s"),
)
BY_NAME = {bar.name: bar for bar in BARS}
