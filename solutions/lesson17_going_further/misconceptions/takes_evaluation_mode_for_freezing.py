"""Believes that model.eval() stops the learning.

expect: test_backward_fills_gradients_of_the_head_alone, test_only_the_head_is_left_for_an_optimizer,
    test_training_leaves_the_backbone_as_it_was_learned
says: Your backbone still learns: its parameters ask for gradients as before. Evaluation mode changes dropout and batch norm only, and an attribute set on the module does not reach its parameters.
says_zh: 你的主干还在学：它的参数照旧要求梯度。评估模式只影响 dropout 和批量归一化；在模块上设一个属性，也传不到参数那里。
"""


def freeze_backbone(model: nn.Module, num_classes: int) -> nn.Module:
    """The model with a frozen backbone and a new model.fc."""
    model.eval()
    model.fc = nn.Linear(model.fc.in_features, num_classes)
    return model
