"""The benchmark's stub."""


def softmax(x):
    raise NotImplementedError("softmax: start with task 1")


def nll(logp, y):
    raise NotImplementedError("nll: start with task 1")
