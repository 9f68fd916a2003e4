"""Rules and selections in plain words: one source for visitors, staff and reports."""
