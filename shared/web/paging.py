"""Lists on the wire: one page at a time, marked by a cursor."""

from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel

from shared.storage.reading import MAX_PAGE

T = TypeVar("T")


class Listed(BaseModel, Generic[T]):
    """One page. ``next_cursor`` is given back to get the next one; it is null on the last."""

    items: list[T]
    next_cursor: str | None = None
    total: int | None = None


class Paging(BaseModel):
    """Which page is asked for, and how long it may be."""

    cursor: str | None = None
    limit: int = 50


def _paging(
    cursor: Annotated[str | None, Query(max_length=1000)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 50,
) -> Paging:
    return Paging(cursor=cursor, limit=limit)


PagingDep = Annotated[Paging, Depends(_paging)]
