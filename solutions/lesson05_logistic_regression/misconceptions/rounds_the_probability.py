"""Believes that rounding is the decision, whatever the threshold.

expect: test_predict_counts_the_threshold_itself_as_one, test_predict_follows_the_threshold
says: You rounded: that knows no threshold, and torch.round(0.5) is 0 because it rounds a half to the even number. Compare with the threshold.
says_zh: 你用了四舍五入：它不理会阈值，而且 torch.round 遇到 .5 取偶数，0.5 会变成 0。请与阈值比较。
"""


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    """1 where the probability is at least the threshold, else 0."""
    with torch.no_grad():
        return torch.round(model(x))
