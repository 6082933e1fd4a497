"""Believes that a class without a precision is left out of the mean.

expect: test_a_class_that_is_never_predicted_counts_zero
says: You averaged over the predicted classes only. A class that is never found would then cost nothing; it counts with 0.
says_zh: 你只对被预测到的类取平均。那样的话，完全找不出来的类反而不扣分；它应当按 0 计入。
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
        "precision": ((weight @ precision) / weight[predictions > 0].sum().clamp(min=1e-12)).item(),
        "recall": (weight @ recall).item(),
        "f1": (weight @ f1).item(),
    }
