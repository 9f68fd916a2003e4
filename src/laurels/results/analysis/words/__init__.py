"""The sentences of an analysis, each computed from its figures."""
