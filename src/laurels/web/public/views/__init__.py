"""Public pages: anyone may read them, nobody needs an account."""
