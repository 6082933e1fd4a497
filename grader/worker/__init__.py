"""The untrusted side: runs inside the sandbox, executes calls, sends values back.

It holds no test, no answer and no secret: it imports `wire`, `forks` and itself, and the sandbox copies nothing else in.
"""
