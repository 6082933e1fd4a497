"""Believes that out_features decides how many outputs a layer has.

expect: test_new_head_gives_the_classes_asked_for, test_only_the_head_is_left_for_an_optimizer,
    test_head_is_new_for_as_many_classes_as_before
says: You changed the number out_features of the old layer, not the layer: its weight has as many rows as before and holds what was learned for the old classes.
says_zh: 你只改了旧层的属性 out_features，没有换掉这一层：权重的行数和原来一样，里面还是为旧类别学到的东西。
"""


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    """The model with a frozen backbone and a new model.fc."""
    model.requires_grad_(False)
    model.fc.requires_grad_(True)
    model.fc.out_features = num_classes
    return model
