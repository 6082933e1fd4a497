"""Believes that a group in the optimizer is enough to make a parameter learn.

expect: test_fine_tuning_thaws_the_backbone
says: Your backbone is still frozen: its parameters ask for no gradient, so the optimizer passes over them. Thaw them with requires_grad_(True).
says_zh: 你的主干仍然是冻结的：参数不要求梯度，优化器就会跳过它们。用 requires_grad_(True) 解冻。
"""


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    head = set(model.fc.parameters())
    backbone = [parameter for parameter in model.parameters() if parameter not in head]
    return torch.optim.SGD([{"params": backbone, "lr": backbone_lr}, {"params": list(head), "lr": head_lr}])
