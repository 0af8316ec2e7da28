"""``python -m services.printing.adapters.worker SECONDS MEMORY_MB PAGES``: papers on demand, until its input ends.

Each answer is a frame of JSON: ``{"pages": n}``, after which a frame with the PDF follows, ``{"refused": slug}``, or
``{"failed": where}``. What failed is told by its kind and its place in the source alone: messages may hold what a
person wrote.
"""

import logging
import signal
import sys
import traceback
from collections.abc import Callable
from typing import BinaryIO

import orjson

from services.printing.adapters.confinement import close_off, limit
from services.printing.adapters.frames import framed, job_from_bytes, read_frame
from services.printing.domain.errors import TooManyPages
from services.printing.ports import MadePaper

GRACE_S = 5
"""Seconds beyond the bound after which a worker that nobody ended ends itself: its press may have died."""


def main() -> int:
    """Exit code 0 when the input ends."""
    seconds, memory_mb, pages = map(int, sys.argv[1:4])
    logging.disable()
    from services.printing.adapters.rendering import render  # looks for its libraries by starting a program

    limit(memory_mb)
    close_off()
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    while (content := read_frame(jobs)) is not None:
        signal.alarm(seconds + GRACE_S)
        _answer(lambda: render(job_from_bytes(content), pages), answers)
        signal.alarm(0)
    return 0


def _answer(make: Callable[[], MadePaper], answers: BinaryIO) -> None:
    try:
        made = make()
    except TooManyPages as refusal:
        answers.write(framed(orjson.dumps({"refused": refusal.slug})))
    except Exception as error:  # noqa: BLE001  (whatever it was, the press must hear of it)
        answers.write(framed(orjson.dumps({"failed": _where(error)})))
    else:
        answers.write(framed(orjson.dumps({"pages": made.pages})) + framed(made.pdf))
    answers.flush()


def _where(error: Exception) -> str:
    """The kind of the error and the last places in the source that it went through."""
    places = traceback.extract_tb(error.__traceback__)[-4:]
    return " < ".join([type(error).__name__, *(f"{one.filename[-40:]}:{one.lineno}" for one in reversed(places))])


if __name__ == "__main__":
    sys.exit(main())
