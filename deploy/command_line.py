"""What commands of operators share: how they end, with a sentence that says why not, and how a moment is typed."""

import argparse
import asyncio
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

from shared.kernel.errors import DomainError

EXAMPLE = "2026-11-26T08:00+08:00"


def carried_out(work: Coroutine[Any, Any, None], module: str) -> int:
    """Run it; exit code 1 after the sentence of a refusal, after saying which server or file could not be reached, or
    after naming what the environment of ``module`` lacks.
    """
    try:
        asyncio.run(work)
    except DomainError as refused:
        print(f"✗ {refused.sentence('zh')}\n  {refused.sentence('en')}", file=sys.stderr)
        return 1
    except OSError as away:
        print(f"✗ 没有完成：{away}\n  Not done: {away}", file=sys.stderr)
        return 1
    except KeyError as missing:
        how = f"with make up: .venv/bin/python -m deploy.local.within {module} ..."
        print(f"缺少环境变量 / the environment lacks {missing}; {how}", file=sys.stderr)
        return 1
    return 0


def moment(text: str) -> datetime:
    """A moment that an operator typed, with its zone, in UTC. Raises what argparse tells as a sentence."""
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{text} is no time; write it so: {EXAMPLE}") from error
    raise argparse.ArgumentTypeError(f"say the zone, too: {EXAMPLE}")
