"""The command ``newsx``: the same as the program's."""

import sys

from . import _newsx


def main() -> int:
    """Run the command with the arguments of the process, and return its exit status."""
    return _newsx.main(["newsx", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
