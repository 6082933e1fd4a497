"""Believes that the caller's tensor may serve as the leaf, since each call has its own graph.

expect: test_derivative_of_the_same_tensor_again
says: You went backward into the caller's own tensor. Its .grad outlives the call, so the second call added to the first one's result.
says_zh: 你直接对调用者的张量做了反向传播。它的 .grad 在调用结束后还在，所以第二次的结果加到了第一次的上面。
"""


def derivative(x: Scalar) -> Scalar:
    """The slope of the curve at x."""
    at = torch.as_tensor(x)
    at.requires_grad_()
    curve(at).backward()
    return at.grad
