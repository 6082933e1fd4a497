"""A class as a folder: who handed in, one scorecard per student, runs that resume, corrections by people, alike hand-ins.

It imports intake and engine. How a class looks is the reports' concern: nothing here prints.
"""
