"""The tests of the project; what they start finds modules compiled."""

import os
import sys

# A run starts hundreds of processes that load the same modules, in copies of the project too.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
