"""Ends Python with exit code 0 while it is imported.

row: 7
stops: a dead worker is never a pass
may: end its own worker
honest: none
"""

import os


os._exit(0)
