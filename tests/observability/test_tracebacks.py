"""Whatever an error says in its words, a traceback in the log says none of it, but where and of which kind it was."""

import io
import json
import logging
from collections.abc import Callable

import pytest
from pydantic import BaseModel
from pymongo.errors import DuplicateKeyError, ServerSelectionTimeoutError

from shared.kernel.errors import Invalid
from shared.observability.logging import configure_logging
from shared.storage.documents import StateUnreadable

pytestmark = pytest.mark.usefixtures("restored_log")

MARK = "欧阳标记甲"


class Person(BaseModel):
    age: int


class NameStrange(Invalid):
    slug = "name-strange"
    zh, en = "姓名“{name}”不对。", "The name {name} is strange."


def _pydantic() -> object:
    return Person.model_validate({"age": MARK})


def _chained() -> None:
    try:
        _pydantic()
    except ValueError as error:
        raise RuntimeError(f"could not keep {MARK}") from error


def _context() -> None:
    try:
        int(MARK)
    except ValueError:
        {}[MARK]


def _group() -> None:
    raise ExceptionGroup(MARK, [ValueError(MARK), NameStrange(name=MARK)])


def _twice() -> None:
    raise DuplicateKeyError(f"E11000 dup key: {MARK}", 11000, {"keyValue": {"name": MARK}})


@pytest.mark.parametrize("breaks", [_pydantic, _chained, _context, _group, _twice])
def test_words_of_an_error_never_reach_the_log(breaks: Callable[[], object]) -> None:
    stream = io.StringIO()
    configure_logging("rescue", stream=stream)
    for name in ("ours", "uvicorn.error", "asyncio"):
        try:
            breaks()
        except Exception:
            logging.getLogger(name).exception("broke")
    written = stream.getvalue()
    assert MARK not in written
    lines = [json.loads(line)["exception"] for line in written.splitlines()]
    assert len(lines) == 3
    assert all(f"in {breaks.__name__}" in line for line in lines)


def test_what_holds_no_value_is_told(plain_log: None) -> None:
    stream = io.StringIO()
    configure_logging("rescue", stream=stream)
    told = {
        "name-strange": NameStrange(name=MARK),
        "Connection refused": ConnectionRefusedError(111, "Connection refused"),
        "mongo:27017": ServerSelectionTimeoutError("mongo:27017: timed out"),
        "code 11000": DuplicateKeyError(MARK, 11000),
        "custody.state: enum": StateUnreadable("custody.state: enum"),
    }
    for error in told.values():
        logging.getLogger("ours").error("broke", exc_info=error)
    for words, line in zip(told, stream.getvalue().splitlines(), strict=True):
        assert words in json.loads(line)["exception"]
    try:
        _chained()
    except RuntimeError:
        logging.getLogger("ours").exception("broke")
    last = json.loads(stream.getvalue().splitlines()[-1])["exception"]
    assert last.index("Person: age: int_parsing") < last.index("RuntimeError")
