"""How much a file may be: in bytes, pixels, pages and seconds, and what its check may cost."""

from shared.kernel.files import FileKind

MEGABYTE = 1024 * 1024
MOST_BYTES = {FileKind.PICTURE: 20 * MEGABYTE, FileKind.PAPER: 50 * MEGABYTE, FileKind.SOUND: 50 * MEGABYTE}
LARGEST = max(MOST_BYTES.values())
"""Of any file, in bytes."""
MOST_PIXELS = 50_000_000
"""Of a picture as it is sent: a telephone's camera takes 12 to 50 million."""
LONGEST_SIDE = 4096
"""Of a picture as it is kept, in pixels: a page of A4 at 350 dots per inch."""
THUMBNAIL_SIDE = 320
MOST_PAGES = 300
MOST_SECONDS = 2 * 60 * 60
MOST_FILES = 200
"""Of one aggregate, drafts included."""

WORKER_BYTES = 640 * MEGABYTE
"""Address space of the process that checks one file."""
WORKER_CPU_S = 20
WORKER_WALL_S = 30.0
WORKERS = 2
"""Checks that run at once in one process of a service."""
WAIT_S = 15.0
"""How long an upload waits for its turn before it is told to come again."""
