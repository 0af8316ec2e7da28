"""What printing is told by its environment (``TONGXIN_*``)."""

from typing import Annotated

from annotated_types import Interval

from shared.web.settings import Settings as ServiceSettings


class Settings(ServiceSettings):
    """Addresses, port and key as for every service, and the bounds of the press."""

    print_workers: Annotated[int, Interval(ge=1, le=8)] = 1
    """Worker processes at once; each takes about 250 MB while it works, and one processor."""
    print_seconds: Annotated[int, Interval(ge=1, le=300)] = 20
    """Seconds that one paper may take; then its worker is ended."""
    print_memory_mb: Annotated[int, Interval(ge=512, le=8192)] = 1024
    """Address space of one worker, in MB."""
    print_pages: Annotated[int, Interval(ge=1, le=1000)] = 100
    """Pages that one paper may have."""
    print_idle_seconds: Annotated[int, Interval(ge=1, le=3600)] = 60
    """Seconds after which a worker that has nothing to do ends."""
