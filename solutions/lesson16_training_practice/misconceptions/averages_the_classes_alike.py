"""Believes that every class counts the same (macro average).

expect: test_precision_is_weighted_by_the_true_classes, test_recall_is_weighted_by_the_true_classes, test_f1_is_the_mean_of_the_classes_f1, test_classes_may_have_gaps_and_be_predicted_only
says: You gave every class the same weight. Weighted means: a class with eleven samples counts eleven times as much as a class with one.
says_zh: 你让每个类的权重都相同。“加权”的意思是：有十一个样本的类，分量是只有一个样本的类的十一倍。
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
    weight = (samples > 0).double() / (samples > 0).sum()
    return {
        "accuracy": (hits.sum() / len(y_true)).item(),
        "precision": (weight @ precision).item(),
        "recall": (weight @ recall).item(),
        "f1": (weight @ f1).item(),
    }
