"""The whole published database as a package: a description, a CSV file a table, and one SQLite file, in a zip."""
