"""Believes that a list and a tuple are the same to whoever reads the dict.

expect: test_describe_gives_the_shape_as_a_tuple, test_describe_a_single_number
says: You gave the shape as a list. [4, 3] and (4, 3) are not equal in Python, and x.shape itself is a kind of tuple.
says_zh: 你把形状写成了列表。在 Python 里 [4, 3] 和 (4, 3) 并不相等，而 x.shape 本身就是一种元组。
"""


def describe(x: Tensor) -> dict:
    """Shape, dtype, ndim and size."""
    return {"shape": list(x.shape), "dtype": str(x.dtype), "ndim": x.ndim, "size": x.numel()}
