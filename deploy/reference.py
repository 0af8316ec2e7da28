"""Packages of reference data from the command line: ``python -m deploy.reference check|install|back|list|seal``.

``check`` says whether a folder is a package that can be installed; ``install`` checks it, copies it to the folder that
TONGXIN_REFERENCE names, and lets it hold; ``back`` lets the one before hold again. Services take what holds when they
start. ``seal`` writes the hashes of edited tables into the manifest of a package.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shared.reference.checks import check
from shared.reference.installed import NotInstalled, in_use, install, installed, take_back
from shared.reference.package import SCHEMAS, Package, PackageWrong
from shared.reference.sealing import seal

_ROOT = "TONGXIN_REFERENCE"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.reference", description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True)
    for name, words in (
        ("check", "whether a folder is a sound package"),
        ("install", "check a package and let it hold"),
        ("seal", "write the hashes of edited tables into the manifest"),
    ):
        kinds.add_parser(name, help=words).add_argument("folder", type=Path)
    backing = kinds.add_parser("back", help="let the package before hold again")
    backing.add_argument("package", choices=sorted(SCHEMAS))
    kinds.add_parser("list", help="which version of each package holds, and which are installed")
    return parser


def _checked(folder: Path) -> str:
    """Raises PackageWrong."""
    package = Package.open(folder)
    check(package)
    return f"没有问题 · sound: {_told(package)}"


def _installed(folder: Path, root: Path) -> str:
    """Raises PackageWrong, NotInstalled and OSError."""
    package = install(folder, root)
    return f"已安装 · installed: {_told(package)}\n  重新启动各服务后生效 · services take it when they start again"


def _back(name: str, root: Path) -> str:
    """Raises PackageWrong, NotInstalled and OSError."""
    package = take_back(name, root)
    return f"已恢复 · holds again: {_told(package)}\n  重新启动各服务后生效 · services take it when they start again"


def _listed(root: Path | None) -> str:
    """Raises PackageWrong."""
    lines = []
    for name in SCHEMAS:
        lines.append(_told(in_use(name, root)))
        for version, current in installed(name, root) if root else ():
            lines.append(f"  {version}{' （最近安装 · installed last）' if current else ''}")
    return "\n".join(lines)


def _told(package: Package) -> str:
    told = package.manifest
    rows = sum(table.rows for table in told.tables.values())
    return f"{told.name} {told.version} ({told.zh} · {told.en}), {told.valid_from}, {rows} 行 · rows, {package.folder}"


def _run(asked: argparse.Namespace, environment: Mapping[str, str]) -> str:
    """Raises PackageWrong, NotInstalled, OSError, and KeyError where the environment names no folder."""
    if asked.what == "check":
        return _checked(asked.folder)
    if asked.what == "seal":
        seal(asked.folder)
        return _checked(asked.folder)
    if asked.what == "list":
        named = environment.get(_ROOT)
        return _listed(Path(named) if named else None)
    root = Path(environment[_ROOT])
    return _installed(asked.folder, root) if asked.what == "install" else _back(asked.package, root)


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 after a sentence that says why not."""
    try:
        print(_run(_parser().parse_args(arguments), environment))
    except (PackageWrong, NotInstalled) as wrong:
        print(f"✗ {wrong.zh}\n  {wrong.en}", file=sys.stderr)
        return 1
    except KeyError:
        print(f"缺少环境变量 {_ROOT}（数据包的文件夹） / the environment lacks {_ROOT}", file=sys.stderr)
        return 1
    except (OSError, ValueError) as failed:
        print(f"✗ 没有办成：{failed}\n  not done: {failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
