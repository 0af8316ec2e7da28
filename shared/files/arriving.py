"""Where files lie, unsealed, until they are checked: in the folder that the operator chose, or nowhere."""

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "TMPDIR"


class FolderWrong(ValueError):
    """The folder is not there, or nothing can be written to it. Python would take another one without a word."""

    variable = VARIABLE


def require_folder(environment: Mapping[str, str] = os.environ) -> None:
    """Raise FolderWrong where TMPDIR names a folder that cannot be used, such as an encrypted disk not mounted yet."""
    folder = environment.get(VARIABLE)
    if folder and not (Path(folder).is_dir() and os.access(folder, os.W_OK)):
        raise FolderWrong(f"{VARIABLE}={folder} is no folder that can be written to")
