"""Scorecards and classes for people and for machines: pure functions of values that are there already.

It imports scorecards and the classroom's values. Nothing here grades, and nothing here asks an LMS.
"""
