"""What `dlgrade show lesson12` draws: your own functions at work."""

import torch


def show_losses_of_an_error(student, picture):
    """What your losses ask for an error e: mse runs away from a large one, l1 and huber do not

    zh: 误差为 e 时你的各个损失：误差大时 mse 增长得很快，l1 和 huber 则不然
    """
    e = torch.linspace(-3, 3, 121)
    zeros = torch.zeros(121)
    curves = {name: getattr(student, name)(e, zeros, reduction="none") for name in ("mse", "l1", "huber")}
    picture.lines(e, curves, names=("e", "loss"))


def show_huber(student, picture):
    """Your huber for three delta: where the parabola ends and the line begins

    zh: 三个 delta 下你的 huber：抛物线在哪里结束，直线从哪里开始
    """
    e = torch.linspace(-3, 3, 121)
    zeros = torch.zeros(121)
    curves = {f"delta={d:g}": student.huber(e, zeros, delta=d, reduction="none") for d in (0.5, 1.0, 2.0)}
    picture.lines(e, curves, names=("e", "huber"))


def show_bce_with_logits(student, picture):
    """Your bce_with_logits of each logit, where the target is 0 and where it is 1

    zh: 目标为 0 和为 1 时，你的 bce_with_logits 在每个 logit 处的值
    """
    z = torch.linspace(-8, 8, 121)
    curves = {f"y = {y:.0f}": student.bce_with_logits(z, torch.full((121,), y), reduction="none") for y in (0.0, 1.0)}
    picture.lines(z, curves, names=("z", "bce_with_logits(z, y)"))
