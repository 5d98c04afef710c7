"""``python -m tests.lint``: every check of `make lint`, all of them even where one fails."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
PACKAGES = "manage.py config demo events flows jobs lib notifications operations organisations payments"
PACKAGES += " registrations reports tests website workspace bench deploy locale/compile.py"
CHECKS: dict[str, list[str | Path]] = {
    "ruff": [BIN / "ruff", "check", "-q", "."],
    "format": [BIN / "ruff", "format", "-q", "--check", "."],
    "import-linter": [BIN / "lint-imports"],
    "djlint": [BIN / "djlint", "--lint", "--quiet", "templates"],
    "migrations": [PYTHON, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
    "house and translations": [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/lint"],
    "mypy": [BIN / "mypy", *PACKAGES.split()],
}


def main() -> int:
    environment = os.environ | {"SAMENKOMST_MODE": "test"}
    failed = []
    for name, command in CHECKS.items():
        begun = time.monotonic()
        made = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        verdict = "ok" if made.returncode == 0 else "FAILED"
        print(f"lint: {name} {verdict} ({time.monotonic() - begun:.1f} s)", flush=True)
        if made.returncode != 0:
            failed.append(name)
            print(made.stdout, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
