"""Believes that every SGD has a momentum of 0.9.

expect: test_steps_of_fine_tuning_are_plain
says: Your optimizer has momentum, so from the second step on it goes further than the gradient says. Asked for is plain SGD.
says_zh: 你的优化器带有动量，从第二步起就走得比梯度所说的更远；要的是普通的 SGD。
"""


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    model.requires_grad_(True)
    head = set(model.fc.parameters())
    backbone = [parameter for parameter in model.parameters() if parameter not in head]
    groups = [{"params": backbone, "lr": backbone_lr}, {"params": list(head), "lr": head_lr}]
    return torch.optim.SGD(groups, momentum=0.9)
