"""The student's code as a test sees it: remote objects, the calls that they make, the connection that carries them.

What comes back is data or one of the `errors`. It imports the wire and the texts of `checks.show`, never a suite.
"""
