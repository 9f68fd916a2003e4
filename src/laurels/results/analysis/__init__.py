"""One view of a result with its uncertainty, for every face that shows it.

subject   a contest as it was tallied          model     its analysis: keys and figures, no words
build     subjects → analysis                  storage   analysis ↔ canonical JSON, kept with a tally
movers    why an entry moves                   words     sentences       drawing   pictures
labels    what keys are called on a face       view      analysis and labels → what the templates
                                                         of `results/analysis/` show
"""

from laurels.results.analysis.build import DRAWS, adjustment, analyse
from laurels.results.analysis.labels import Label, Labels
from laurels.results.analysis.model import Analysis, ContestAnalysis, Fit
from laurels.results.analysis.storage import as_json, from_json
from laurels.results.analysis.subject import Subject
from laurels.results.analysis.view import contest_view, fit_view, view

__all__ = [
    "DRAWS",
    "Analysis",
    "ContestAnalysis",
    "Fit",
    "Label",
    "Labels",
    "Subject",
    "adjustment",
    "analyse",
    "as_json",
    "contest_view",
    "fit_view",
    "from_json",
    "view",
]
