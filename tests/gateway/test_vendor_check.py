"""Vendored files are those that VENDOR.toml names."""

import shutil
from pathlib import Path

from services.gateway.vendor_check import STATIC, faults


def test_vendored_files_are_as_named() -> None:
    assert faults(STATIC / "VENDOR.toml") == []
    assert faults(Path("tests/browser/VENDOR.toml")) == []


def test_vendored_file_that_was_changed_lost_or_added_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(STATIC / "vendor", tmp_path / "vendor")
    shutil.copy(STATIC / "VENDOR.toml", tmp_path)
    folder = tmp_path / "vendor/htmx-2.0.11"
    (folder / "htmx.min.js").write_text("other")
    (folder / "LICENSE").unlink()
    (folder / "more.js").write_text("")
    said = [fault.rpartition("/")[2] for fault in faults(tmp_path / "VENDOR.toml")]
    assert said == [
        "htmx.min.js is not the file of htmx.org 2.0.11", "LICENSE is missing", "more.js is not named in VENDOR.toml"
    ]  # fmt: skip
