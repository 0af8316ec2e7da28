"""What a mail address looks like, so that every mail program and server between here and there takes it."""

import re

LOCAL_MOST, DOMAIN_MOST = 64, 189
PATTERN = (
    rf"^[A-Za-z0-9!#$%&'*+/^_`{{|}}~-][A-Za-z0-9!#$%&'*+/^_`{{|}}~.-]{{0,{LOCAL_MOST - 1}}}"
    rf"@[^@\s<>,;:\"()\\\[\]]{{1,{DOMAIN_MOST}}}$"
)
"""A name of letters, digits and signs (RFC 5321, 4.1.2 Dot-string, without ``=`` and ``?``, which also begin an encoded
word of RFC 2047) before a domain, which may be written in any script. Quoted names and addresses in brackets are left
out: nobody has one, and libraries read them differently.
"""
_SHAPE = re.compile(PATTERN)


def in_ascii(address: str) -> str:
    """The address as every mail server takes it: the domain in its ``xn--`` form (RFC 3490).

    Raises ValueError for what is no address: also one that was kept before addresses were looked at so closely.
    """
    if not _SHAPE.fullmatch(address) or ".." in address:
        raise ValueError("not a mail address")
    name, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise ValueError("not a domain") from None


def is_address(text: str) -> bool:
    """Whether a mail can be sent there at all."""
    try:
        return bool(in_ascii(text))
    except ValueError:
        return False
