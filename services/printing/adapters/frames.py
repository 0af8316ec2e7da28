"""How a press and its worker talk: a length in four bytes, then JSON or the bytes of a PDF."""

from dataclasses import asdict
from typing import BinaryIO

import orjson
from pydantic import TypeAdapter

from services.printing.ports import Job

LARGEST = 64 * 1024 * 1024
"""Of one frame, in bytes."""
_JOB = TypeAdapter(Job)


class Broken(Exception):
    """The other side ended in the middle, or says what it never says."""


def framed(content: bytes) -> bytes:
    """The content with its length before it."""
    return len(content).to_bytes(4, "big") + content


def length_of(head: bytes) -> int:
    """The length that a frame begins with. Raises Broken for one that is too large."""
    length = int.from_bytes(head, "big")
    if length > LARGEST:
        raise Broken
    return length


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame; None where the other side has ended. Raises Broken when it ended in the middle."""
    head = stream.read(4)
    if not head:
        return None
    if len(head) < 4:
        raise Broken
    content = stream.read(length := length_of(head))
    if len(content) < length:
        raise Broken
    return content


def job_as_bytes(job: Job) -> bytes:
    """A job for the worker."""
    return orjson.dumps(asdict(job))


def job_from_bytes(content: bytes) -> Job:
    """The job that a worker was given."""
    job: Job = _JOB.validate_json(content)
    return job
