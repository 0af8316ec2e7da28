"""How long to wait before the next try: ever longer, up to a bound, and not everybody at the same moment."""

import random

_DOUBLINGS = 16


def jittered(first_s: float, longest_s: float, failures: int) -> float:
    """Seconds to wait after so many failures, at least 1: doubled each time, then between half of that and all."""
    whole = min(longest_s, first_s * 2.0 ** min(failures - 1, _DOUBLINGS))
    return whole * random.uniform(0.5, 1)  # noqa: S311  (jitter)
