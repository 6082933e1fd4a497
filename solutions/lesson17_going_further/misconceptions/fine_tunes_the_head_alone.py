"""Believes that the optimizer is for the head.

expect: test_a_step_of_fine_tuning_has_two_learning_rates, test_fine_tuning_thaws_the_backbone,
    test_steps_of_fine_tuning_are_plain, test_the_head_may_be_defined_first
says: Your optimizer has the head's parameters only, so the backbone never moves. Fine-tuning moves both.
says_zh: 你的优化器里只有头的参数，主干一直不动；微调时两者都要动。
"""


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    model.requires_grad_(True)
    return torch.optim.SGD(model.fc.parameters(), lr=head_lr)
