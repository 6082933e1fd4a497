"""Believes that a learning rate of 0 means that none was given.

expect: test_a_learning_rate_of_zero_is_one
says: With backbone_lr=0 your backbone moves. 0 is a learning rate like any other, though Python takes it for False.
says_zh: backbone_lr=0 时你的主干也动了；0 也是一个学习率，虽然 Python 把它当作 False。
"""


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    model.requires_grad_(True)
    head = set(model.fc.parameters())
    backbone = [parameter for parameter in model.parameters() if parameter not in head]
    return torch.optim.SGD([{"params": backbone, "lr": backbone_lr or head_lr}, {"params": list(head), "lr": head_lr}])
