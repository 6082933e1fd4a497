"""Believes that every class is predicted at least once.

expect: test_a_class_that_is_never_predicted_counts_zero
says: A class that is never predicted makes your precision 0 / 0, and one NaN spoils the whole mean. The handout says what nothing over nothing counts as.
says_zh: 某个类一次也没有被预测到，精确率就成了 0 / 0，一个 NaN 会毁掉整个平均值。讲义里写了 0 / 0 按多少算。
"""


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers: "accuracy", "precision", "recall" and "f1", each in [0, 1]."""
    labels = torch.cat([torch.as_tensor(y_true), torch.as_tensor(y_pred)])
    classes, place = torch.unique(labels, return_inverse=True)
    true, pred = place.chunk(2)
    k = len(classes)
    confusion = torch.bincount(true * k + pred, minlength=k * k).reshape(k, k).double()
    hits, samples, predictions = confusion.diag(), confusion.sum(dim=1), confusion.sum(dim=0)
    precision = hits / predictions
    recall = hits / samples.clamp(min=1)
    f1 = 2 * hits / (samples + predictions)
    weight = samples / len(y_true)
    return {
        "accuracy": (hits.sum() / len(y_true)).item(),
        "precision": (weight @ precision).item(),
        "recall": (weight @ recall).item(),
        "f1": (weight @ f1).item(),
    }
