"""Believes that x.dtype is text, because it prints like text.

expect: test_describe_gives_the_dtype_as_text
says: x.dtype is an object of PyTorch that only prints like text. Make text of it, with torch. in front as it prints.
says_zh: x.dtype 是 PyTorch 的一个对象，只是打印出来像字符串。请把它变成字符串，前缀 torch. 照打印的样子保留。
"""


def describe(x: Tensor) -> dict:
    """Shape, dtype, ndim and size."""
    return {"shape": tuple(x.shape), "dtype": x.dtype, "ndim": x.ndim, "size": x.numel()}
