"""Laurels runs award programs, from the call for entries to the published winners."""

import os

__version__ = "0.1.0"

# Our systems of equations are small: on a busy machine many threads make them 20 times slower, not faster. It has to be
# said before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
