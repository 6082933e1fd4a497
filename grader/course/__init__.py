"""The course: lessons and what their tables say, misconceptions, data sets, thresholds of trainings, texts in each language.

Everything above reads it. It imports `wire` for the limits, and no submission, judge or class.
"""
