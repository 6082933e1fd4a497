"""The student's loop: check one submission, see how far each lesson is, take a hint, work in a notebook.

It imports engine, intake and the terminal's reports; no class and no command.
"""
