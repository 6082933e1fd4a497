"""Believes that len counts the elements of a tensor, as it does for a flat list.

expect: test_describe_counts_all_elements, test_describe_a_single_number
says: len(x) is the length of the first dimension alone, and a 0-d tensor has no length at all. The size counts the elements of all dimensions together.
says_zh: len(x) 只是第一个维度的长度，0 维张量根本没有长度。size 要把所有维度的元素都数进去。
"""


def describe(x: Tensor) -> dict:
    """Shape, dtype, ndim and size."""
    return {"shape": tuple(x.shape), "dtype": str(x.dtype), "ndim": x.ndim, "size": len(x)}
