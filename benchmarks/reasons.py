"""Why a bar is not met, by its name; said in the document only where it is not."""

KNOWS_WHO = "Single cases are for people with a right, so that each page of them asks who is asking."
PER_INSPECTION = (
    "The page goes through what each of 400 inspections prints, area by area, as plain values that the process keeps, "
    "and draws what it says of them anew."
)
CLOCK = "A time by the clock, and not a ratio: other work held both cores."
COUNTED = (
    "The counts beside the filters are kept for the loads there are; what is left is the rows, and an option for each "
    "force and inspection."
)
REASONS = {
    "rows_calls": f"{KNOWS_WHO} The count includes the test's own client.",
    "rows_sql": f"{KNOWS_WHO} Session and account take one statement; two ask for the data version and the loads there "
    "are, before and after, so that nobody reads a mixture; one reads the rows.",
    "rows_datasette": "Datasette reads columns of one table by an index that this database has, shows numbers where "
    "ours shows names and links, and asks nobody who they are. The whole page of Datasette is the fairer comparison.",
    "json_floor": "Each row of the API carries its share with an interval, its source and its link.",
    "json_datasette": "Each row of the API carries its share with an interval, names, source and link; Datasette "
    "sends the numbers of one table. The rows are the same in number, and not in what they say.",
    "forces_floor": PER_INSPECTION,
    "areas_floor": PER_INSPECTION,
    "force_floor": "The page shows every area and grade of the latest inspection, with intervals and charts.",
    "force_cases": "What the cases add up to is kept for the state of data and loads; what is left is asking who asks, "
    "which loads there are and what was released, and the page around the tables.",
    "forces_cases": COUNTED,
    "page_floor": COUNTED,
    "growth_page": COUNTED,
    "growth_page_steps": COUNTED,
    "growth_rows": "Steps of SQLite's machine, which do not vary, say what is not noise in it.",
    "deep": "Both pages read as many rows by the same index; the rest is noise.",
    "cached": "A whole page is sent instead of one line.",
    "unchanged": "The data version is asked for, and the tag is computed.",
    "signed_in": "Session and account are read from the database, so that closing an account ends its sessions.",
    "csv_first": CLOCK,
    "csv_datasette": "Ours writes names, link, edition and code of each case and escapes formulas; Datasette writes "
    "the numbers of one table.",
    "beside": "Two exports and a reader share two cores with whatever else the machine does.",
    "load_speed": "The load reads, checks, stages, compares and counts each row besides writing it.",
    "search_floor": "Every finding is counted by force, area and theme.",
    "ready": f"{CLOCK} The CPU beside it says what a quiet machine would need.",
}
