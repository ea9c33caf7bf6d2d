"""The only way a whole inspection is written or read: documents in, documents out, one transaction."""
