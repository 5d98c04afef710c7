"""The rules of others for e-invoices, where they are at hand."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

SHARED = Path(os.environ.get("SAMENKOMST_SHARED") or Path(__file__).resolve().parents[3] / "shared")
VALIDATOR = SHARED / "finance" / "validate.py"


class Judge:
    """The published rules, compiled once: EN 16931, NLCIUS and Peppol, warnings and cents too."""

    def __init__(self, validator: ModuleType) -> None:
        self.validator, self.rules = validator, validator.Rules()

    def findings(self, document: bytes) -> list[str]:
        """What is wrong with a document; nothing for one that is right."""
        _, findings = self.validator.check(document, self.rules, exact=True)
        return [str(finding) for finding in findings]


def load_judge() -> Judge | None:
    """The judge; None where the rules are not there."""
    if not VALIDATOR.exists():
        return None
    spec = importlib.util.spec_from_file_location("finance_validate", VALIDATOR)
    assert spec
    assert spec.loader
    validator = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(validator)
    return Judge(validator)
