"""What `dlgrade show lesson01` draws: your own functions at work."""

import torch

XS = torch.tensor([1.0, 2.0, 3.0, 4.0])
YS = torch.tensor([3.1, 4.9, 7.2, 8.8])


def show_loss_over_slopes(student, picture):
    """The mean squared error of every slope that grid_search tries: the valley is the best line through the origin

    zh: grid_search 试过的每个斜率的均方误差：谷底就是过原点的最好直线
    """
    ws = torch.linspace(-1, 6, 71)
    best_w, losses = student.grid_search(XS, YS, ws)
    lowest = [[picture.number(best_w), picture.numbers(losses, 71).min()]]
    picture.lines(ws, {"losses": losses}, names=("w", "losses"), path={"best_w": lowest})


def show_loss_surface(student, picture):
    """Your loss_surface: each point of the floor is a line, its height the error; the lowest point is the best line

    zh: 你的 loss_surface：底面上每个点是一条直线，高度是它的误差；最低点就是最好的直线
    """
    ws, bs = torch.linspace(-1, 5, 49), torch.linspace(-4, 6, 41)
    picture.surface(ws, bs, student.loss_surface(XS, YS, ws, bs), names=("w", "b", "mse"))


def show_fitted_line(student, picture):
    """The line of the lowest point of your loss surface, through the samples

    zh: 损失曲面最低点对应的直线，穿过各个样本
    """
    ws, bs = torch.linspace(-1, 5, 49), torch.linspace(-4, 6, 41)
    losses = picture.numbers(student.loss_surface(XS, YS, ws, bs), 41, 49)
    row, column = divmod(int(losses.argmin()), 49)
    xs = torch.linspace(0, 5, 21)
    ys = [picture.number(student.forward_with_bias(x, ws[column], bs[row])) for x in xs]
    picture.lines(xs, {"forward_with_bias": ys}, dots=[torch.stack([XS, YS], dim=1)])
