"""What keeping a file costs: sealing, storing and reading it, its check, and the memory of the service meanwhile.

Run by ``make bench-files``. Starts its own MongoDB on loopback, needs no broker, stops by itself, asserts nothing.
Beside our sealing stands the vault's, called for each piece: what sealing without a key of the file's own would cost.
"""

import asyncio
import io
import json
import random
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from multiprocessing import Process
from pathlib import Path

import pikepdf
import psutil
from PIL import Image

from deploy.keys import KeyFiles, ensure_keys
from deploy.local.mongod import Mongod
from shared.file_room import FileRoom, FilesSpec
from shared.kernel.clock import SystemClock
from shared.kernel.files import FileKind
from shared.storage.file_store import FileStore, Owner, StoredFile
from shared.storage.indexes import DatabasePlan, create_indexes
from shared.storage.mongo import connect, database
from shared.storage.sealed_chunks import PIECE, new_key, open_piece, seal_piece
from shared.storage.vault import Vault

SEED = 20261129
MEGABYTE = 1024 * 1024
SEALED_MB = 64
LARGE_MB = 49
SMALL_CHECKS = 10
NAME = "bench_files"
SPEC = FilesSpec("/{owner}/files", {}, lambda _: None, (), makes_keys=True)  # type: ignore[arg-type,return-value]


def a_large_paper(megabytes: int) -> bytes:
    """A PDF with one incompressible stream of this size."""
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.pages[0].Contents = pikepdf.Stream(paper, random.Random(SEED).randbytes(megabytes * MEGABYTE))
        kept = io.BytesIO()
        paper.save(kept, compress_streams=False)
    return kept.getvalue()


def a_photograph() -> bytes:
    """A photograph of 12 million pixels, with the noise of a camera."""
    kept = io.BytesIO()
    Image.effect_noise((4000, 3000), 40).convert("RGB").save(kept, "JPEG", quality=88)
    return kept.getvalue()


async def sent(path: Path) -> AsyncIterator[bytes]:
    """The content of a file as a connection brings it."""
    with path.open("rb") as content:
        while part := content.read(MEGABYTE // 16):
            yield part
            await asyncio.sleep(0)


def make(folder: Path) -> None:
    """Write what is sent into files: in a process of its own, whose memory does not hide what sending costs."""
    (folder / "large.pdf").write_bytes(a_large_paper(LARGE_MB))
    (folder / "photo.jpg").write_bytes(a_photograph())
    (folder / "again.jpg").write_bytes(a_photograph() + b"\0")
    for number in range(SMALL_CHECKS):
        Image.new("RGB", (40 + number, 40)).save(folder / f"small{number}.png")


class Peak:
    """The most memory that this process held while it was looked at, in bytes above the beginning."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._before = self._process.memory_info().rss
        self._over = threading.Event()
        self.most = 0
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def _look(self) -> None:
        while not self._over.wait(0.005):
            self.most = max(self.most, self._process.memory_info().rss - self._before)

    def end(self) -> int:
        """Stop looking; the most there was."""
        self._over.set()
        self._watch.join()
        return self.most


async def timed(what: Callable[[], Awaitable[object]]) -> float:
    """How long it takes, in seconds."""
    began = time.perf_counter()
    await what()
    return time.perf_counter() - began


async def sealing(vault: Vault) -> dict[str, float]:
    """Megabytes in a second: our sealing and opening of pieces, and the vault's own sealing of each."""
    key, piece = new_key(), random.Random(SEED).randbytes(PIECE)
    count = SEALED_MB * MEGABYTE // PIECE
    began = time.perf_counter()
    sealed = [seal_piece(key, "file", place, piece) for place in range(count)]
    ours = SEALED_MB / (time.perf_counter() - began)
    began = time.perf_counter()
    for place, one in enumerate(sealed):
        open_piece(key, "file", place, one)
    opening = SEALED_MB / (time.perf_counter() - began)
    await vault.make_key("owner")
    few = max(1, count // 8)
    began = time.perf_counter()
    for _ in range(few):
        await vault.seal("owner", piece)
    by_vault = few * PIECE / MEGABYTE / (time.perf_counter() - began)
    return {"seal_mb_s": round(ours), "open_mb_s": round(opening), "vault_mb_s": round(by_vault)}


async def keeping(store: FileStore, room: FileRoom, folder: Path) -> dict[str, float]:
    """Seconds and memory of a large upload and of reading it, of a photograph, and of the check of a small file."""

    async def take_in(name: str) -> StoredFile:
        kinds = FileKind.PICTURE, FileKind.PAPER
        return await room.take_in(sent(folder / name), Owner("owner", "paper"), "bench", kinds)

    await take_in("photo.jpg")
    peak, began = Peak(), time.perf_counter()
    stored = await take_in("large.pdf")
    upload_s, upload_mb = time.perf_counter() - began, peak.end() / MEGABYTE
    peak, size, began = Peak(), 0, time.perf_counter()
    async for one in store.content(stored):
        size += len(one)
    read_s, read_mb = time.perf_counter() - began, peak.end() / MEGABYTE
    photo_s = await timed(partial(take_in, "again.jpg"))
    checks = [await timed(partial(take_in, f"small{number}.png")) for number in range(SMALL_CHECKS)]
    return {
        "upload_mb": round(size / MEGABYTE),
        "upload_s": round(upload_s, 2),
        "upload_rss_mb": round(upload_mb),
        "read_mb_s": round(size / MEGABYTE / read_s),
        "read_rss_mb": round(read_mb),
        "photo_s": round(photo_s, 2),
        "small_ms": round(sorted(checks)[SMALL_CHECKS // 2] * 1000),
    }


async def measure(url: str, master: Path, folder: Path) -> dict[str, float]:
    """Everything, on a database of its own."""
    client = connect(url)
    own = database(client, NAME)
    await create_indexes(own, DatabasePlan([]))
    vault = Vault.from_file(client, NAME, master)
    store = FileStore(own, vault, makes_keys=True)
    try:
        kept = await keeping(store, FileRoom(SPEC, store, SystemClock()), folder)
        return {**kept, **await sealing(vault)}
    finally:
        await vault.close()
        client.close()


def main() -> None:
    """Measure, and print a table and one line of JSON."""
    with tempfile.TemporaryDirectory() as folder:
        keys = KeyFiles.below(Path(folder))
        ensure_keys(keys, sealed_data=False)
        maker = Process(target=make, args=(Path(folder),))
        maker.start()
        maker.join()
        server = Mongod(Path(folder) / "mongod")
        server.start()
        try:
            figures = asyncio.run(measure(server.url, keys.master, Path(folder)))
        finally:
            server.kill()
    print(f"{datetime.now(UTC):%Y-%m-%d}, seed {SEED}")
    for name, figure in figures.items():
        print(f"{name:>16} {figure}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
