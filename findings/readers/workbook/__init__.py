"""Reads a workbook, one stage a file: container -> cells -> tables -> document. No stage knows a model."""
