"""Believes that k classes are always called 0 to k - 1.

expect: test_classes_may_have_gaps_and_be_predicted_only
says: You went through the classes 0, 1, 2, ... as many as there are. Which classes are there if the labels are 3, 7 and 20?
says_zh: 你按 0、1、2……依次数了那么多个类。如果标签是 3、7、20，到底有哪些类？
"""


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers: "accuracy", "precision", "recall" and "f1", each in [0, 1]."""
    n = len(y_true)
    metrics = {"accuracy": (y_true == y_pred).double().mean().item(), "precision": 0.0, "recall": 0.0, "f1": 0.0}
    for c in range(len(torch.unique(y_true))):
        hits = ((y_true == c) & (y_pred == c)).sum().item()
        samples, predictions = (y_true == c).sum().item(), (y_pred == c).sum().item()
        metrics["precision"] += samples / n * hits / max(predictions, 1)
        metrics["recall"] += samples / n * hits / max(samples, 1)
        metrics["f1"] += samples / n * 2 * hits / max(samples + predictions, 1)
    return metrics
