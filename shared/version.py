"""Which version of the product runs here."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def product_version() -> str:
    """The installed version, or the one in pyproject.toml when run from a checkout."""
    try:
        return version("tongxin")
    except PackageNotFoundError:
        project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
        return str(project["version"])
