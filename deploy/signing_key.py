"""Change the key that signs actor tokens: ``python -m deploy.signing_key begin``, then ``switch``, then ``end``.

**begin** makes the next key beside the present one and lets the services take both; **switch** lets the gateway sign
with the next one from its next start; **end** takes the former one away from the services. They follow the file of
public keys by themselves, so that nobody is signed out in between. Reads TONGXIN_ACTOR_PRIVATE_KEY and
TONGXIN_ACTOR_PUBLIC_KEY.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.command_line import carried_out
from deploy.keys import new_private_pem, public_pem_of
from deploy.local.home import write_private
from services.gateway.auth.own_secret import own_secret, secret_beside
from shared.kernel.errors import Conflict
from shared.storage.master_keys import next_of

PRIVATE, PUBLIC = "TONGXIN_ACTOR_PRIVATE_KEY", "TONGXIN_ACTOR_PUBLIC_KEY"


class NotBegun(Conflict):
    slug = "signing-key-not-begun"
    zh = "还没有下一个签名密钥。请先执行 begin。"
    en = "There is no next signing key yet. Run begin first."


class NotSwitched(Conflict):
    slug = "signing-key-not-switched"
    zh = "下一个签名密钥还没有启用。请先执行 switch，再逐个重启门户。"
    en = "The next signing key is not in use yet. Run switch first, then restart the gateways one after the other."


def begin(private: Path, public: Path) -> str:
    """Make the next key where there is none, and let services take it beside the present one. Safe to repeat."""
    following = next_of(private)
    if not following.exists():
        write_private(following, new_private_pem())
    write_private(public, public_pem_of(private) + public_pem_of(following))
    return f"{public} holds both keys. Next: switch"


def switch(private: Path, public: Path) -> str:
    """Let the next key take the place of the present one. What the gateway sealed stays readable: its own secret, which
    came from the key until now, is kept beside it. Raises NotBegun.
    """
    following = next_of(private)
    if not following.exists() or public_pem_of(following) not in public.read_bytes():
        raise NotBegun
    if not secret_beside(private).exists():
        write_private(secret_beside(private), own_secret(private))
    following.replace(private)
    return "Restart the gateways one after the other; two minutes after the last one: end"


def end(private: Path, public: Path) -> str:
    """Take tokens of the present key alone. Raises NotSwitched while a next one waits."""
    if next_of(private).exists():
        raise NotSwitched
    write_private(public, public_pem_of(private))
    return f"{public} holds the present key alone"


STEPS = {"begin": begin, "switch": switch, "end": end}


async def run(step: str) -> None:
    """Take one step and say what comes next. Raises the refusals above, OSError, KeyError."""
    print(STEPS[step](Path(os.environ[PRIVATE]), Path(os.environ[PUBLIC])))


def main(given: Sequence[str] | None = None) -> int:
    """Take the step that is named; 1 where it is refused."""
    parser = argparse.ArgumentParser(prog="python -m deploy.signing_key", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("step", choices=STEPS)
    return carried_out(run(parser.parse_args(given).step), "deploy.signing_key")


if __name__ == "__main__":
    sys.exit(main())
