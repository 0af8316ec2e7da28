"""Reads the tables of the package of places."""

from collections.abc import Iterator
from sys import intern

from shared.reference.package import Package
from shared.reference.places import Place, Places

REGIONS, STREETS, VILLAGES = "places.csv", "streets.csv", "villages.csv"


def places_of(package: Package, *tables: str) -> Places:
    """The places of some tables of a package, all where none is named. Raises PackageWrong."""
    return Places(row for table in tables or (REGIONS, STREETS, VILLAGES) for row in rows_of(package, table))


def rows_of(package: Package, table: str) -> Iterator[Place]:
    """The places of one table, in its order. Raises PackageWrong."""
    for code, name, parent, since, until, became, *centre in package.rows(table):
        lat, lon = (float(one) if one else None for one in centre or ("", ""))
        after = tuple(map(intern, became.split("|"))) if became else ()
        yield Place(intern(code), intern(name), intern(parent), intern(since), intern(until), after, lat, lon)
