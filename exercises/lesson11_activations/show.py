"""What `dlgrade show lesson11` draws: your own functions at work."""

import torch

NAMES = ("relu", "leaky_relu", "sigmoid", "tanh", "elu", "silu", "gelu")


def show_activations(student, picture):
    """Each of your activations and its gradient

    zh: 你的每个激活函数和它的梯度
    """
    x = torch.linspace(-5, 5, 101)
    for name in NAMES:
        curves = {each: getattr(student, each)(x) for each in (name, f"{name}_gradient")}
        picture.lines(x, curves, names=("x", name))


def show_dead_units(student, draw, picture):
    """The share of units that your dead_units finds silent behind your relu, as the bias of their layer falls

    zh: 一层的偏置变小时，你的 dead_units 在你的 relu 之后发现的失效单元比例
    """
    z, biases = draw.randn(64, 50), torch.linspace(0, -4, 21)
    shares = [student.dead_units(student.relu(z + bias)) for bias in biases]
    picture.lines(biases, {"dead_units": shares}, names=("bias", "dead_units"))
