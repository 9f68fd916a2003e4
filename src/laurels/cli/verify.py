"""`laurels verify`: walks the ledger's chains, and runs kept tallies again; says where one does not hold."""

import argparse

import django


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ledger", action="store_true", help="walk every chain of the ledger")
    parser.add_argument("--tallies", action="store_true", help="run every kept tally again from its own inputs")
    parser.set_defaults(usage=parser.error)


def run(args: argparse.Namespace) -> int:
    """0: everything holds. 1: something does not; each place is printed. 2: nothing was asked for."""
    if not args.ledger and not args.tallies:
        args.usage("say what to verify: --ledger, --tallies or both")
    django.setup()
    failed = [_ledger() if args.ledger else 0, _tallies() if args.tallies else 0]
    return max(failed)


def _ledger() -> int:
    from laurels.core import ledger  # noqa: PLC0415 tables exist only after Django is set up

    faults = 0
    for fault in ledger.verify():
        faults += 1
        print(f"{fault.chain}, line {fault.position}: {fault.what}")
    chains, lines = ledger.extent()
    if faults:
        print(f"The ledger does NOT hold: {faults} fault(s) in {lines} lines of {chains} chain(s).")
        return 1
    print(f"The ledger holds: {lines} lines in {chains} chain(s).")
    for chain, length, head in ledger.heads():
        print(f"  {chain}: {length} lines, head {head}")
    return 0


def _tallies() -> int:
    from laurels.results.tallying import recompute  # noqa: PLC0415 tables exist only after Django is set up

    faults, count = recompute.verify()
    for fault in faults:
        print(f"{fault.tally.edition}, tally {fault.tally.number}: {fault.what}")
    if faults:
        print(f"The tallies do NOT hold: {len(faults)} fault(s) in {count.tallies} tally run(s).")
        return 1
    print(f"The tallies hold: {count.tallies} run again, every outcome the same to the byte.")
    if count.tallies:
        print(f"  analyses: {count.alike} the same to the byte, {count.near} but for the last digits, "
              f"{count.without} never kept.")  # fmt: skip
    return 0
