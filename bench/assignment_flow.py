"""The best plan of nine instances: our prices and exchanges against OR-tools' minimum cost flow on all pairs.

Every run has a process of its own, in alternation; the time is from arrays in memory to the plan, the peak that of the
whole process. OR-tools lives in an environment of its own (LAURELS_BENCH_PEER names its Python), since it cannot share
a process with every build of HiGHS.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import import_module, util
from pathlib import Path
from typing import Any

import numpy as np

MAKER = Path(
    os.environ.get(
        "LAURELS_BENCH_INSTANCES", Path(__file__).parents[1].parent / "shared" / "bench" / "assignment_instances.py"
    )
)
# name → (digest, optimum in millionths). The optima are those on which several solvers agreed.
KNOWN = {
    "s-100x30": ("c5764df4c2784faa36095c467358e17aaaf803fb34829675c7e348734f378842", 192_188_972),
    "walled-400x80": ("451f43626ac65251d67fbbdb06d74dd11d0c60cebcbc94e2f003fd576093e7a9", 948_764_850),
    "islands-400x80": ("f29973fd850bfd4c3fb4a78844bef4bda8edad3df5b19baf72d8062492327df3", 934_717_526),
    "islands-1000x200": ("744859f559c60621182daa80121b55c7dedfbddd6f546d15b4dc0cef938684fa", 2_302_730_999),
    "m-1000x200": ("8f62934adb6119be73c006cf28170df55d08e08d7c5ac79f81898cc67c0181bf", 2_062_906_823),
    "flat-1000x200": ("10bb6666e75acd1e7b0c187cd3c587fe9756dfd48d8c362f989f41f3884d23c9", 1_850_000_000),
    "tight-1000x200": ("89ce6c82b793d245f3dae68b37efacc3a66ea28d6748e0191f556ac79ecb5d9b", 1_980_610_908),
    "l-5000x1000": ("aeee132b3cb4ee6a969f9e2b540369f4a6f3c9d2f61e4ebee3224e4cfff52d47", 8_778_712_067),
    "x-10000x2000": ("55867d4d1d7acb6245f7b9f921442eb5caf9ba233af1a988c01a116c4e9003f0", 16_519_283_070),
}


MEGA = 1024  # kilobytes
RUNS = {"l-5000x1000": 1, "x-10000x2000": 1}
MOST_RUNS = 5
SHORT, SHORT_REPEATS = 50_000, 10  # pairs; below, each process solves so often and tells its best
PEER_MEMORY = 12_000_000  # pairs; above, its own figures (140 bytes a pair) leave no room for a shared machine


def made(name: str) -> dict[str, Any]:
    """The arrays of one instance; ends the program where the generator is missing or the digest is another."""
    if not MAKER.is_file():
        sys.exit(
            f"expected the generator of instances at {MAKER}, found nothing there; it is not part of this repository: "
            "name its place in LAURELS_BENCH_INSTANCES"
        )
    spec = util.spec_from_file_location("assignment_instances", MAKER)
    if spec is None or spec.loader is None:
        sys.exit(f"the generator of instances cannot be read: {MAKER}")
    maker = util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    arrays: dict[str, Any] = maker.make(**maker.NAMED[name])
    if maker.digest(arrays) != KNOWN[name][0]:
        sys.exit(f"{name}: another instance than the one the optimum is known of")
    return arrays


def ours(path: str) -> dict[str, object]:
    # The peer's process has no laurels.
    from laurels.assignment import proof  # noqa: PLC0415 - see above
    from laurels.assignment.arrays import Instance  # noqa: PLC0415 - see above
    from laurels.assignment.flow import solve  # noqa: PLC0415 - see above

    loaded = np.load(path)
    whole = {part: loaded[part].astype(np.int64) for part in ("need", "lo", "hi")}
    data = Instance(loaded["affinity"], ~loaded["conflict"], **whole)
    seconds = []
    for _ in range(_repeats(data.affinity)):
        began = time.perf_counter()
        flow = solve(data)
        seconds.append(time.perf_counter() - began)
    peak = _peak()
    began = time.perf_counter()
    gap = proof.bound(data, flow.price) - flow.total
    check = time.perf_counter() - began
    sound = not proof.faults(data, flow.seats)
    return {"seconds": min(seconds), "peak": peak, "total": flow.total, "gap": gap, "sound": sound, "check": check}


def theirs(path: str) -> dict[str, object]:
    peer = import_module("ortools.graph.python.min_cost_flow")  # the peer's environment alone has it

    data = np.load(path)
    arrays = data["affinity"], ~data["conflict"], *(data[part].astype(np.int64) for part in ("need", "lo", "hi"))
    seconds = []
    for _ in range(_repeats(arrays[0])):
        began = time.perf_counter()
        solver = peer.SimpleMinCostFlow()
        _network(solver, *arrays)
        status = solver.solve()
        total = -solver.optimal_cost()
        seconds.append(time.perf_counter() - began)
    return {"seconds": min(seconds), "peak": _peak(), "total": int(total), "sound": status == solver.OPTIMAL}


def _network(solver: Any, affinity: Any, allowed: Any, need: Any, lo: Any, hi: Any) -> None:  # noqa: ANN401 - arrays
    """Every allowed pair an arc, least loads as demands of their own, all of it as arrays."""
    entries, judges = affinity.shape
    entry, judge = np.nonzero(allowed)
    solver.add_arcs_with_capacity_and_unit_cost(
        entry.astype(np.int32),
        (entries + judge).astype(np.int32),
        np.ones(len(entry), dtype=np.int64),
        -affinity[entry, judge].astype(np.int64),
    )
    sink = entries + judges
    solver.add_arcs_with_capacity_and_unit_cost(
        np.arange(entries, sink, dtype=np.int32), np.full(judges, sink, dtype=np.int32), hi - lo, np.zeros_like(hi)
    )
    supplies = np.concatenate([need, -lo, [lo.sum() - need.sum()]])
    solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)


def _repeats(affinity: Any) -> int:  # noqa: ANN401 - arrays
    """A millisecond in a fresh process says more about the process than about the solver."""
    return SHORT_REPEATS if affinity.size < SHORT else 1


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGA


def run(python: str, who: str, path: Path) -> dict[str, float]:
    done = subprocess.run([python, __file__, who, path], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> int:
    made("s-100x30")  # ends here where there is nothing to measure
    other = os.environ.get("LAURELS_BENCH_PEER", "")
    print("seconds: best (median); peak: MB of the whole process; proof: seconds to confirm the prices")
    print(f"{'':18}{'ours':>16}{'peak':>7}{'proof':>7}{'OR-tools':>18}{'peak':>7}{'ratio':>7}  gap")
    wrong = 0
    for name, (_, optimum) in KNOWN.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "instance.npz"
            arrays = made(name)
            np.savez(path, **arrays)
            against = bool(other) and arrays["affinity"].size <= PEER_MEMORY
            mine, others = [], []
            for _ in range(RUNS.get(name, MOST_RUNS)):
                mine.append(run(sys.executable, "ours", path))
                if against:
                    others.append(run(other, "theirs", path))
        right = all(each["gap"] == 0 and each["sound"] and each["total"] == optimum for each in mine)
        right &= all(each["sound"] and each["total"] == optimum for each in others)
        wrong += not right
        print(_line(name, mine, others) + ("" if right else "  WRONG"))
    return 1 if wrong else 0


def _line(name: str, mine: list[dict[str, float]], others: list[dict[str, float]]) -> str:
    best, median, peak = _times(mine)
    line = f"{name:18}{best:8.3f} ({median:5.3f}){peak:7.0f}{min(each['check'] for each in mine):7.2f}"
    if others:
        other, other_median, other_peak = _times(others)
        line += f"{other:10.3f} ({other_median:5.3f}){other_peak:7.0f}{best / other:7.2f}"
    else:
        line += f"{'-':>18}{'-':>7}{'-':>7}"
    return line + f"  {max(each['gap'] for each in mine)}"


def _times(runs: list[dict[str, float]]) -> tuple[float, float, float]:
    seconds = [each["seconds"] for each in runs]
    return min(seconds), statistics.median(seconds), max(each["peak"] for each in runs)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"ours": ours, "theirs": theirs}[sys.argv[1]](sys.argv[2])))
        sys.exit(0)
    sys.exit(main())
