"""Lesson 09: convolution and pooling, written by hand.

Tasks 1 to 4 must do without PyTorch's own convolutions and poolings (conv2d, max_pool2d, avg_pool2d and their
relatives, as functions or as layers). torch.nn.functional.pad, unfold and einsum are allowed everywhere.
Tasks 5 to 7 may use anything, task 8 all but average pooling.

Shapes: X is an image of h rows and w columns, K a kernel of kh rows and kw columns. All tensors are floating,
X and K of one call have the same dtype, and results keep it. No function changes its arguments.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def pair(value: int | tuple[int, int]) -> tuple[int, int]:
    """Given to you: one number for both directions, or a pair (rows, columns) as it is.

    >>> pair(3), pair((1, 2))
    ((3, 3), (1, 2))
    """
    return (value, value) if isinstance(value, int) else tuple(value)


# BEGIN SOLUTION
def windows(X: Tensor, size: tuple[int, int], stride: tuple[int, int] = (1, 1)) -> Tensor:
    """Every window of the last two dimensions: (..., h, w) to (..., h', w', kh, kw).

    unfold copies nothing: the windows are views of X that overlap, so they are only read, never written.
    """
    return X.unfold(-2, size[0], stride[0]).unfold(-2, size[1], stride[1])


# END SOLUTION
def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Slide the kernel over the image; each result is the sum of the products in one window.

    X: (h, w). K: (kh, kw), not larger than X. Returns (h - kh + 1, w - kw + 1), dtype of X:
    Y[i, j] is the sum over a, b of X[i + a, j + b] * K[a, b]. The kernel is not flipped.
    Conv2D learns through it, so use tensor operations that autograd can follow.

    >>> corr2d(torch.tensor([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]]), torch.tensor([[1.0, 0.0], [2.0, 1.0]]))
    tensor([[2., 7.]])
    """
    # BEGIN SOLUTION task 1: multiply every window of X by K and add up
    # (h', w', kh, kw) * (kh, kw): broadcasting lays the same K on every window.
    return (windows(X, tuple(K.shape)) * K).sum(dim=(-2, -1))
    # END SOLUTION


class Conv2D(nn.Module):
    """A layer that cross-correlates its input with a kernel that it learns, and adds a bias.

    kernel_size: a pair (kh, kw). Two parameters (nn.Parameter) and no others: weight of shape (kh, kw) and
    bias of shape (1,), with any finite start values.

    >>> sorted((name, tuple(p.shape)) for name, p in Conv2D((2, 3)).named_parameters())
    [('bias', (1,)), ('weight', (2, 3))]
    """

    def __init__(self, kernel_size: tuple[int, int]) -> None:
        super().__init__()
        # BEGIN SOLUTION task 1: make the parameters weight and bias
        # nn.Parameter puts a tensor on the list of model.parameters(); a plain tensor would never be trained.
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))
        # END SOLUTION

    def forward(self, X: Tensor) -> Tensor:
        """X: (h, w), float32. Returns corr2d(X, weight) + bias, shape (h - kh + 1, w - kw + 1).

        The gradient of the result must reach both parameters.
        """
        # BEGIN SOLUTION task 1: cross-correlate with the weight, then add the bias once
        return corr2d(X, self.weight) + self.bias
        # END SOLUTION


def output_size(w: int, f: int, p: int = 0, s: int = 1) -> int:
    """Count the places where a window of length f fits on a line of length w.

    p: padding on each of the two ends. s: stride. f is at most w + 2p.
    Returns floor((w + 2p - f) / s) + 1.

    >>> output_size(6, 3), output_size(6, 3, p=1), output_size(6, 3, s=2)
    (4, 6, 2)
    """
    # BEGIN SOLUTION task 2: count the steps that fit after the first window
    # The first window is the + 1; // floors, so a last step that does not fit in full is not taken.
    return (w + 2 * p - f) // s + 1
    # END SOLUTION


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """Put a frame of zeros around an image.

    X: (h, w). p: an int for all four sides, or a pair (p_h, p_w): p_h rows above and p_h below, p_w columns
    on the left and p_w on the right; 0 is allowed. Returns (h + 2 p_h, w + 2 p_w), dtype of X.

    >>> pad2d(torch.tensor([[5.0, 6.0]]), (1, 0))
    tensor([[0., 0.],
            [5., 6.],
            [0., 0.]])
    """
    # BEGIN SOLUTION task 2: make a larger image of zeros with X in the middle
    p_h, p_w = pair(p)
    # F.pad counts from the last dimension backwards: left, right, above, below.
    return F.pad(X, (p_w, p_w, p_h, p_h))
    # END SOLUTION


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlate a zero-padded image, moving the kernel in steps of `stride`.

    X: (h, w). K: (kh, kw), not larger than the padded image. padding, stride: an int for both directions, or
    a pair (rows, columns).
    The first window starts at the top left corner of the padded image; a window that does not fit in full is
    left out. Returns (output_size(h, kh, p_h, s_h), output_size(w, kw, p_w, s_w)), dtype of X.

    >>> corr2d_strided(torch.ones(3, 4), torch.ones(2, 2), padding=1, stride=2)
    tensor([[1., 2., 1.],
            [2., 4., 2.]])
    """
    # BEGIN SOLUTION task 2: pad, then visit every stride-th window
    return (windows(pad2d(X, padding), tuple(K.shape), pair(stride)) * K).sum(dim=(-2, -1))
    # END SOLUTION


def corr2d_multi_in(X: Tensor, K: Tensor) -> Tensor:
    """Cross-correlate each input channel with its own kernel and add up the channels.

    X: (c, h, w). K: (c, kh, kw). Returns one map (h - kh + 1, w - kw + 1), dtype of X.

    >>> X = torch.tensor([[[1.0, 2.0]], [[3.0, 4.0]]])
    >>> corr2d_multi_in(X, torch.tensor([[[10.0]], [[1.0]]]))
    tensor([[13., 24.]])
    """
    # BEGIN SOLUTION task 3: one corr2d per channel, then the sum over the channels
    # A kernel that spans all channels is one long dot product: c, a and b are all summed over.
    return torch.einsum("chwab,cab->hw", windows(X, tuple(K.shape[-2:])), K)
    # END SOLUTION


def corr2d_multi_in_out(X: Tensor, K: Tensor) -> Tensor:
    """Make one output channel for each of several kernels.

    X: (c_in, h, w). K: (c_out, c_in, kh, kw). Returns (c_out, h - kh + 1, w - kw + 1), dtype of X:
    map number o is corr2d_multi_in(X, K[o]). The channel dimension stays when c_out is 1.

    >>> X = torch.tensor([[[1.0, 2.0]], [[3.0, 4.0]]])
    >>> corr2d_multi_in_out(X, torch.tensor([[[[1.0]], [[1.0]]], [[[1.0]], [[-1.0]]]]))
    tensor([[[ 4.,  6.]],
    <BLANKLINE>
            [[-2., -2.]]])
    """
    # BEGIN SOLUTION task 3: one map per kernel, stacked along a new first dimension
    # The same X for every kernel: only K carries the letter o.
    return torch.einsum("chwab,ocab->ohw", windows(X, tuple(K.shape[-2:])), K)
    # END SOLUTION


def pool2d(
    X: Tensor,
    pool_size: tuple[int, int],
    mode: str = "max",
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] | None = None,
) -> Tensor:
    """Replace each window of an image by its largest value or its mean.

    X: (h, w). pool_size: a pair (rows, columns). mode: "max" or "avg". padding, stride: an int or a pair
    (rows, columns); stride None means 1 (nn.MaxPool2d would take pool_size there). padding is at most half of
    pool_size; it counts as minus infinity for "max", and as zeros that belong to the window for "avg".
    Returns the shape that output_size gives for rows and columns, dtype of X. A window that does not fit in
    full is left out.

    >>> X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    >>> pool2d(X, (2, 2)), pool2d(X, (2, 2), mode="avg")
    (tensor([[5., 6.]]), tensor([[3., 4.]]))
    """
    # BEGIN SOLUTION task 4: pad with the right value, then take the largest or the mean of every window
    p_h, p_w = pair(padding)
    # Any finite filler could be larger than the image itself; minus infinity never is.
    filler = float("-inf") if mode == "max" else 0.0
    padded = F.pad(X, (p_w, p_w, p_h, p_h), value=filler)
    views = windows(padded, pool_size, pair(1 if stride is None else stride))
    return views.amax(dim=(-2, -1)) if mode == "max" else views.mean(dim=(-2, -1))
    # END SOLUTION


def learn_kernel(X: Tensor, Y: Tensor, kernel_size: tuple[int, int], lr: float, steps: int) -> Tensor:
    """Find the kernel that turns X into Y by gradient descent.

    X: (h, w), Y: (h - kh + 1, w - kw + 1), float32, kernel_size: a pair (kh, kw). Starts from a small kernel of
    your choice (no entry beyond 1) and takes `steps` steps with the learning rate lr. The loss is the sum, not the
    mean, of the squared errors of corr2d(X, kernel) against Y, without a bias. Returns the kernel, shape (kh, kw);
    its dtype is free, and it may still require its gradient.

    >>> X = torch.tensor([[1.0, 1.0, 0.0, 0.0, 1.0]])
    >>> Y = torch.tensor([[0.0, 1.0, 0.0, -1.0]])
    >>> [round(k, 2) for k in learn_kernel(X, Y, (1, 2), lr=0.03, steps=500).flatten().tolist()]
    [1.0, -1.0]
    """
    # BEGIN SOLUTION task 5: forward, sum of squared errors, backward, step, clear the gradient
    kernel = torch.zeros(kernel_size, dtype=X.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((corr2d(X, kernel) - Y) ** 2).sum()
        loss.backward()
        # The step itself is not part of the function that is differentiated.
        with torch.no_grad():
            kernel -= lr * kernel.grad
        # backward adds to .grad; without this each step would follow the sum of all gradients so far.
        kernel.grad = None
    return kernel.detach()
    # END SOLUTION


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """Make the two feature maps in which the strokes of a seven light up.

    image: (h, w), float32; the seven of the handout is 6 by 6. Each map is the image padded with one ring of
    zeros, cross-correlated with a 3 by 3 kernel, then ReLU; it has the size of the image.
    Kernels: [[1, 0, -1]] * 3 for the vertical map, its transpose for the horizontal one.
    Returns the two maps (vertical, horizontal).

    >>> vertical, horizontal = digit_seven_features(torch.ones(2, 2))
    >>> vertical
    tensor([[0., 2.],
            [0., 2.]])
    """
    # BEGIN SOLUTION task 6: build the two kernels, pad by 1, cross-correlate, ReLU
    kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, dtype=image.dtype)
    vertical = corr2d_strided(image, kernel, padding=1)
    horizontal = corr2d_strided(image, kernel.T, padding=1)
    # ReLU keeps the edges of one sense (bright before dark) and drops those of the other.
    return torch.relu(vertical), torch.relu(horizontal)
    # END SOLUTION


def digit_seven_scores(image: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """Take the two feature maps of task 6 to their end: one probability per class.

    image: (h, w) with even h and w, float32. weight: (c, 2 * (h // 2) * (w // 2)); bias: (c,).
    In this order: the maps of digit_seven_features; the largest value of each 2 by 2 window of both, windows side by
    side; all values in one row, the vertical map first, each map row by row; weight @ row + bias; softmax.
    Returns shape (c,), float32: positive, sum 1. No function changes its arguments.

    >>> weight = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    >>> digit_seven_scores(torch.ones(2, 2), weight, torch.tensor([0.0, 1.0]))
    tensor([0.2689, 0.7311])
    """
    # BEGIN SOLUTION task 7: pool both maps, flatten, one linear layer, softmax
    # stride=2: our pool2d moves by 1 when nothing is said, and the windows would overlap.
    maps = [pool2d(each, (2, 2), stride=2) for each in digit_seven_features(image)]
    row = torch.cat([each.flatten() for each in maps])
    return torch.softmax(weight @ row + bias, dim=0)
    # END SOLUTION


def shift(X: Tensor, rows: int, cols: int) -> Tensor:
    """Move an image down by `rows` and to the right by `cols`; what comes into view is 0.

    X: (h, w). rows, cols: whole numbers; negative ones move up and to the left. What leaves the image is lost. Returns a
    new tensor of the shape and dtype of X; X itself stays as it was.

    >>> shift(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), 1, 0)
    tensor([[0., 0.],
            [1., 2.]])
    """
    # BEGIN SOLUTION task 8: roll the image, then put 0 where it came in again at the other side
    h, w = X.shape
    moved = torch.roll(X, (rows, cols), dims=(0, 1))
    # Row i comes from row i - rows; where there is no such row, roll took one from the other end.
    from_row, from_col = torch.arange(h) - rows, torch.arange(w) - cols
    inside = ((from_row >= 0) & (from_row < h))[:, None] & ((from_col >= 0) & (from_col < w))
    return torch.where(inside, moved, torch.zeros_like(X))
    # END SOLUTION


def shift_gap(f: Callable[[Tensor], Tensor], X: Tensor, rows: int, cols: int) -> float:
    """Measure how far f is from moving with its input: 0 if it does.

    f: a function from an image (h, w) to a map, of any size; X: (h, w). Returns one number: the largest absolute
    difference between f of the moved image and the moved map f(X), both moved by `rows` and `cols`.

    >>> shift_gap(lambda X: 2 * X, torch.tensor([[1.0, 0.0]]), 0, 1)
    0.0
    >>> shift_gap(lambda X: X * torch.tensor([[1.0, 3.0]]), torch.tensor([[1.0, 0.0]]), 0, 1)
    2.0
    """
    # BEGIN SOLUTION task 8: shift first, shift last, compare
    return float((f(shift(X, rows, cols)) - shift(f(X), rows, cols)).abs().max())
    # END SOLUTION


def average_by_convolution(X: Tensor, size: int) -> Tensor:
    """Shrink an image by the mean of windows of size by size, side by side, as a convolution with a stride.

    X: (h, w). size: from 1 to the smaller of h and w. A window that does not fit in full is left out.
    Returns (h // size, w // size), dtype of X, which is what nn.AvgPool2d(size) gives. Do without PyTorch's average
    pooling: a kernel and a stride are enough.

    >>> average_by_convolution(torch.tensor([[1.0, 2.0, 5.0, 5.0], [3.0, 4.0, 5.0, 5.0]]), 2)
    tensor([[2.5000, 5.0000]])
    """
    # BEGIN SOLUTION task 8: find the kernel and the stride that make a mean of each window
    kernel = torch.full((size, size), 1 / size**2, dtype=X.dtype)
    return corr2d_strided(X, kernel, stride=size)
    # END SOLUTION
