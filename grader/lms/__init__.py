"""Scores for other systems: Gradescope, Canvas, Moodle and the like, as pure functions of scorecards.

Each module is one format or one service; `results` is what all of them export. It imports the classroom and what
`reports` says in words, no command.
"""
