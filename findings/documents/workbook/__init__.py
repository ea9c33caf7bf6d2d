"""The workbook form of an InspectionDocument: one layout, from which template and filled workbook are written."""
