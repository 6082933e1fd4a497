"""Grades submissions: a session pairs a warm judge with a warm sandbox, jobs keep sessions, a schedule feeds them.

It imports the judge's messages and its process, never a suite, and no class, report or export.
"""
