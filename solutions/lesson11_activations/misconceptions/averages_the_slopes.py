"""Believes that a gradient belongs to the mean of the results.

expect: test_slopes_of_relu_and_leaky_relu, test_prelu_gradient_is_that_of_x,
    test_slope_in_the_corner_lies_between_the_two_sides, test_sigmoid_gradient_of_drawn_numbers,
    test_tanh_gradient_of_drawn_numbers, test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64,
    test_elu_gradient_of_drawn_numbers, test_silu_gradient_of_drawn_numbers,
    test_gelu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero, test_smooth_ones_in_float64
says: Your slopes are divided by how many numbers there are. Each is the derivative of one result with respect to its own x; no mean stands anywhere.
says_zh: 你的斜率都除以了元素的个数。每个斜率是一个结果对它自己的 x 求导，这里没有任何均值。
"""


def relu_gradient(x: Tensor) -> Tensor:
    """Slope of relu at each number: 1 above 0, 0 below."""
    return (x > 0).to(x.dtype) / x.numel()


def leaky_relu_gradient(x: Tensor, slope: float = 0.01) -> Tensor:
    """Slope of leaky_relu at each number: 1 above 0, `slope` below."""
    return torch.where(x > 0, torch.ones_like(x), torch.full_like(x, slope)) / x.numel()


def prelu_gradient(x: Tensor, weight: Tensor) -> Tensor:
    """Slope of prelu with respect to x at each number: 1 above 0, the channel's weight below."""
    return torch.where(x > 0, torch.ones_like(x), beside_channels(weight, x)) / x.numel()


def sigmoid_gradient(x: Tensor) -> Tensor:
    """Slope of the sigmoid at each number; 0, not NaN, far from 0."""
    s = sigmoid(x)
    return s * (1 - s) / x.numel()


def tanh_gradient(x: Tensor) -> Tensor:
    """Slope of tanh at each number; 0, not NaN, far from 0."""
    return (1 - tanh(x) ** 2) / x.numel()


def elu_gradient(x: Tensor, alpha: float = 1.0) -> Tensor:
    """Slope of elu at each number: 1 above 0, alpha * exp(x) below."""
    return torch.where(x > 0, 1.0, alpha * torch.exp(x)) / x.numel()


def silu_gradient(x: Tensor) -> Tensor:
    """Slope of silu at each number; 1 far above 0, 0 far below, never NaN."""
    s = sigmoid(x)
    return (s + x * s * (1 - s)) / x.numel()


def gelu_gradient(x: Tensor) -> Tensor:
    """Slope of gelu at each number; 1 far above 0, 0 far below, never NaN."""
    density = torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    return (normal_cdf(x) + x * density) / x.numel()
