"""The trusted side: runs a hidden suite against a worker. A suite imports `check` from here and nothing else."""
