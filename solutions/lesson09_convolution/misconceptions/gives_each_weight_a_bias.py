"""Believes that a layer has as many biases as it has weights.

expect: test_conv2d_has_a_weight_and_a_bias_to_learn, test_conv2d_correlates_and_adds_the_bias, test_gradients_reach_the_weight_and_the_bias
says: Your bias has the shape of the kernel. One output channel has one bias: a single number, added wherever the kernel stands.
says_zh: 你的偏置和卷积核一样大。一个输出通道只有一个偏置：一个数，核走到哪里都加它。
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def pair(value: int | tuple[int, int]) -> tuple[int, int]:
    """One number for both directions, or a pair as it is."""
    return (value, value) if isinstance(value, int) else tuple(value)


def windows(X: Tensor, size: tuple[int, int], stride: tuple[int, int] = (1, 1)) -> Tensor:
    """Every window of the last two dimensions: (..., h, w) to (..., h', w', kh, kw)."""
    return X.unfold(-2, size[0], stride[0]).unfold(-2, size[1], stride[1])


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    return (windows(X, tuple(K.shape)) * K).sum(dim=(-2, -1))


class Conv2D(nn.Module):
    """Cross-correlation with a learned weight, plus a learned bias."""

    def __init__(self, kernel_size: tuple[int, int]) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(kernel_size))

    def forward(self, X: Tensor) -> Tensor:
        return corr2d(X, self.weight) + self.bias


def output_size(w: int, f: int, p: int = 0, s: int = 1) -> int:
    """floor((w + 2p - f) / s) + 1."""
    return (w + 2 * p - f) // s + 1


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """A frame of zeros: p_h rows above and below, p_w columns left and right."""
    p_h, p_w = pair(p)
    return F.pad(X, (p_w, p_w, p_h, p_h))


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    return (windows(pad2d(X, padding), tuple(K.shape), pair(stride)) * K).sum(dim=(-2, -1))


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """(c, h, w) with (c, kh, kw) gives one map."""
    return torch.einsum("chwab,cab->hw", windows(X, tuple(K.shape[-2:])), K)


def corr2d_multi_in_out(X: Tensor, K: Tensor) -> Tensor:
    """(c_in, h, w) with (c_out, c_in, kh, kw) gives c_out maps."""
    return torch.einsum("chwab,ocab->ohw", windows(X, tuple(K.shape[-2:])), K)


def pool2d(
    X: Tensor,
    pool_size: tuple[int, int],
    mode: str = "max",
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] | None = None,
) -> Tensor:
    """The largest value or the mean of each window; stride 1 unless given."""
    p_h, p_w = pair(padding)
    filler = float("-inf") if mode == "max" else 0.0
    padded = F.pad(X, (p_w, p_w, p_h, p_h), value=filler)
    views = windows(padded, pool_size, pair(1 if stride is None else stride))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Gradient descent on the sum of the squared errors of corr2d(X, kernel) against Y."""
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((corr2d(X, kernel) - Y) ** 2).sum()
        loss.backward()
        with torch.no_grad():
            kernel -= lr * kernel.grad
        kernel.grad = None
    return kernel.detach()


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """The vertical and the horizontal feature map, each of the size of the image."""
    kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, dtype=image.dtype)
    vertical = corr2d_strided(image, kernel, padding=1)
    horizontal = corr2d_strided(image, kernel.T, padding=1)
    return torch.relu(vertical), torch.relu(horizontal)
