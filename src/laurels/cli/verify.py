"""`laurels verify --ledger`: walks every chain of the ledger and says where it does not hold."""

import argparse

import django


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ledger", action="store_true", required=True, help="walk every chain of the ledger")


def run(_args: argparse.Namespace) -> int:
    """0: every chain holds. 1: one does not; each place is printed."""
    django.setup()
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
