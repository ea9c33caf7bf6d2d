"""Single cases: the only way they are read from files, written, counted, purged, or shown to more than a few people.

`source` (a file into rows of cells), `check` (a row into a case, or problems), `stage` (a whole file checked, on disk),
`load` and `purge` (the transactions), `counts` (the summary), `pairs` and `tallies` (what the summary says), `release`.
"""
