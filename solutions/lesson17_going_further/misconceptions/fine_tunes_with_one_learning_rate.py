"""Believes that one learning rate is enough for the whole model.

expect: test_a_step_of_fine_tuning_has_two_learning_rates, test_fine_tuning_thaws_the_backbone,
    test_steps_of_fine_tuning_are_plain, test_a_learning_rate_of_zero_is_one, test_the_head_may_be_defined_first
says: Your optimizer moves the backbone with the head's learning rate. What it has learned is soon overwritten that way; give it a group with its own lr.
says_zh: 你的优化器让主干也用头的学习率；这样它学到的东西很快就被覆盖。给它一个单独的参数组和 lr。
"""


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    model.requires_grad_(True)
    return torch.optim.SGD(model.parameters(), lr=head_lr)
