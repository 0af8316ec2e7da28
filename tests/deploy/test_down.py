"""`make clean` deletes what an installation made, and nothing else."""

from pathlib import Path

import pytest

from deploy.keys import KeyFiles, ensure_keys
from deploy.local.down import clean
from deploy.local.home import Home

ELSEWHERE = {"TONGXIN_MONGO_URL": "mongodb://elsewhere/"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with everything that an installation makes."""
    made = Home(tmp_path / "home")
    for folder in (made.logs, made.mongod, made.rabbitmq):
        folder.mkdir(parents=True)
        (folder / "file").touch()
    for file in (made.lock_file, made.run_file, made.demo_marker):
        file.touch()
    ensure_keys(KeyFiles.below(made.keys), sealed_data=False)
    return made


def test_clean_deletes_all_that_was_made_and_the_empty_folder(home: Home) -> None:
    clean(home, {})
    assert not home.root.exists()


def test_clean_leaves_what_others_keep_in_the_same_folder(home: Home) -> None:
    (home.root / "thesis.odt").write_text("years of work")
    clean(home, {})
    assert [path.name for path in home.root.iterdir()] == ["thesis.odt"]


def test_clean_keeps_the_keys_of_data_that_lies_elsewhere(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    clean(home, ELSEWHERE)
    assert [path.name for path in home.root.iterdir()] == ["keys"]
    assert "kept" in capsys.readouterr().out


def test_clean_keeps_the_keys_where_no_data_lies_here(home: Home) -> None:
    (home.mongod / "file").unlink()
    home.mongod.rmdir()
    clean(home, {})
    assert KeyFiles.below(home.keys).master.exists()
