"""The shape of the host: every guard, over the source as it is. ``test_guards_can_fail`` shows each one red."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.guards import privacy, published, purity, sizes, texts, two_people, wiring
from tests.architecture.source import ROOT

GUARDS: list[Callable[[Path], list[str]]] = [
    sizes.too_large,
    sizes.large_in_the_middle,
    purity.impure_domain,
    purity.impure_kernel,
    purity.stray_driver,
    purity.reached_into,
    wiring.incomplete_services,
    wiring.unlisted_use_cases,
    wiring.misnamed_use_cases,
    wiring.undeclared_commands,
    wiring.undecided_events,
    wiring.loose_contracts,
    two_people.own_comparisons,
    privacy.personal_fields,
    privacy.leaving_fields,
    published.changed_schemas,
    published.untold_contracts,
    texts.missing_docstrings,
    texts.left_lying,
    texts.index_addresses,
]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_guard_finds_nothing(guard: Callable[[Path], list[str]]) -> None:
    faults = guard(ROOT)
    assert not faults, "\n" + "\n".join(faults)


def test_import_arrows_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
