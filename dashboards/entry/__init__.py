"""The desk: pages that write. They check rights, and write only through the actions and the store of findings."""
