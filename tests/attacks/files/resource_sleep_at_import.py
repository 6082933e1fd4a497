"""Sleeps for an hour while it is imported.

row: 35
stops: the judge's clock
may: waste the seconds of one import
honest: none
"""

import time


time.sleep(3600)
