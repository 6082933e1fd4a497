"""Scores for other systems: Gradescope, Canvas, Moodle and the like, as pure functions of scorecards."""
