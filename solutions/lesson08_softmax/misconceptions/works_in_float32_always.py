"""Believes that networks only know float32.

expect: test_float64_is_worked_out_in_float64
says: You convert x to float32 first, so a float64 input loses half of its digits. exp and sum work in the dtype of their input without any help.
says_zh: 你先把 x 转成了 float32，float64 的输入因此丢掉一半的有效数字。exp 和 sum 本来就按输入的 dtype 计算，用不着转换。
"""


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """exp(x) divided by its sum along dim."""
    x = x.float()
    exps = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return exps / exps.sum(dim=dim, keepdim=True)
