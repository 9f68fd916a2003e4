"""Reads for the public: everything here begins with a query set of `publishing.access`."""
