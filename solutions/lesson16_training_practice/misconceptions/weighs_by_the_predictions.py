"""Believes that a class counts as often as it is predicted.

expect: test_precision_is_weighted_by_the_true_classes, test_recall_is_weighted_by_the_true_classes, test_f1_is_the_mean_of_the_classes_f1, test_a_class_that_is_never_predicted_counts_zero, test_classes_may_have_gaps_and_be_predicted_only
says: Your weights count the predictions of each class. A model should not decide how much its own mistakes weigh: count the true samples.
says_zh: 你的权重是每个类被预测到的次数。不能让模型自己决定它的错误有多重：权重要数真实样本。
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
    weight = predictions / len(y_true)
    return {
        "accuracy": (hits.sum() / len(y_true)).item(),
        "precision": (weight @ precision).item(),
        "recall": (weight @ recall).item(),
        "f1": (weight @ f1).item(),
    }
