"""Believes that the order of replacing and freezing does not matter.

expect: test_backward_fills_gradients_of_the_head_alone, test_only_the_head_is_left_for_an_optimizer,
    test_training_leaves_the_backbone_as_it_was_learned
says: Your new layer is frozen as well: it was there already when you froze all parameters. Nothing is left to learn.
says_zh: 你的新层也被冻结了：冻结全部参数的时候它已经在里面了。这样就没有什么可学的了。
"""


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    """The model with a frozen backbone and a new model.fc."""
    model.fc = nn.Linear(model.fc.in_features, num_classes)
    model.requires_grad_(False)
    return model
