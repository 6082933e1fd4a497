"""Believes that a classifier has a positive class, and that it is class 1.

expect: test_precision_is_weighted_by_the_true_classes, test_recall_is_weighted_by_the_true_classes, test_f1_is_the_mean_of_the_classes_f1, test_a_class_that_is_never_predicted_counts_zero, test_classes_may_have_gaps_and_be_predicted_only
says: Precision, recall and F1 are those of class 1 alone. There may be any number of classes: compute the three for each, then average.
says_zh: 精确率、召回率和 F1 只算了类别 1。类别可以有任意多个：对每个类别都算这三个数，再取平均。
"""


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers."""
    accuracy = (y_true == y_pred).double().mean().item()
    hits = ((y_true == 1) & (y_pred == 1)).sum().item()
    precision = hits / max((y_pred == 1).sum().item(), 1)
    recall = hits / max((y_true == 1).sum().item(), 1)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"accuracy": accuracy, "precision": precision, "recall": recall, "f1": f1}
