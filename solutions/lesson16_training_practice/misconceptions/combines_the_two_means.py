"""Believes that F1 is made of the weighted precision and the weighted recall.

expect: test_f1_is_the_mean_of_the_classes_f1, test_classes_may_have_gaps_and_be_predicted_only
says: You made one F1 of the two means. Each class has an F1 of its own first; then these are averaged.
says_zh: 你用两个平均值算了一个 F1。应当先求每个类自己的 F1，再取加权平均。
"""


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers: "accuracy", "precision", "recall" and "f1", each in [0, 1]."""
    labels = torch.cat([torch.as_tensor(y_true), torch.as_tensor(y_pred)])
    classes, place = torch.unique(labels, return_inverse=True)
    true, pred = place.chunk(2)
    k = len(classes)
    confusion = torch.bincount(true * k + pred, minlength=k * k).reshape(k, k).double()
    hits, samples, predictions = confusion.diag(), confusion.sum(dim=1), confusion.sum(dim=0)
    precision = hits / predictions.clamp(min=1)
    recall = hits / samples.clamp(min=1)
    f1 = 2 * hits / (samples + predictions)
    weight = samples / len(y_true)
    return {
        "accuracy": (hits.sum() / len(y_true)).item(),
        "precision": (weight @ precision).item(),
        "recall": (weight @ recall).item(),
        "f1": (2 * (weight @ precision) * (weight @ recall) / (weight @ (precision + recall)).clamp(min=1e-12)).item(),
    }
