"""Believes that model.requires_grad = False reaches the parameters.

expect: test_backward_fills_gradients_of_the_head_alone, test_only_the_head_is_left_for_an_optimizer,
    test_training_leaves_the_backbone_as_it_was_learned
says: Your backbone still learns: its parameters ask for gradients as before. To freeze it, switch `requires_grad` off for each of its parameters; an attribute of that name on the module does not reach them.
says_zh: 你的主干还在学：它的参数照旧要求梯度。要冻结它，就把它每个参数的 requires_grad 关掉；在模块上设一个同名属性，传不到参数那里。
"""


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    """The model with a frozen backbone and a new model.fc."""
    model.requires_grad = False
    model.fc = nn.Linear(model.fc.in_features, num_classes)
    return model
