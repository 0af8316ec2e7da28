"""What user names look like."""

import re

USER_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")
