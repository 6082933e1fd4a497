"""Believes that precision, recall and F1 are counted over all classes at once (micro average).

expect: test_precision_is_weighted_by_the_true_classes, test_f1_is_the_mean_of_the_classes_f1, test_a_class_that_is_never_predicted_counts_zero, test_classes_may_have_gaps_and_be_predicted_only
says: Counted over all classes at once, precision, recall and F1 are nothing but the accuracy. Count each class for itself first.
says_zh: 把所有类混在一起数，精确率、召回率和 F1 就全都等于准确率。要先逐类计算。
"""


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, float]:
    """Judge a classifier by four numbers: "accuracy", "precision", "recall" and "f1", each in [0, 1]."""
    accuracy = (torch.as_tensor(y_true) == torch.as_tensor(y_pred)).double().mean().item()
    return {"accuracy": accuracy, "precision": accuracy, "recall": accuracy, "f1": accuracy}
