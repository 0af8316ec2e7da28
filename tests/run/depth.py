"""How deep a run looks: `make test DEPTH=full` tries for hours what only chance finds, and leaves nothing out."""

import os

from hypothesis import settings

FULL = os.environ.get("TONGXIN_TEST_DEPTH") == "full"


def tries(usual: int, *, full: int) -> int:
    """How often a property is tried: as often as usual, or `full` times."""
    return full if FULL else usual


def choose_depth() -> None:
    """What holds for properties that do not say it: how often they are tried, and that a busy machine fails none."""
    settings.register_profile("chosen", max_examples=tries(100, full=2000), deadline=None)
    settings.load_profile("chosen")
