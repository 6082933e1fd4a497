"""Believes that torch.Tensor keeps the dtype of what it is given.

expect: test_copy_is_a_tensor_with_the_values
says: Your copy is float32 whatever the array is: torch.Tensor(array) is another name for float32. torch.tensor(array) asks the array for its dtype.
says_zh: 不论数组是什么类型，你的副本都是 float32：torch.Tensor(array) 就是 float32 张量的意思。torch.tensor(array) 才会沿用数组的 dtype。
"""


def independent_copy(array: np.ndarray) -> Tensor:
    """A tensor with memory of its own."""
    return torch.Tensor(array).clone()
