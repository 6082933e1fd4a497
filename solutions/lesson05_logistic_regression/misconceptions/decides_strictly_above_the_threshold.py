"""Believes that a probability equal to the threshold is a 0.

expect: test_predict_counts_the_threshold_itself_as_one
says: At exactly the threshold you answer 0. Here the threshold itself counts as 1.
says_zh: 概率恰好等于阈值时你判成了 0。本课规定等于阈值算 1。
"""


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    """1 where the probability is at least the threshold, else 0."""
    with torch.no_grad():
        return (model(x) > threshold).float()
