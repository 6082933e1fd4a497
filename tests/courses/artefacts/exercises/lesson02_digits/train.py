def train(net):
    """Weights with which the network doubles its input."""
    raise NotImplementedError("train: start with task 1")
