"""Believes that precision asks how many samples of a class were found.

expect: test_precision_is_weighted_by_the_true_classes, test_recall_is_weighted_by_the_true_classes, test_a_class_that_is_never_predicted_counts_zero, test_classes_may_have_gaps_and_be_predicted_only
says: Your precision is the recall, and the other way round. Precision looks at what was predicted, recall at what is true.
says_zh: 你把精确率和召回率弄反了。精确率看的是预测出来的那些，召回率看的是真实存在的那些。
"""


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers: "accuracy", "precision", "recall" and "f1", each in [0, 1]."""
    labels = torch.cat([torch.as_tensor(y_true), torch.as_tensor(y_pred)])
    classes, place = torch.unique(labels, return_inverse=True)
    true, pred = place.chunk(2)
    k = len(classes)
    confusion = torch.bincount(true * k + pred, minlength=k * k).reshape(k, k).double()
    hits, samples, predictions = confusion.diag(), confusion.sum(dim=1), confusion.sum(dim=0)
    recall = hits / predictions.clamp(min=1)
    precision = hits / samples.clamp(min=1)
    f1 = 2 * hits / (samples + predictions)
    weight = samples / len(y_true)
    return {
        "accuracy": (hits.sum() / len(y_true)).item(),
        "precision": (weight @ precision).item(),
        "recall": (weight @ recall).item(),
        "f1": (weight @ f1).item(),
    }
