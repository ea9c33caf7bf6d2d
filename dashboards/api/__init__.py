"""The read-only API: the rows of the registers for programs, and the pages that explain them to people."""
