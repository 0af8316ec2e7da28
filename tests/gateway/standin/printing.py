"""One paper as printing answers it, and whether it is genuine."""

from typing import Any

import httpx

NUMBER, CODE = "付2026-0001", "7K2M9-QX4TD"
PDF = b"%PDF-1.7 as printing makes it"
FOUND = {
    "number": NUMBER, "kind": "payment_slip", "language": "zh", "about": "project", "subject_id": "project-1",
    "part": "1", "printed_by": "caiwu", "printed_at": "2026-11-23T01:00:00Z", "pages": 1,
}  # fmt: skip


def prints(request: httpx.Request) -> tuple[int, Any]:
    """One paper, and one number without a paper."""
    return 200, {"items": [FOUND, FOUND | {"number": "付2026-0000", "pages": None}]}


def check(request: httpx.Request) -> tuple[int, Any]:
    """Genuine with the right code."""
    asked = request.url.params
    genuine = asked.get("number") == NUMBER and asked.get("code") == CODE
    return 200, {"genuine": genuine, "found": FOUND if genuine else None}


ROUTES = {
    r"GET /prints": prints,
    r"GET /prints/check": check,
    r"POST /prints": lambda request: (200, PDF),
}
