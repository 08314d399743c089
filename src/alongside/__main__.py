"""``python -m alongside`` is the same as ``alongside``."""

import sys

from .cli import main

sys.exit(main())
