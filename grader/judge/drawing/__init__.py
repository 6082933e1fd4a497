"""Draws what a student's own functions do, for `dlgrade show`: a lesson's show.py asks for values, and this room makes pictures of them.

Only plain numbers come here. Nothing is graded, and nothing is written anywhere.
"""
