"""Pages that stand alone in one file, outside the web application."""
