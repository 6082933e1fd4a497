"""Believes that a share is given in percent.

expect: test_accuracy_is_the_share_of_right_predictions, test_precision_is_weighted_by_the_true_classes, test_recall_is_weighted_by_the_true_classes, test_f1_is_the_mean_of_the_classes_f1, test_a_class_that_is_never_predicted_counts_zero, test_classes_may_have_gaps_and_be_predicted_only
says: Your numbers are percentages; the shares asked for lie between 0 and 1.
says_zh: 你给的是百分数；要求的是 0 到 1 之间的比例。
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
        "accuracy": 100 * (hits.sum() / len(y_true)).item(),
        "precision": 100 * (weight @ precision).item(),
        "recall": 100 * (weight @ recall).item(),
        "f1": 100 * (weight @ f1).item(),
    }
