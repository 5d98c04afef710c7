"""Without a kind's folder and its one entry, all that is not about it works as before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from events.kinds import KINDS
from tests.kinds.house import build_without, run

SOME = ("tests/flows/test_signup.py", "tests/registrations/test_seats.py", "tests/website/test_home.py")
OF_THE_DEMO = ("--ignore=tests/demo", "--ignore=tests/walk", "--ignore=tests/soak", "--ignore=tests/kinds")
OF_THE_WHOLE_TREE = ("--ignore=tests/lint",)  # catalogs and words of all kinds


@pytest.mark.timeout(240)
def test_without_one_kind_the_models_fit_and_the_others_work(tmp_path: Path) -> None:
    house = build_without("leergang", tmp_path)
    migrations = run(house, "django", "makemigrations", "--check", "--dry-run")
    assert migrations.returncode == 0, migrations.stdout + migrations.stderr
    tests = run(house, "pytest", "-q", "-p", "no:cacheprovider", *SOME)
    assert tests.returncode == 0, tests.stdout[-4000:]
    found = re.search(r"(\d+) passed, (\d+) skipped", tests.stdout)
    assert found is not None, tests.stdout
    passed, skipped = map(int, found.groups())
    assert passed > 5 * skipped > 0  # what is about courses is skipped, and no more


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_without_any_kind_all_tests_but_its_own_and_the_demos_pass(kind: str, tmp_path: Path) -> None:
    house = build_without(kind, tmp_path)
    left_out = (*OF_THE_DEMO, *OF_THE_WHOLE_TREE, "-m", "not browser and not soak")
    tests = run(house, "pytest", "-q", "-p", "no:cacheprovider", *left_out)
    assert tests.returncode == 0, tests.stdout[-6000:]
