"""How to read the data in a few lines. Snippets marked so need Python alone, and a test runs them as they stand."""

from dataclasses import dataclass

HEADLINES = "case-grades.csv?assessor=hmicfrs&sample=all&area=whole-sample"


@dataclass(frozen=True)
class Snippet:
    key: str
    title: str
    code: str
    is_standard_library: bool = False

    def at(self, site):
        """The snippet with the address of this site in it."""
        return self.code.replace("SITE", site).strip()


PANDAS = f"""
import pandas as pd

grades = pd.read_csv("SITE/{HEADLINES}", parse_dates=["published"])
print(grades[["inspection", "grade", "cases", "of", "share", "share_low", "share_high"]])
"""
R = f"""
grades <- read.csv("SITE/{HEADLINES}", na.strings = "", fileEncoding = "UTF-8")
print(grades[, c("inspection", "grade", "cases", "of", "share", "share_low", "share_high")])
"""
FILE = f"""
import csv
import io
from urllib.request import urlopen

with urlopen("SITE/{HEADLINES}") as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8", newline="")))
for row in rows:
    print(row["inspection"], row["grade"], row["cases"], "of", row["of"])
"""
PAGES = """
import json
from urllib.request import urlopen

address, rows = "SITE/api/v1/findings/?polarity=concern&fields=force,summary,link&size=100", []
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    rows += page["rows"]
    address = page["next"]
print(len(rows), "of", page["count"])
"""
UNCHANGED = """
from urllib.error import HTTPError
from urllib.request import Request, urlopen

address = "SITE/api/v1/recommendations/"
with urlopen(address) as answer:
    tag = answer.headers["ETag"]
try:
    with urlopen(Request(address, headers={"If-None-Match": tag})):
        print("The data changed.")
except HTTPError as answer:
    print("Nothing changed." if answer.code == 304 else answer.reason)
"""
TOKEN = """
import json
import os
from urllib.request import Request, urlopen

token = {"Authorization": f"Bearer {os.environ['FINDINGS_TOKEN']}"}
address, rows = "SITE/api/v1/findings/?force=dorset&size=100", []
while address:
    with urlopen(Request(address, headers=token)) as answer:
        page = json.load(answer)
    rows += page["rows"]
    address = page["next"]
print(len(rows), "of", page["count"])
"""
WITH_TOKEN = Snippet("python-token", "Python alone: with a token", TOKEN, is_standard_library=True)
SNIPPETS = (
    Snippet("pandas", "pandas", PANDAS),
    Snippet("r", "R", R),
    Snippet("python", "Python alone: a file", FILE, is_standard_library=True),
    Snippet("python-pages", "Python alone: all pages of the API", PAGES, is_standard_library=True),
    Snippet("python-unchanged", "Python alone: only what changed", UNCHANGED, is_standard_library=True),
)
