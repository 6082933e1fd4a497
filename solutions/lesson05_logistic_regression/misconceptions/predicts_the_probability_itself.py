"""Believes that the prediction of a classifier is its probability.

expect: test_predict_decides_at_one_half, test_predict_counts_the_threshold_itself_as_one,
    test_predict_follows_the_threshold
says: You returned the probabilities. predict is asked for decisions: zeros and ones.
says_zh: 你返回的是概率。predict 要的是决定：0 或 1。
"""


def predict(model: nn.Module, x: Tensor, threshold: float = 0.5) -> Tensor:
    """1 where the probability is at least the threshold, else 0."""
    with torch.no_grad():
        return model(x)
