"""Readers: from what an inspectorate published to an InspectionDocument, without Django and without a database."""
