"""Hidden tests of lesson 13: given the same gradients, the student's optimizers must take the path of torch.optim's.

The gradients come from torch.optim's own path, in float64, so that a wrong step changes nothing but itself.
"""

from itertools import pairwise
from typing import NamedTuple

import pytest
import torch
from torch import Tensor
from torch.optim import lr_scheduler

from grader.judge import check

F64 = torch.float64
TIGHT = {"rtol": 1e-9, "atol": 1e-11}

# Task 1: gradient descent with momentum


@pytest.mark.task(1)
def test_sgd_goes_down_a_narrow_valley(student, worker, draw):
    """200 plain steps of SGD are those of torch.optim.SGD, to float64 precision

    zh: SGD 普通下降 200 步，按 float64 的精度与 torch.optim.SGD 相同
    """
    options = {"lr": draw.number(0.005, 0.019)}
    run = reference(torch.optim.SGD, valley, [draw.uniform(1, 2, 3, dtype=F64)], 200, options)

    got = walk(worker, student.SGD, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run), **TIGHT)


@pytest.mark.task(1)
def test_momentum_carries_earlier_gradients_along(student, worker, draw):
    """with momentum each step adds the whole new gradient to the faded velocity

    zh: 有动量时，每一步都把新梯度整个加到衰减后的速度上
    """
    options = {"lr": draw.number(0.002, 0.01), "momentum": draw.number(0.8, 0.95)}
    run = reference(torch.optim.SGD, valley, [draw.uniform(1, 2, 3, dtype=F64)], 200, options)

    got = walk(worker, student.SGD, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run), **TIGHT)


@pytest.mark.task(1)
def test_weight_decay_is_part_of_the_gradient(student, worker, draw):
    """in SGD weight_decay * p is added to the gradient, before the momentum

    zh: SGD 把 weight_decay * p 加进梯度，而且是在算动量之前
    """
    options = {"lr": 0.1, "momentum": 0.8, "weight_decay": draw.number(0.1, 0.5)}
    run = reference(torch.optim.SGD, noise(draw), [draw.randn(2, 3, dtype=F64)], 12, options)

    got = walk(worker, student.SGD, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(1)
def test_nesterov_looks_one_step_ahead(student, worker, draw):
    """with nesterov=True the step is the gradient plus momentum times the velocity

    zh: nesterov=True 时，这一步是梯度加上动量乘以速度
    """
    options = {"lr": 0.1, "momentum": draw.number(0.5, 0.9), "weight_decay": 0.1, "nesterov": True}
    run = reference(torch.optim.SGD, noise(draw), [draw.randn(2, 3, dtype=F64)], 12, options)

    got = walk(worker, student.SGD, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(1)
def test_each_parameter_has_a_velocity_of_its_own(student, worker, draw):
    """a small network, 40 steps: each of its parameters has a velocity of its own

    zh: 小网络训练 40 步：每个参数都有自己的速度
    """
    options = {"lr": 0.1, "momentum": 0.9}
    run = reference(torch.optim.SGD, network(draw), weights(draw), 40, options)

    got = walk(worker, student.SGD, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(1)
def test_two_optimizers_share_nothing(student, worker, draw, probe):
    """a second SGD starts without the velocity of the first

    zh: 再建一个 SGD，它不会带着前一个的速度
    """
    options = {"lr": 0.1, "momentum": 0.9}
    run = reference(torch.optim.SGD, noise(draw), [draw.randn(3, dtype=F64)], 4, options)

    first, second = walk(worker, student.SGD, run, options), walk(worker, student.SGD, run, options)

    probe("remembers_an_older_optimizer", not torch.allclose(first, second))
    check.close(first, run.path, what="the first path")
    check.close(second, run.path, what="the second path")


@pytest.mark.task(1)
def test_parameters_without_a_gradient_stay(student, worker, draw):
    """a parameter whose .grad is None stays where it is, and the others move

    zh: .grad 为 None 的参数原地不动，其余参数照常更新
    """
    grad, start = draw.randn(3, dtype=F64), draw.randn(3, dtype=F64)
    p, q = leaf(worker, start, "p"), leaf(worker, start, "q")
    optimizer = student.SGD([p, q], lr=0.5, momentum=0.9, weight_decay=0.1)
    p.backward(grad)

    optimizer.step()

    check.close(place([p, q]), torch.cat([start - 0.5 * (grad + 0.1 * start), start]))


@pytest.mark.task(1)
def test_zero_grad_forgets_the_gradients(student, worker, draw):
    """after zero_grad the next backward starts from nothing, gradient or not

    zh: zero_grad 之后，不管原来有没有梯度，下一次 backward 都从零开始
    """
    old, new = draw.randn(3, dtype=F64), draw.randn(3, dtype=F64)
    p, q = leaf(worker, old, "p"), leaf(worker, old, "q")
    optimizer = student.SGD([p, q], lr=0.5)
    p.backward(old)

    optimizer.zero_grad()

    p.backward(new)
    q.backward(new)
    check.close(p.grad, new, what="p.grad")
    check.close(q.grad, new, what="q.grad")


@pytest.mark.task(1)
def test_step_only_reads_the_gradient(student, worker, draw):
    """two steps leave .grad as it was, and the parameter still requires its gradient

    zh: 更新两步之后，.grad 保持原样，参数仍然需要求梯度
    """
    grad, start = draw.randn(3, dtype=F64), draw.randn(3, dtype=F64)
    p = leaf(worker, start, "p")
    optimizer = student.SGD([p], lr=0.5, momentum=0.9, weight_decay=0.5)
    p.backward(grad)

    optimizer.step()
    optimizer.step()

    check.close(p.grad, grad, what="p.grad")
    check.equal(p.requires_grad, True, what="p.requires_grad")
    check.that(not torch.equal(place([p], [start]), start), "two steps have left p where it was")


# Task 2: a step size for each number


@pytest.mark.task(2)
def test_adagrad_goes_down_a_narrow_valley(student, worker, draw):
    """60 steps of Adagrad without options are those of torch.optim.Adagrad

    zh: 不写选项的 Adagrad 走 60 步，每一步都与 torch.optim.Adagrad 相同
    """
    run = reference(torch.optim.Adagrad, valley, [draw.uniform(1, 2, 3, dtype=F64)], 60, {})

    got = walk(worker, student.Adagrad, run, {})

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(2)
def test_lr_decay_spares_the_first_step(student, worker, draw):
    """lr_decay divides lr by 1 + (t - 1) * lr_decay, so the first step has all of it

    zh: lr_decay 让学习率除以 1 + (t - 1) * lr_decay，所以第一步用的是完整的学习率
    """
    options = {"lr": draw.number(0.1, 0.5), "lr_decay": draw.number(0.2, 0.6)}
    run = reference(torch.optim.Adagrad, noise(draw), [draw.randn(4, dtype=F64)], 12, options)

    got = walk(worker, student.Adagrad, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(2)
def test_rmsprop_follows_a_bent_valley(student, worker, draw):
    """60 steps of RMSprop without options are those of torch.optim.RMSprop

    zh: 不写选项的 RMSprop 走 60 步，每一步都与 torch.optim.RMSprop 相同
    """
    start = [draw.uniform(-1.5, -1, 1, dtype=F64), draw.uniform(1, 2, 1, dtype=F64)]
    run = reference(torch.optim.RMSprop, rosenbrock, start, 60, {})

    got = walk(worker, student.RMSprop, run, {})

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(2)
def test_rmsprop_momentum_adds_up_divided_gradients(student, worker, draw):
    """momentum in RMSprop adds up gradients that are already divided

    zh: RMSprop 的动量累加的是已经除过的梯度
    """
    options = {"lr": 0.05, "alpha": draw.number(0.8, 0.95), "momentum": draw.number(0.5, 0.9)}
    run = reference(torch.optim.RMSprop, noise(draw), [draw.randn(4, dtype=F64)], 12, options)

    got = walk(worker, student.RMSprop, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(2)
def test_centered_rmsprop_divides_by_the_spread(student, worker, draw):
    """centered=True takes the square of the running mean of g from that of g ** 2

    zh: centered=True 时，从 g ** 2 的滑动平均里减去 g 的滑动平均的平方
    """
    options = {"lr": 0.05, "alpha": draw.number(0.6, 0.9), "centered": True}
    run = reference(torch.optim.RMSprop, noise(draw), [draw.randn(4, dtype=F64)], 12, options)

    got = walk(worker, student.RMSprop, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(2)
def test_eps_stands_beside_the_root(student, worker, draw):
    """in Adagrad and in RMSprop eps is added to the root, not under it

    zh: Adagrad 和 RMSprop 里的 eps 都加在根号外面，不在根号里面
    """
    options = {"lr": 0.1, "eps": draw.number(0.2, 0.8)}
    for name in ("Adagrad", "RMSprop"):
        run = reference(getattr(torch.optim, name), noise(draw), [draw.randn(4, dtype=F64)], 5, options)

        got = walk(worker, getattr(student, name), run, options)

        check.close(got, run.path, what=check.text("the path of {name}", name=name))


# Task 3: Adam and AdamW


@pytest.mark.task(3)
def test_adam_follows_a_bent_valley(student, worker, draw):
    """200 steps of Adam are those of torch.optim.Adam, to float64 precision

    zh: Adam 走 200 步，按 float64 的精度与 torch.optim.Adam 相同
    """
    options = {"lr": draw.number(0.01, 0.05), "eps": 1e-20}
    start = [draw.uniform(-1.5, -1, 1, dtype=F64), draw.uniform(1, 2, 1, dtype=F64)]
    run = reference(torch.optim.Adam, rosenbrock, start, 200, options)

    got = walk(worker, student.Adam, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run), **TIGHT)


@pytest.mark.task(3)
def test_first_step_of_adam_is_lr_long(student, worker, draw):
    """the first step of Adam moves each number by lr, however large its gradient

    zh: Adam 的第一步让每个数都移动 lr，不管梯度有多大
    """
    signs = 2.0 * draw.randint(0, 2, (6,), dtype=F64) - 1
    grad = signs * torch.tensor([0.1, 0.3, 1.0, 10.0, 1e3, 1e5], dtype=F64)
    p, lr = leaf(worker, torch.zeros(6, dtype=F64), "p"), draw.number(0.1, 0.9)
    optimizer = student.Adam([p], lr=lr)
    p.backward(grad)

    optimizer.step()

    check.close(place([p]), -lr * signs, rtol=1e-4)


@pytest.mark.task(3)
def test_adam_takes_betas_and_eps(student, worker, draw):
    """betas fade the two means, and eps is added to the root of the corrected square

    zh: 两个 beta 各管一个滑动平均；eps 加在校正之后的平方根上
    """
    options = {"lr": 0.1, "betas": (draw.number(0.5, 0.8), draw.number(0.9, 0.95)), "eps": 0.3}
    run = reference(torch.optim.Adam, noise(draw), [draw.randn(4, dtype=F64)], 12, options)

    got = walk(worker, student.Adam, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(3)
def test_amsgrad_keeps_the_largest_mean_square(student, worker, draw):
    """with amsgrad=True the mean square in the divisor never falls

    zh: amsgrad=True 时，除数里的平方均值只升不降
    """
    options = {"lr": 0.1, "betas": (0.8, draw.number(0.5, 0.8)), "amsgrad": True}
    loss = noise(draw, sizes=[1, 9, 0.5, 0.5, 0.5, 20, 0.3, 0.3, 0.3, 0.3, 0.3, 5])
    run = reference(torch.optim.Adam, loss, [draw.randn(4, dtype=F64)], 12, options)

    got = walk(worker, student.Adam, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(3)
def test_weight_decay_of_adam_is_coupled(student, worker, draw):
    """weight_decay of Adam is added to the gradient, so it enters both means

    zh: Adam 的 weight_decay 加进梯度，因而进入两个滑动平均
    """
    options = {"lr": 0.1, "betas": (0.8, 0.9), "weight_decay": draw.number(0.2, 0.6)}
    run = reference(torch.optim.Adam, noise(draw), [draw.uniform(1, 2, 4, dtype=F64)], 12, options)

    got = walk(worker, student.Adam, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(3)
def test_adam_counts_the_steps_of_each_parameter(student, worker, draw):
    """a parameter that gets its first gradient late is corrected as at its first step

    zh: 很晚才第一次得到梯度的参数，按它自己的第一步来校正
    """
    start = [draw.randn(3, dtype=F64), draw.randn(2, dtype=F64)]
    run = reference(torch.optim.Adam, noise(draw, late=4), start, 10, {"lr": 0.1}, clear=False)

    got = walk(worker, student.Adam, run, {"lr": 0.1}, clear=False)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(3)
def test_adamw_decays_beside_the_means(student, worker, draw):
    """AdamW first shrinks p by lr * weight_decay * p, then takes Adam's step

    zh: AdamW 先让 p 缩小 lr * weight_decay * p，再走 Adam 的一步
    """
    options = {"lr": draw.number(0.05, 0.2), "weight_decay": draw.number(0.1, 0.5)}
    run = reference(torch.optim.AdamW, noise(draw), [draw.uniform(1, 2, 4, dtype=F64)], 60, options)

    got = walk(worker, student.AdamW, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(3)
def test_defaults_of_adam_and_adamw(student, worker, draw):
    """without options Adam and AdamW move float32 parameters as torch.optim's do

    zh: 不写选项时，Adam 和 AdamW 对 float32 参数的更新与 torch.optim 相同
    """
    for name in ("Adam", "AdamW"):
        loss = noise(draw, sizes=[1, 1, 20, 1, 0.1, 0.1])
        run = reference(getattr(torch.optim, name), loss, [20 * draw.randn(4)], 6, {})

        got = walk(worker, getattr(student, name), run, {})

        check.close(got, run.path, rtol=0, atol=5e-5, what=check.text("the path of {name}", name=name))


# Task 4: Adadelta and Adamax


@pytest.mark.task(4)
def test_adadelta_goes_down_a_narrow_valley(student, worker, draw):
    """60 steps of Adadelta without options are those of torch.optim.Adadelta

    zh: 不写选项的 Adadelta 走 60 步，每一步都与 torch.optim.Adadelta 相同
    """
    run = reference(torch.optim.Adadelta, valley, [draw.uniform(1, 2, 3, dtype=F64)], 60, {})

    got = walk(worker, student.Adadelta, run, {})

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(4)
def test_adadelta_takes_rho_eps_and_lr(student, worker, draw):
    """rho fades both means, eps is under both roots, lr multiplies the move at last

    zh: rho 管两个滑动平均，eps 在两个根号里面，lr 最后才乘到移动量上
    """
    options = {"lr": draw.number(0.3, 0.7), "rho": draw.number(0.5, 0.8), "eps": draw.number(0.1, 0.5)}
    run = reference(torch.optim.Adadelta, noise(draw), [draw.randn(4, dtype=F64)], 12, options)

    got = walk(worker, student.Adadelta, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(4)
def test_adamax_trains_a_small_network(student, worker, draw):
    """40 steps of Adamax on a small network are those of torch.optim.Adamax

    zh: Adamax 训练小网络 40 步，每一步都与 torch.optim.Adamax 相同
    """
    run = reference(torch.optim.Adamax, network(draw), weights(draw), 40, {})

    got = walk(worker, student.Adamax, run, {})

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


@pytest.mark.task(4)
def test_adamax_lets_a_large_gradient_fade(student, worker, draw):
    """after one large gradient the divisor of Adamax fades by beta2 a step, no faster

    zh: 出现一个很大的梯度之后，Adamax 的除数每步只按 beta2 衰减
    """
    options = {
        "lr": draw.number(0.1, 0.5),
        "betas": (draw.number(0.5, 0.9), draw.number(0.6, 0.8)),
        "eps": 0.2,
    }
    run = reference(torch.optim.Adamax, noise(draw, sizes=SPIKE), [draw.randn(4, dtype=F64)], 12, options)

    got = walk(worker, student.Adamax, run, options)

    check.close(got, run.path, hint=lambda: first_wrong(got, run))


# Task 5: a staircase


@pytest.mark.task(5)
def test_steplr_goes_down_a_staircase(student, worker, draw):
    """lr stays for step_size epochs, then is multiplied by gamma, again and again

    zh: 学习率保持 step_size 轮不变，然后乘以 gamma，如此反复
    """
    lr, size, gamma = draw.number(0.5, 2), draw.integer(2, 4), draw.number(0.4, 0.8)

    got = rates(
        worker,
        student,
        lambda optimizer: student.StepLR(optimizer, step_size=size, gamma=gamma),
        lr,
        [()] * 13,
    )

    check.close(got, [lr * gamma ** (epoch // size) for epoch in range(13)])


@pytest.mark.task(5)
def test_steplr_leaves_the_memory_alone(student, worker, draw):
    """with the default gamma of 0.1 SGD and Adam go on with what they remember

    zh: gamma 默认为 0.1；学习率下降之后，SGD 和 Adam 记住的东西不变
    """
    stairs = {"step_size": draw.integer(2, 4)}
    for name, options in (("SGD", {"lr": 0.2, "momentum": 0.9}), ("Adam", {"lr": 0.2})):
        start, torch_class = [draw.randn(4, dtype=F64)], getattr(torch.optim, name)
        run = reference(torch_class, noise(draw), start, 10, options, lambda o: lr_scheduler.StepLR(o, **stairs))

        got = walk(worker, getattr(student, name), run, options, lambda o: student.StepLR(o, **stairs))

        check.close(got, run.path, what=check.text("the path of {name}", name=name))


# Task 6: a plateau


@pytest.mark.task(6)
def test_plateau_waits_for_its_patience(student, worker, draw):
    """patience=2 forgives two bad epochs in a row; the third multiplies lr by factor

    zh: patience=2 时，连续两轮不好可以容忍，第三轮就让学习率乘以 factor
    """
    options = {"factor": draw.number(0.2, 0.8), "patience": 2}
    losses = [1.0, 0.9, 0.95, 0.95, 0.8, 0.85, 0.85, 0.85, 0.7, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.6]

    got = plateau(worker, student, losses, options)

    check.close(got, plateau_of_torch(losses, options))


@pytest.mark.task(6)
def test_plateau_compares_with_the_best_loss(student, worker, draw):
    """better means better than the best loss so far, not than the one before

    zh: “变好”是与迄今最好的损失相比，不是与上一轮相比
    """
    options = {"factor": draw.number(0.2, 0.8), "patience": 1, "threshold": 0.0}
    losses = [1.0, 0.5, 0.9, 0.8, 0.7, 0.5, 0.5, 0.4, 0.45, 0.42, 0.41, 0.3]

    got = plateau(worker, student, losses, options)

    check.close(got, plateau_of_torch(losses, options))


@pytest.mark.task(6)
def test_plateau_ignores_small_gains(student, worker, draw):
    """threshold=0.1 counts a loss as better only below 0.9 times the best

    zh: threshold=0.1 时，损失低于最好值的 0.9 倍才算变好
    """
    options = {"factor": draw.number(0.2, 0.8), "patience": 1, "threshold": 0.1}
    losses = [4.0, 3.7, 3.5, 3.3, 3.1, 2.9, 2.7, 2.5, 2.4, 2.3, 0.2, 0.19, 0.185, 0.17, 0.165, 0.16]

    got = plateau(worker, student, losses, options)

    check.close(got, plateau_of_torch(losses, options))


@pytest.mark.task(6)
def test_plateau_may_want_the_metric_large(student, worker, draw):
    """with mode="max" an accuracy must rise above (1 + threshold) times the best

    zh: mode="max" 时，准确率要高于最好值的 (1 + threshold) 倍
    """
    metrics = [0.5, 0.6, 0.64, 0.65, 0.7, 0.69, 0.72, 0.5, 0.8, 0.81, 0.82, 0.83, 0.9, 0.9, 0.9, 1.2]
    for threshold in (0.1, 0.0):
        options = {"mode": "max", "factor": draw.number(0.2, 0.8), "patience": 1, "threshold": threshold}

        got = plateau(worker, student, metrics, options)

        check.close(got, plateau_of_torch(metrics, options))


@pytest.mark.task(6)
def test_plateau_rests_after_a_reduction(student, worker, draw):
    """in the cooldown epochs after a reduction none counts as bad

    zh: 降低学习率之后的 cooldown 轮里，哪一轮都不算不好
    """
    options = {"factor": draw.number(0.4, 0.8), "patience": 1, "cooldown": draw.integer(2, 3)}
    losses = [1.0] * 12 + [0.5] + [0.8] * 7

    got = plateau(worker, student, losses, options)

    check.close(got, plateau_of_torch(losses, options))


@pytest.mark.task(6)
def test_plateau_by_default_waits_ten_epochs_and_stops_at_min_lr(student, worker, draw):
    """by default ten bad epochs are forgiven; lr falls to a tenth, never below min_lr

    zh: 默认容忍十轮不好，然后学习率降到十分之一，但不会低于 min_lr
    """
    options = {"min_lr": draw.number(0.02, 0.05)}
    losses = [1.0] + [0.99995] * 35

    got = plateau(worker, student, losses, options)

    check.close(got, plateau_of_torch(losses, options))


# What the tests share: a run of torch.optim, and the same run by the student's optimizer.

SPIKE = [1, 1, 30, 0.5, 0.5, 0.5, 0.5, 1, 1, 10, 0.1, 0.1]


class Run(NamedTuple):
    """Where the parameters start, their gradients at each step (None: there is none), and where they are after each."""

    start: list[Tensor]
    grads: list[list[Tensor | None]]
    path: Tensor


def reference(torch_class, loss, start, steps, options, scheduler=None, clear=True):
    """What torch.optim does: `loss(params, step)` is a number; without `clear` gradients add up."""
    params, grads, path = [p.clone().requires_grad_() for p in start], [], []
    optimizer = torch_class(params, **options)
    stairs = scheduler(optimizer) if scheduler else None
    for step in range(steps):
        grads.append(list(torch.autograd.grad(loss(params, step), params, allow_unused=True)))
        for p, grad in zip(params, grads[-1], strict=True):
            p.grad = grad if p.grad is None or grad is None else p.grad + grad
        optimizer.step()
        if stairs is not None:
            stairs.step()
        if clear:
            optimizer.zero_grad()
        path.append(torch.cat([p.detach().flatten() for p in params]))
    return Run(start, grads, marks(path))


def walk(worker, student_class, run, options, scheduler=None, clear=True):
    """The student's optimizer, given the gradients of the run: the places at the same steps."""
    params = [leaf(worker, value, f"p{number}") for number, value in enumerate(run.start)]
    optimizer = student_class(params, **options)
    stairs = scheduler(optimizer) if scheduler else None
    backward = [p.backward for p in params]
    path = []
    for step, grads in enumerate(run.grads):
        for give, grad in zip(backward, grads, strict=True):
            if grad is not None:
                give(grad)
        optimizer.step()
        if stairs is not None:
            stairs.step()
        if clear:
            optimizer.zero_grad()
        if marked(step, len(run.grads)):
            path.append(place(params, run.start))
    return torch.stack(path)


def marked(step, steps):
    """Every step of a short run, every tenth of a long one."""
    return steps <= 12 or (step + 1) % 10 == 0


def marks(path):
    return torch.stack([place for step, place in enumerate(path) if marked(step, len(path))])


def leaf(worker, value, name):
    """A parameter in the worker: a tensor that requires its gradient."""
    p = worker.put(value, name=name)
    p.requires_grad_()
    return p


def place(params, like=None):
    """Where the parameters are, as one row."""
    values = [p.fetch() for p in params]
    for value, start in zip(values, like or values, strict=True):
        check.shape(value, tuple(start.shape), what="a parameter")
        check.dtype(value, start.dtype, what="a parameter")
    return torch.cat([value.flatten() for value in values])


def rates(worker, student, make_scheduler, lr, metrics):
    """The learning rate of each epoch, seen from how far a slope of 1 moves a parameter."""
    p, moved = leaf(worker, torch.zeros(1, dtype=F64), "p"), [0.0]
    optimizer = student.SGD([p], lr=lr)
    scheduler = make_scheduler(optimizer)
    for metric in metrics:
        p.backward(torch.ones(1, dtype=F64))
        optimizer.step()
        optimizer.zero_grad()
        scheduler.step(*metric)
        moved.append(check.scalar(place([p]).sum()))
    return [before - after for before, after in pairwise(moved)]


def plateau(worker, student, metrics, options):
    def make(optimizer):
        return student.ReduceLROnPlateau(optimizer, **options)

    return rates(worker, student, make, 1.0, [(metric,) for metric in metrics])


def plateau_of_torch(metrics, options):
    optimizer, found = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0), []
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, **options)
    for metric in metrics:
        found.append(optimizer.param_groups[0]["lr"])
        scheduler.step(metric)
    return found


def first_wrong(got, run):
    """At which of the steps that were looked at the path is first left."""
    wrong = ~torch.isclose(got, run.path, rtol=1e-5, atol=1e-7).all(dim=1)
    steps = [step + 1 for step in range(len(run.grads)) if marked(step, len(run.grads))]
    step = steps[int(wrong.int().argmax())]
    return (
        "Already the first step is wrong." if step == 1 else check.text("At step {n} you are in another place.", n=step)
    )


# The losses that are descended.


def valley(params, step):
    """A bowl a hundred times as steep across as along; its axes are not those of the numbers."""
    a, b, c = params[0]
    return 25 * (a + b) ** 2 + 0.25 * (a - b) ** 2 + 5 * (c - a) ** 2


def rosenbrock(params, step):
    """A valley that bends: the lowest place is (1, 1)."""
    x, y = params
    return ((1 - x) ** 2 + 100 * (y - x**2) ** 2).sum()


def noise(draw, sizes=(), late=0):
    """Drawn gradients, whatever the place. sizes: one factor per step; late: steps before the last parameter has any."""
    seed = draw.integer(0, 1 << 40)

    def loss(params, step):
        generator, size = torch.Generator().manual_seed(seed + step), sizes[step] if sizes else 1.0
        chosen = params[:-1] if step < late else params
        return sum((p * size * torch.randn(p.shape, generator=generator, dtype=F64)).sum() for p in chosen)

    return loss


def network(draw):
    """The mean squared error of a network with one hidden layer on eight drawn points."""
    x, y = draw.randn(8, 2, dtype=F64), draw.randn(8, dtype=F64)

    def loss(params, step):
        w1, b1, w2, b2 = params
        return (torch.tanh(x @ w1.T + b1) @ w2.reshape(3) + b2 - y).square().mean()

    return loss


def weights(draw):
    """Of that network: 2 numbers in, 3 hidden, 1 out."""
    return [draw.randn(*shape, dtype=F64) for shape in ((3, 2), (3,), (1, 3), (1,))]
