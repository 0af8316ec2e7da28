"""The notices name exactly what is pinned."""

from deploy.third_party import FILE, PURPOSES, ROOT, pins, text


def test_third_party_is_what_the_pinned_requirements_say() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run python -m deploy.third_party"


def test_every_requirements_file_is_told_and_pinned() -> None:
    assert {file.stem for file in (ROOT / "requirements").glob("*.txt")} == set(PURPOSES)
    assert all(pins(purpose) for purpose in PURPOSES)
    assert ("motor", "3.7.1") in pins("run")
