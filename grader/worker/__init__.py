"""The untrusted side: runs inside the sandbox, executes calls, imports nothing of the judge."""
