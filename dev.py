#!/usr/bin/env python3
"""The doors of the project. Needs Python 3.11 or newer and nothing else; see ``python3 dev.py help``."""

import sys

if sys.version_info < (3, 11):
    sys.exit("dev.py: this Python is %d.%d; 3.11 or newer is needed. Try: python3.11 dev.py" % sys.version_info[:2])

from doors import COMMANDS, main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], COMMANDS))
