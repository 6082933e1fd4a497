"""What `dlgrade show lesson03` draws: your own functions at work."""

import torch

from grader.judge import check

XS = torch.linspace(-1.5, 1.5, 13)
YS = torch.tensor([3.3, 2.0, 1.2, 0.1, -0.2, -0.7, -0.4, -0.5, 0.1, 0.4, 1.5, 2.3, 4.1])


def show_derivative(student, picture):
    """The slope of sin(x) * exp(x) + x ** 3 at every x, as your derivative finds it

    zh: 你的 derivative 求出的 sin(x) * exp(x) + x ** 3 在每个 x 处的斜率
    """
    xs = torch.linspace(-2, 2, 81)
    picture.lines(xs, {"derivative": [student.derivative(float(x)) for x in xs]}, names=("x", "derivative(x)"))


def show_parabola(student, picture):
    """The parabola that your train_parabola has found after 1, 5 and 50 epochs, through the samples

    zh: 你的 train_parabola 训练 1、5、50 轮后得到的抛物线，穿过各个样本
    """
    xs = torch.linspace(-1.7, 1.7, 69)
    curves = {}
    for epochs in (1, 5, 50):
        w1, w2, b = map(picture.number, check.items(student.train_parabola(XS, YS, 0.0, 0.0, 0.0, 0.02, epochs), 3))
        curves[f"epochs={epochs}"] = w1 * xs**2 + w2 * xs + b
    picture.lines(xs, curves, dots=[torch.stack([XS, YS], dim=1)])
