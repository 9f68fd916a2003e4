"""One view of a result with its uncertainty, for every face that shows it.

subject   a contest as it was tallied          model     its analysis: keys and figures, no words
build     subjects → analysis                  storage   analysis ↔ canonical JSON, kept with a tally
movers    why an entry moves                   words     sentences       drawing   pictures
view      analysis and names → what the templates of `results/analysis/` show
"""

from laurels.results.analysis.build import DRAWS, analyse
from laurels.results.analysis.model import Analysis, ContestAnalysis, Fit
from laurels.results.analysis.storage import as_json, from_json
from laurels.results.analysis.subject import Subject

__all__ = ["DRAWS", "Analysis", "ContestAnalysis", "Fit", "Subject", "analyse", "as_json", "from_json"]
