"""Who must not see what: the one place that decides whether a judge is in conflict with an entry.

What was declared or noted counts, and what the records show: whom the judge works for, speaks for or worked for, which
entries they work on or were named in, whose companies are one family or share a mail domain, who is a rival. It is
worked out anew whenever it is asked, so that a record that changes holds at once. Everything that a judge sees or is
given passes here.

Some sources are *certain*: they bar always. Others (`DOUBTFUL`) bar until staff dismiss them: a `Conflict` of that
source on that entry or company, decided as dismissed, lifts exactly that one, for as long as the records show it
through the same company and in the same words. A conflict that was written down bars until it is dismissed or
withdrawn, whatever became of the record it was found in.

`facts` reads, in one statement. `sources` holds one function for each way to be tied. `texts` compares names and mail
domains. `pairs` is what others ask.
"""

from laurels.judging.clash.facts import current
from laurels.judging.clash.pairs import clashes, clashing_pairs, entries_from, why_not, without_clash
from laurels.judging.clash.sources import DOUBTFUL, Clash

__all__ = ["DOUBTFUL", "Clash", "clashes", "clashing_pairs", "current", "entries_from", "why_not", "without_clash"]
