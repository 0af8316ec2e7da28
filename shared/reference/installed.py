"""Which folder of a package holds: the one that came with the product, or a newer one that operators installed.

An operator's folder (``TONGXIN_REFERENCE``) has ``<package>/<version>/`` for each that was installed, and beside them
``current`` and ``previous``, which name a version. ``current`` is replaced in one step, so that a service that starts
meanwhile sees the one or the other.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from shared.reference.checks import check, forgotten
from shared.reference.package import Package, PackageWrong, version_order
from shared.reference.shipped import shipped

CURRENT, PREVIOUS = "current", "previous"


class NotInstalled(Exception):
    """Why a package was not installed or taken back, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} / {en}")


def in_use(name: str, root: Path | None) -> Package:
    """The package that holds: the installed one, unless the product came with the same or a newer version.

    Raises PackageWrong where the folder or the installed package cannot be read.
    """
    ours = shipped(name)
    if root is None:
        return ours
    if not root.is_dir():
        raise PackageWrong(root, "没有这个文件夹。", "there is no such folder.")
    version = _named(root / name / CURRENT)
    if not version:
        return ours
    theirs = Package.open(root / name / version, name)
    return theirs if theirs.manifest.order > ours.manifest.order else ours


def install(source: Path, root: Path) -> Package:
    """Check a package, copy it and let it hold; the one before is kept. Services take it when they start again.

    Raises PackageWrong for what is not right in it, NotInstalled for a version that is not newer, and OSError.
    """
    package = Package.open(source)
    check(package)
    name, version = package.manifest.name, package.manifest.version
    holding = in_use(name, root)
    if package.manifest.order <= holding.manifest.order:
        raise NotInstalled(
            f"{name} {version} 不比现在的 {holding.manifest.version} 新，没有安装。",
            f"{name} {version} is not newer than {holding.manifest.version}, which holds; it was not installed.",
        )
    if lost := forgotten(package, holding):
        raise NotInstalled(
            f"{name} {version} 少了 {len(lost)} 个现有的代码（例如 {lost[0]}），没有安装：停用的要写终止，不能删。",
            f"{name} {version} lacks {len(lost)} codes of the one that holds ({lost[0]}); it was not "
            "installed. What is no more in use ends, but stays.",
        )
    home = root / name
    home.mkdir(parents=True, exist_ok=True)
    copied = home / version
    for left in (copied, home / f".{version}"):
        if left.exists():
            shutil.rmtree(left)
    shutil.copytree(source, home / f".{version}")
    check(Package.open(home / f".{version}", name))
    (home / f".{version}").rename(copied)
    _name(home / PREVIOUS, _named(home / CURRENT))
    _name(home / CURRENT, version)
    return Package.open(copied, name)


def take_back(name: str, root: Path) -> Package:
    """Let the one before hold again: the version installed before, or the one that came with the product.

    Raises NotInstalled where nothing was installed, PackageWrong where the one before is no more what it was.
    """
    home = root / name
    if not _named(home / CURRENT):
        raise NotInstalled(f"没有安装过 {name}，用的是随产品提供的。", f"No {name} was installed; the product's holds.")
    before = _named(home / PREVIOUS)
    if before:
        check(Package.open(home / before, name))
    _name(home / CURRENT, before)
    _name(home / PREVIOUS, "")
    return in_use(name, root)


def installed(name: str, root: Path) -> Iterator[tuple[str, bool]]:
    """The versions in the folder, the newest first, and whether each is the one installed last."""
    home = root / name
    found = [one.name for one in home.iterdir() if one.is_dir() and _is_version(one.name)] if home.is_dir() else []
    current = _named(home / CURRENT)
    for version in sorted(found, key=version_order, reverse=True):
        yield version, version == current


def _is_version(text: str) -> bool:
    with suppress(ValueError):
        return bool(version_order(text))
    return False


def _named(file: Path) -> str:
    with suppress(FileNotFoundError):
        return file.read_text(encoding="utf-8").strip()
    return ""


def _name(file: Path, version: str) -> None:
    beside = file.with_name(f".{file.name}")
    beside.write_text(version + "\n" if version else "", encoding="utf-8")
    beside.replace(file)
