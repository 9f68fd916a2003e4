"""What a ledger line says beside its hash."""

from typing import Any

from laurels.core.models import LedgerLine


def said(line: LedgerLine) -> dict[str, Any]:
    content = line.payload.content
    assert isinstance(content, dict), "the payload was erased"
    return content
