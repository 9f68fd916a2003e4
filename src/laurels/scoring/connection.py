from collections.abc import Iterable, Sequence

from laurels.scoring.rubric import Scorecard


def panels(scorecards: Sequence[Scorecard]) -> list[frozenset[str]]:
    """The groups of entries that share judges, directly or through others, largest first.

    Between two groups nothing but the judges' habits may differ, so their scores cannot be compared.
    """
    root: dict[str, str] = {}

    def find(node: str) -> str:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for card in scorecards:
        root[find("e" + card.entry)] = find("j" + card.judge)
    return _by_size((find(node), node[1:]) for node in list(root) if node[0] == "e")


def _by_size(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for group, entry in pairs:
        groups.setdefault(group, set()).add(entry)
    return sorted((frozenset(group) for group in groups.values()), key=lambda group: (-len(group), min(group)))
