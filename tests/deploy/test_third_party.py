"""The notices name exactly what is pinned."""

from deploy.third_party import FILE, PURPOSES, pins, text


def test_third_party_is_what_the_pinned_requirements_say() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run python -m deploy.third_party"


def test_every_requirement_is_pinned_exactly() -> None:
    for purpose in PURPOSES:
        assert pins(purpose), purpose
    assert ("motor", "3.7.1") in pins("run")
