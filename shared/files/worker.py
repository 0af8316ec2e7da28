"""The process that checks one file and ends: whatever the file does to its reader happens here, within limits.

Standard input is the file as it was sent. The numbers of two open files, for the copy and for the thumbnail, stand in
the arguments with the format. Standard output says in one line of JSON what was found, or why the file is refused.
"""

import json
import os
import sys
from dataclasses import asdict
from typing import BinaryIO

from shared.bounds import bound
from shared.files import errors
from shared.files.facts import Facts
from shared.files.limits import LARGEST, WORKER_BYTES, WORKER_CPU_S
from shared.kernel.files import FileKind


def rewrite(kind: FileKind, form: str, source: BinaryIO, target: BinaryIO, thumbnail: BinaryIO) -> Facts:
    """Check the file and write what is kept of it. Raises FileRefused, or whatever its reader raises."""
    if kind is FileKind.PICTURE:
        from shared.files import pictures

        return pictures.rewrite(source, form, target, thumbnail)
    if kind is FileKind.PAPER:
        from shared.files import papers

        return papers.rewrite(source, target, thumbnail)
    from shared.files import sounds

    return sounds.rewrite(source, form, target)


def outcome(kind: FileKind, form: str, source: BinaryIO, target: BinaryIO, thumbnail: BinaryIO) -> dict[str, object]:
    """What is said of the file. Whatever else its reader raises means that it is damaged."""
    try:
        return {"facts": asdict(rewrite(kind, form, source, target, thumbnail))}
    except errors.FileRefused as refused:
        return {"refused": refused.slug, "params": refused.params}
    except MemoryError:
        return {"refused": errors.FileTooDemanding.slug}
    except Exception as error:  # noqa: BLE001  (the readers of damaged files raise whatever they meet)
        return {"refused": errors.FileBroken.slug, "met": type(error).__name__}


def main() -> None:
    """Check the file that stands on standard input."""
    bound(WORKER_BYTES, largest_file=2 * LARGEST, cpu_s=WORKER_CPU_S)
    os.nice(5)
    kind, form, target, thumbnail = sys.argv[1:]
    with os.fdopen(int(target), "r+b") as copy, os.fdopen(int(thumbnail), "r+b") as small:
        told = outcome(FileKind(kind), form, sys.stdin.buffer, copy, small)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
