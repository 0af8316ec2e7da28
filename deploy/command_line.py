"""How a command of an operator ends: with nothing to say, or with a sentence that says why not."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

from shared.kernel.errors import DomainError


def carried_out(work: Coroutine[Any, Any, None], module: str) -> int:
    """Run it; exit code 1 after the sentence of a refusal, or after naming what the environment of ``module`` lacks."""
    try:
        asyncio.run(work)
    except DomainError as refused:
        print(f"✗ {refused.sentence('zh')}\n  {refused.sentence('en')}", file=sys.stderr)
        return 1
    except KeyError as missing:
        how = f"with make up: .venv/bin/python -m deploy.local.within {module} ..."
        print(f"缺少环境变量 / the environment lacks {missing}; {how}", file=sys.stderr)
        return 1
    return 0
