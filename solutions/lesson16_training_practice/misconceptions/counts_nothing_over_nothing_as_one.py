"""Believes that a class without mistakes has precision 1.

expect: test_a_class_that_is_never_predicted_counts_zero
says: A class that is never predicted gets precision 1 from you. Nothing over nothing counts as 0 here (in scikit-learn: zero_division=0).
says_zh: 从未被预测的类别，你给了精确率 1。这里 0 除以 0 算作 0（在 scikit-learn 里是 zero_division=0）。
"""


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers."""
    accuracy = (y_true == y_pred).double().mean().item()
    result = {"accuracy": accuracy, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    for c in y_true.unique():
        samples, predicted = (y_true == c).sum().item(), (y_pred == c).sum().item()
        hits = ((y_true == c) & (y_pred == c)).sum().item()
        weight = samples / len(y_true)
        result["precision"] += weight * (hits / predicted if predicted else 1.0)
        result["recall"] += weight * hits / samples
        result["f1"] += weight * 2 * hits / (samples + predicted)
    return result
