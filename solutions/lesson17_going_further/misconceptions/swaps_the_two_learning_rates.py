"""Believes that the head has to be treated carefully.

expect: test_a_step_of_fine_tuning_has_two_learning_rates, test_fine_tuning_thaws_the_backbone,
    test_steps_of_fine_tuning_are_plain, test_a_learning_rate_of_zero_is_one, test_the_head_may_be_defined_first
says: You give the head the backbone's learning rate and the backbone the head's. The backbone knows something already, so it moves less.
says_zh: 你把两个学习率给反了：主干已经学到了东西，应当动得少。
"""


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    model.requires_grad_(True)
    head = set(model.fc.parameters())
    backbone = [parameter for parameter in model.parameters() if parameter not in head]
    return torch.optim.SGD([{"params": backbone, "lr": head_lr}, {"params": list(head), "lr": backbone_lr}])
