"""Is a plan allowed, and is none better? Decided from the prices alone, with none of the solver's code."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from laurels.assignment.arrays import Instance


def bound(instance: Instance, price: npt.NDArray[np.int64]) -> int:
    """No plan within all loads has more affinity than this, whatever the prices are (weak duality).

    Each entry's best judges at affinity minus price, plus what the bounds are worth at those prices. One read of the
    affinities.
    """
    chunk = max(1, 2_000_000 // max(len(price), 1))
    value = 0
    for first in range(0, len(instance.need), chunk):
        rows = slice(first, first + chunk)
        need = instance.need[rows]
        most = int(need.max(initial=0))
        net = np.where(instance.allowed[rows], instance.affinity[rows] - price, np.iinfo(np.int64).min // 4)
        if most < net.shape[1]:
            net = np.partition(net, -most, axis=1)[:, net.shape[1] - most :] if most else net[:, :0]
        best = -np.sort(-net, axis=1)
        value += int(best[np.arange(best.shape[1]) < need[:, None]].sum())
    return value + int(np.where(price > 0, price * instance.hi, price * instance.lo).sum())


def faults(instance: Instance, seats: Sequence[Sequence[int]]) -> list[str]:
    """The rules that a plan breaks, each once."""
    broken = set()
    loads = [0] * len(instance.hi)
    for entry, judges in enumerate(seats):
        if len(judges) != instance.need[entry]:
            broken.add("demand")
        if len(set(judges)) != len(judges):
            broken.add("twice")
        for judge in judges:
            loads[judge] += 1
            if not instance.allowed[entry, judge]:
                broken.add("conflict")
    if any(load > most for load, most in zip(loads, instance.hi.tolist(), strict=True)):
        broken.add("overload")
    if any(load < least for load, least in zip(loads, instance.lo.tolist(), strict=True)):
        broken.add("underload")
    return sorted(broken)
