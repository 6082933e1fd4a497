"""Believes that a head with the right number of outputs need not be replaced.

expect: test_head_is_new_for_as_many_classes_as_before
says: With as many classes as before you kept the old head. It knows the old classes; that there are as many new ones does not make them the same.
says_zh: 类别数相同的时候，你保留了旧的头。它认得的是旧类别；新类别只是个数一样，并不是同样的类别。
"""


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    """The model with a frozen backbone and a new model.fc."""
    model.requires_grad_(False)
    if model.fc.out_features != num_classes:
        model.fc = nn.Linear(model.fc.in_features, num_classes)
    model.fc.requires_grad_(True)
    return model
