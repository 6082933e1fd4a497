"""Scorecards for people and for machines: pure functions of scorecards."""
