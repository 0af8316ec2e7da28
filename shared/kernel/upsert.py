"""Changing an aggregate that may not exist yet: the first change makes it."""

from collections.abc import Callable
from typing import TypeVar

from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Cause
from shared.kernel.errors import AlreadyExists, NotFound
from shared.kernel.repository import Receipt, Repository

A = TypeVar("A", bound=Aggregate)


async def change_or_create(repository: Repository[A], blank: A, cause: Cause, verb: Callable[[A], object]) -> Receipt:
    """Change the aggregate with the id of ``blank``; when there is none, give ``blank`` the verb and store it.

    As safe against repeats and races as a plain change. Raises what change raises, NotFound excepted.
    """
    try:
        return await repository.change(blank.id, cause, verb)
    except NotFound:
        verb(blank)
    try:
        return await repository.create(blank, cause)
    except AlreadyExists:
        return await repository.change(blank.id, cause, verb)
