"""Believes that a vector of three numbers has three dimensions, as in geometry.

expect: test_describe_counts_dimensions, test_describe_a_single_number
says: You took a length out of the shape for ndim. In geometry a vector of three numbers is three-dimensional; a tensor counts its directions, that is how many numbers its shape has.
says_zh: 你把形状里的一个长度当成了 ndim。几何里三个数的向量是三维的；张量数的是方向，也就是形状里有几个数。
"""


def describe(x: Tensor) -> dict:
    """Shape, dtype, ndim and size."""
    return {"shape": tuple(x.shape), "dtype": str(x.dtype), "ndim": x.shape[-1], "size": x.numel()}
