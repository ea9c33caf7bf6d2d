"""One noun a file: its filters, its columns and its export. A register answers as page, CSV, JSON and workbook."""
