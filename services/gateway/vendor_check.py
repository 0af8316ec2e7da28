"""Check offline that vendored files are those that VENDOR.toml names: ``python -m services.gateway.vendor_check``."""

import hashlib
import sys
import tomllib
from pathlib import Path

STATIC = Path(__file__).parent / "static"


def faults(manifest: Path) -> list[str]:
    """One sentence for each file that is missing, changed, or present without being named in the manifest."""
    root = manifest.parent
    named: set[Path] = set()
    found: list[str] = []
    for package in tomllib.loads(manifest.read_text("utf-8"))["package"]:
        for entry in package["file"]:
            path = root / package["folder"] / entry["path"]
            named.add(path)
            if not path.is_file():
                found.append(f"{path} is missing")
            elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
                found.append(f"{path} is not the file of {package['name']} {package['version']}")
    strangers = {path for path in (root / "vendor").rglob("*") if path.is_file()} - named
    return found + [f"{path} is not named in {manifest.name}" for path in sorted(strangers)]


def main() -> int:
    """Print what is wrong and answer 1, or answer 0."""
    found = faults(STATIC / "VENDOR.toml")
    sys.stdout.write("".join(f"{fault}\n" for fault in found) or "vendored files are as named\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
