"""The LTI 1.3 tool: a small web application in which students hand in, read the scorecard and have the grade in the gradebook."""
