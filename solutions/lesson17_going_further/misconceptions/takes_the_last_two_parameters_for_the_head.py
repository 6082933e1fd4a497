"""Believes that the head's parameters are the last two.

expect: test_the_head_may_be_defined_first
says: You take the last two parameters for the head. A model may define its head first; ask model.fc for its parameters.
says_zh: 你把最后两个参数当作头；模型可能最先定义头，应当向 model.fc 要它的参数。
"""


def fine_tune(model: nn.Module, backbone_lr: float, head_lr: float) -> torch.optim.Optimizer:
    model.requires_grad_(True)
    parameters = list(model.parameters())
    return torch.optim.SGD([{"params": parameters[:-2], "lr": backbone_lr}, {"params": parameters[-2:], "lr": head_lr}])
