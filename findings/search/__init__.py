"""Full-text search over what is published: how text is cut, what is indexed, what was asked, what matches."""
