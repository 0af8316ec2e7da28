"""A newer package takes the place of the one that came with the product, checked before, and can be taken back."""

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.reference import main
from shared.not_configured import NotConfigured
from shared.reference.checks import check
from shared.reference.installed import in_use, install, take_back
from shared.reference.package import PackageWrong
from shared.reference.reference import Reference
from shared.reference.shipped import SHIPPED, shipped
from shared.web.settings import HostSettings
from tests.reference.packages import REGIONS, read_manifest, write_manifest, write_package

NAMES = (("单", "shan|dan|chan"), ("单于", "chan yu"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The operators' folder, empty."""
    (tmp_path / "reference").mkdir()
    return tmp_path / "reference"


def names(tmp_path: Path, version: str) -> Path:
    """A package of surnames in the version."""
    return write_package(tmp_path / version, "names", version, {"surnames.csv": NAMES})


def version(name: str, root: Path) -> str:
    """Which version holds."""
    return in_use(name, root).manifest.version


def run(*arguments: str, root: Path | None = None) -> int:
    """What the command answers, with or without the operators' folder in the environment."""
    return main(list(arguments), {"TONGXIN_REFERENCE": str(root)} if root else {})


def test_without_a_folder_or_with_an_empty_one_that_of_the_product_holds(root: Path) -> None:
    assert in_use("names", None).folder == in_use("names", root).folder == SHIPPED / "names"


def test_installed_package_holds_and_the_one_before_is_kept_and_holds_again(tmp_path: Path, root: Path) -> None:
    for newer in ("2030.1", "2030.2"):
        install(names(tmp_path, newer), root)
        assert version("names", root) == newer
    assert (root / "names" / "2030.1").is_dir()
    assert take_back("names", root).manifest.version == version("names", root) == "2030.1"
    assert take_back("names", root).manifest.version == shipped("names").manifest.version
    assert Reference.open(["names"], root).surnames == shipped_surnames()


def shipped_surnames() -> object:
    """Those of the product."""
    return Reference.open(["names"]).surnames


def test_a_product_that_comes_with_a_newer_one_goes_before_what_was_installed(tmp_path: Path, root: Path) -> None:
    install(names(tmp_path, "2030.1"), root)
    folder = root / "names" / "2030.1"
    write_manifest(folder, {**read_manifest(folder), "version": "2020.1"})
    assert in_use("names", root).folder == SHIPPED / "names"


def test_an_installed_package_that_was_touched_is_refused_by_every_service_that_starts(
    tmp_path: Path, root: Path
) -> None:
    install(names(tmp_path, "2030.1"), root)
    (root / "names" / "2030.1" / "surnames.csv").write_text("surname,readings\n", encoding="utf-8")
    with pytest.raises(PackageWrong, match=r"surnames\.csv does not have the hash") as refused:
        Reference.open(["names"], root)
    told = NotConfigured.of("rescue", refused.value, HostSettings(reference=root))
    assert "surnames.csv 的内容与清单的校验值不符。请改正 TONGXIN_REFERENCE" in told.zh
    assert "surnames.csv does not have the hash of its manifest. Mend TONGXIN_REFERENCE" in told.en


def test_a_package_in_the_folder_of_another_is_refused(tmp_path: Path, root: Path) -> None:
    names(tmp_path, "2030.1").rename(root / "2030.1")
    (root / "places").mkdir()
    (root / "2030.1").rename(root / "places" / "2030.1")
    (root / "places" / "current").write_text("2030.1\n", encoding="utf-8")
    with pytest.raises(PackageWrong, match="it is names, not places"):
        Reference.open(["places"], root)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageWrong, match="no such folder"):
        Reference.open(["names"], tmp_path / "nowhere")


def test_check_says_what_is_wrong_in_both_languages_and_changes_nothing(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", str(names(tmp_path, "2030.1"))) == 0
    assert "names 2030.1" in capsys.readouterr().out
    wrong = write_package(tmp_path / "wrong", "names", "2030.2", {"surnames.csv": (("单", "shan yu"),)})
    for command in ("check", "install"):
        assert run(command, str(wrong), root=root) == 1
        told = capsys.readouterr().err
        assert "读音的音节数不对" in told
        assert "another number of syllables" in told
    assert list(root.iterdir()) == []


def test_install_list_and_back_on_the_command_line(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("back", "names", root=root) == 1
    assert "没有安装过" in capsys.readouterr().err
    assert run("install", str(names(tmp_path, "2030.1")), root=root) == 0
    assert run("install", str(tmp_path / "2030.1"), root=root) == 1
    assert "不比现在的 2030.1 新" in capsys.readouterr().err
    assert run("list", root=root) == 0
    listed = capsys.readouterr().out
    assert "places 2026.11" in listed
    assert "  2030.1 （最近安装 · installed last）" in listed
    assert run("back", "names", root=root) == 0
    assert "names 2026.11" in capsys.readouterr().out
    assert run("install", str(tmp_path / "2030.1")) == 1, "no folder is named"
    assert "TONGXIN_REFERENCE" in capsys.readouterr().err


def test_a_newer_package_that_forgets_a_code_is_not_installed(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("install", str(write_package(tmp_path / "few")), root=root) == 1
    assert "停用的要写终止，不能删" in capsys.readouterr().err
    assert version("places", root) == "2026.11"


def test_edited_tables_are_sealed_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_package(tmp_path)
    table = folder / "places.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("奉化区", "奉华区"), encoding="utf-8")
    assert run("check", str(folder)) == 1
    assert run("seal", str(folder)) == 0
    assert run("check", str(folder)) == 0
    assert f"{len(REGIONS) + 3} 行" in capsys.readouterr().out


def test_it_runs_as_a_module() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "deploy.reference", "check", str(SHIPPED / "calendars")], capture_output=True, check=True
    )
    assert "工作日历" in ended.stdout.decode()


def test_the_shipped_package_of_places_is_what_its_readme_counts() -> None:
    package = shipped("places")
    check(package)
    rows = list(package.rows("places.csv"))
    past = [row for row in rows if row[4]]
    counts = (len(rows), len({row[0] for row in rows}), len(rows) - len(past), len(past))
    assert counts == (7704, 6770, 3223, 4481)
    readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert all(f"{count:,}" in readme for count in counts)
