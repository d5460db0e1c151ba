"""Receipts: an answer as a file that can be verified later, by its facts, statements, clauses and the fingerprints of its rules."""

from assistant.receipt.making import receipt_of, to_json
from assistant.receipt.model import FORMAT, Receipt, Written
from assistant.receipt.outline import report
from assistant.receipt.reading import LARGEST, ReceiptError, from_json
from assistant.receipt.verifying import Deviation, RuleChange, Verification, verify

__all__ = [
    "FORMAT",
    "LARGEST",
    "Deviation",
    "Receipt",
    "ReceiptError",
    "RuleChange",
    "Verification",
    "Written",
    "from_json",
    "receipt_of",
    "report",
    "to_json",
    "verify",
]
