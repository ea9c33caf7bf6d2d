"""Gathers what a page shows: rows of the database in, plain values for templates out. No HTTP and no drawing."""
