"""Who was inspected, when and by which rules."""
