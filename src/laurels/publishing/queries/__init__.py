"""Reads. What the public may see begins with `publishing.access`; `overview` and `acts` are for staff."""
