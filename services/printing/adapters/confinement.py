"""What a worker is kept from: sockets, other programs, writing files, and more memory than it was given."""

import sys

from shared.bounds import bound

_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")
_WRITES = frozenset("wax+")
MOST_FILES = 128


class NotAllowed(Exception):
    """Something in a worker tried what no paper needs."""


def limit(memory_mb: int) -> None:
    """Bound this process: ``memory_mb`` of address space, no file grows, few are open. It cannot be undone."""
    bound(memory_mb * 1024 * 1024, open_files=MOST_FILES)


def close_off() -> None:
    """From now on this process opens no socket, starts no program and opens no file to write. It cannot be undone."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise NotAllowed(event)
    if event == "open" and len(arguments) > 1 and isinstance(arguments[1], str) and _WRITES & set(arguments[1]):
        raise NotAllowed("open to write")
