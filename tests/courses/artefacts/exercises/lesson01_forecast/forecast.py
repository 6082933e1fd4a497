def predict(x):
    """Whether x is large: 1 from 5 on, else 0."""
    raise NotImplementedError("predict: start with task 1")
