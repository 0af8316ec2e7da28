"""`python -m deploy.healthcheck`: exit code 0 when the service in this container is ready."""

import os
import sys
from http.client import HTTPConnection


def main() -> int:
    """Ask /health/ready on this container's own port."""
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("TONGXIN_PORT", "8000")), timeout=4)
    try:
        connection.request("GET", "/health/ready")
        return 0 if connection.getresponse().status == 200 else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
