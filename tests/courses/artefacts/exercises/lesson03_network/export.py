def export():
    """An ONNX file of a network that doubles its input x (n,)."""
    raise NotImplementedError("export: start with task 1")
