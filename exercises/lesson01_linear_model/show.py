"""What `dlgrade show lesson01` draws: your own functions at work."""

import torch

from grader.judge import check

XS = torch.tensor([1.0, 2.0, 3.0, 4.0])
YS = torch.tensor([3.1, 4.9, 7.2, 8.8])
WS, BS = torch.linspace(-1, 5, 49), torch.linspace(-4, 6, 41)


def show_loss_of_each_slope(student, picture):
    """The error of every slope that your grid_search tries; the foot of the valley is best_w

    zh: 你的 grid_search 试过的每个斜率的误差；谷底就是 best_w
    """
    ws = torch.linspace(-1, 6, 71)
    best_w, losses = check.items(student.grid_search(XS, YS, ws), 2)
    lowest = [picture.number(best_w), picture.numbers(losses, 71).min()]
    picture.lines(ws, {"losses": losses}, names=("w", "mse"), path={"best_w": [lowest]})


def show_loss_surface(student, picture):
    """Your loss_surface: each place of the floor is a line, its height the error of that line

    zh: 你的 loss_surface：底面上每一处是一条直线，高度是这条直线的误差
    """
    picture.surface(WS, BS, student.loss_surface(XS, YS, WS, BS), names=("w", "b", "mse"))


def show_best_line(student, picture):
    """The line of the lowest place of your surface, by your forward_with_bias, and the four samples

    zh: 曲面最低处对应的直线（用你的 forward_with_bias 画出），以及四个样本
    """
    losses = picture.numbers(student.loss_surface(XS, YS, WS, BS), 41, 49)
    row, column = divmod(int(losses.argmin()), 49)
    xs = torch.linspace(0, 5, 11)
    ys = [student.forward_with_bias(float(x), float(WS[column]), float(BS[row])) for x in xs]
    picture.lines(xs, {"forward_with_bias": ys}, dots=[torch.stack([XS, YS], dim=1)])
