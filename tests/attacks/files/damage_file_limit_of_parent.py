"""Sets the file size limit of process 1, from which the next submission's worker is forked, to nothing.

stops: the filter of system calls lets a process set its own limits only
may: lower its own limits
honest: task 1
"""

import resource

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


try:
    resource.prlimit(1, resource.RLIMIT_FSIZE, (0, 0))
except OSError:
    pass
