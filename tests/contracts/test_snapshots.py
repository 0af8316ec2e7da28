"""Published schemas are frozen: the files say what the code says, and a break is told."""

import json
from pathlib import Path

import pytest

from shared.contracts import snapshots
from shared.contracts.snapshots import BREAKING, COMPATIBLE, NEW, UNCHANGED, verdicts, write


def words(home: Path) -> set[str]:
    return {verdict.word for verdict in verdicts(home)}


def edited(file: Path, **members: object) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **members}))


def test_an_empty_home_makes_every_contract_new_and_writing_settles_it(tmp_path: Path) -> None:
    assert words(tmp_path) == {NEW}
    write(tmp_path)
    assert words(tmp_path) == {UNCHANGED}


def test_a_removed_field_is_breaking_and_writing_keeps_the_file(tmp_path: Path) -> None:
    write(tmp_path)
    file = next(tmp_path.glob("*.json"))
    schema = json.loads(file.read_text())
    edited(file, properties={**schema["properties"], "gone": {"type": "string"}})
    before = file.read_text()
    write(tmp_path)
    assert file.read_text() == before
    (broken,) = (verdict for verdict in verdicts(tmp_path) if verdict.word == BREAKING)
    assert broken.lines()[1].strip() == "data.gone: was removed or renamed (subscribers read it)"


def test_other_words_are_compatible_and_rewritten(tmp_path: Path) -> None:
    write(tmp_path)
    edited(next(tmp_path.glob("*.json")), description="older words")
    assert words(tmp_path) == {UNCHANGED, COMPATIBLE}
    write(tmp_path)
    assert words(tmp_path) == {UNCHANGED}


def test_a_schema_without_a_class_is_breaking(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "rescue.case.vanished.v1.json").write_text("{}")
    assert [verdict.type for verdict in verdicts(tmp_path) if verdict.word == BREAKING] == ["rescue.case.vanished.v1"]


def test_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(snapshots.verdicts, "__defaults__", (tmp_path,))
    monkeypatch.setattr(snapshots.write, "__defaults__", (tmp_path,))
    assert snapshots.main([]) == 1
    assert "run make contracts" in capsys.readouterr().err
    assert snapshots.main(["--write"]) == 0
    assert snapshots.main([]) == 0
    (tmp_path / "a.b.c.v1.json").write_text("{}")
    assert snapshots.main(["--write"]) == 1
    assert "needs a new version" in capsys.readouterr().err
