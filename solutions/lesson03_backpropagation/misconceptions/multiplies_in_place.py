"""Believes that `x *= w` is a shorter way to write `x = x * w`.

expect: test_frozen_forward_leaves_x_and_w_as_they_were
says: After your call the caller's x holds other numbers. For a tensor `*=` writes into the tensor itself; no_grad does not prevent that.
says_zh: 调用之后，调用者的 x 里已经是别的数了。对张量来说，`*=` 会直接写进这个张量，no_grad 也拦不住。
"""


def frozen_forward(x: float | Tensor, w: Tensor) -> Tensor:
    """x * w without a graph."""
    with torch.no_grad():
        x *= w
        return x
