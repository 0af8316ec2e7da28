"""The packages that come with the product."""

from pathlib import Path

from shared.reference.package import Package

SHIPPED = Path(__file__).with_name("packages")


def shipped(name: str) -> Package:
    """A package as it comes with the product. Raises PackageWrong."""
    return Package.open(SHIPPED / name, name)
