"""What `dlgrade show lesson02` draws: your own functions at work."""

import torch

from grader.judge import check

XS = torch.tensor([0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
YS = torch.tensor([2.4, 2.7, 4.2, 4.6, 6.3, 6.9])


def show_steps_down_the_cost(student, picture):
    """Your cost of each slope w, and where w is after each epoch of your batch_descent

    zh: 每个斜率 w 的 cost，以及你的 batch_descent 每一轮之后 w 的位置
    """
    ws = torch.linspace(-1, 6, 71)
    w, path = -0.5, []
    for _ in range(10):
        path.append([w, student.cost(XS, YS, w)])
        w = picture.number(check.items(student.batch_descent(XS, YS, w, 0.05, 1), 2)[0])
    costs = [student.cost(XS, YS, float(each)) for each in ws]
    picture.lines(ws, {"cost": costs}, names=("w", "cost"), path={"batch_descent": path})


def show_costs_of_three_descents(student, picture):
    """How the cost falls, epoch by epoch, in your three descents

    zh: 三种下降方法中，代价随轮数的变化
    """
    start = (XS, YS, 0.0, 0.02, 12)
    found = {
        "batch_descent": student.batch_descent(*start),
        "stochastic_descent": student.stochastic_descent(*start),
        "minibatch_descent": student.minibatch_descent(*start, 2),
    }
    costs = {name: check.items(each, 2)[1] for name, each in found.items()}
    picture.lines(torch.arange(12), costs, names=("epoch", "cost"))


def show_path_with_bias(student, picture):
    """Forty steps against your gradients_with_bias, seen from above; the colours are your cost of each line

    zh: 沿着你的 gradients_with_bias 的反方向走四十步，从上往下看；颜色是每条直线的 cost
    """
    ws, bs = torch.linspace(-0.5, 3.5, 33), torch.linspace(-1, 3, 33)
    costs = [[student.cost(XS, YS - b, float(w)) for w in ws] for b in bs]
    w, b, path = 0.0, -0.5, []
    for _ in range(40):
        path.append([w, b])
        dw, db = map(picture.number, check.items(student.gradients_with_bias(XS, YS, w, b), 2))
        w, b = w - 0.08 * dw, b - 0.08 * db
    picture.plane(ws, bs, costs, names=("w", "b", "cost"), path={"(w, b)": path})
