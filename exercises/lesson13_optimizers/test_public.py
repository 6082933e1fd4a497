"""A few tests of lesson 13 to read and run; the hidden ones ask for more, on other numbers."""

import itertools

import pytest
import torch

from grader.judge import check


def move(worker, optimizer_class, start, grads, **options):
    """Where a parameter is after a step with each of the gradients."""
    p = worker.put(torch.tensor(start), name="p")
    p.requires_grad_()
    optimizer = optimizer_class([p], **options)
    for grad in grads:
        p.backward(torch.tensor(grad))
        optimizer.step()
        optimizer.zero_grad()
    return p.fetch()


GRADS = [[3.0, -0.5], [-1.0, 0.25], [0.5, 2.0], [0.1, -0.1], [0.2, 0.3]]


def paths(worker, student, name, dtype=torch.float32, **options):
    """Where two parameters are after each step, the student's optimizer beside torch.optim's. The second has no gradient in the first step."""
    starts = [torch.tensor([1.0, -2.0], dtype=dtype), torch.tensor([0.5], dtype=dtype)]
    theirs = [start.clone().requires_grad_() for start in starts]
    ours = [worker.put(start, name=f"p{number}") for number, start in enumerate(starts)]
    for p in ours:
        p.requires_grad_()
    optimizer, expected = getattr(student, name)(ours, **options), getattr(torch.optim, name)(theirs, **options)
    got, right = [], []
    for step, grad in enumerate(torch.tensor(GRADS, dtype=dtype)):
        for params in (ours, theirs):
            params[0].backward(grad)
            if step > 0:
                params[1].backward(grad[:1])
        for each in (optimizer, expected):
            each.step()
            each.zero_grad()
        got.append(torch.cat([p.fetch() for p in ours]))
        right.append(torch.cat([p.detach().clone() for p in theirs]))
    return torch.stack(got), torch.stack(right)


def lengths(worker, student, make, metrics, **options):
    """How far a slope of 1 moves a parameter in each epoch."""
    p = worker.put(torch.tensor([0.0], dtype=torch.float64), name="p")
    p.requires_grad_()
    optimizer = student.SGD([p], lr=1.0, **options)
    scheduler, places = make(optimizer), [0.0]
    for metric in metrics:
        p.backward(torch.tensor([-1.0], dtype=torch.float64))
        optimizer.step()
        optimizer.zero_grad()
        scheduler.step(*metric)
        places.append(check.scalar(p.fetch().sum()))
    return [after - before for before, after in itertools.pairwise(places)]


@pytest.mark.task(1)
def test_public_sgd_takes_a_step(student, worker):
    """from 1 with gradient 2 and lr 0.1 plain SGD goes to 0.8

    zh: 从 1 出发，梯度为 2、lr 为 0.1 时，普通 SGD 走到 0.8
    """
    got = move(worker, student.SGD, [1.0], [[2.0]], lr=0.1)

    check.close(got, torch.tensor([0.8]))


@pytest.mark.task(1)
def test_public_sgd_with_momentum_takes_two_steps(student, worker):
    """two gradients of 1 with momentum 0.5 and lr 0.1 move by 0.1 and by 0.15

    zh: 梯度两次都是 1，动量 0.5、lr 0.1 时，先移动 0.1，再移动 0.15
    """
    got = move(worker, student.SGD, [1.0], [[1.0], [1.0]], lr=0.1, momentum=0.5)

    check.close(got, torch.tensor([0.75]))


@pytest.mark.task(1)
def test_public_sgd_moves_two_parameters(student, worker):
    """two parameters, of which one has no gradient at first, go where torch.optim.SGD goes

    zh: 两个参数中有一个起初没有梯度，它们走的路与 torch.optim.SGD 相同
    """
    got, right = paths(worker, student, "SGD", lr=0.1, momentum=0.5, weight_decay=0.2)
    check.close(got, right, what="the path")
    got, right = paths(worker, student, "SGD", lr=0.1, momentum=0.5, weight_decay=0.2, nesterov=True)
    check.close(got, right, what="the path")


@pytest.mark.task(2)
def test_public_adagrad_slows_down(student, worker):
    """two gradients of 3 with lr 1 move by 1 and by 1 over the root of 2

    zh: 梯度两次都是 3，lr 为 1 时，Adagrad 先移动 1，再移动根号 2 分之一
    """
    got = move(worker, student.Adagrad, [2.0], [[3.0], [3.0]], lr=1.0)

    check.close(got, torch.tensor([2.0 - 1.0 - 0.5**0.5]))


@pytest.mark.task(2)
def test_public_rmsprop_takes_a_step(student, worker):
    """a gradient of 3 with alpha 0.75 and lr 1 moves by 2

    zh: 梯度为 3，alpha 为 0.75、lr 为 1 时，RMSprop 移动 2
    """
    got = move(worker, student.RMSprop, [5.0], [[3.0]], lr=1.0, alpha=0.75)

    check.close(got, torch.tensor([3.0]))


@pytest.mark.task(2)
def test_public_adagrad_and_rmsprop_take_their_options(student, worker):
    """with a large eps and each option, five steps are those of torch.optim

    zh: eps 较大、并用上各个选项时，走五步与 torch.optim 相同
    """
    got, right = paths(worker, student, "Adagrad", lr=0.5, lr_decay=0.5, eps=0.5)
    check.close(got, right, what="the path")

    for options in ({"momentum": 0.5}, {"centered": True}):
        got, right = paths(worker, student, "RMSprop", lr=0.1, alpha=0.75, eps=0.5, **options)
        check.close(got, right, what="the path of RMSprop")


@pytest.mark.task(3)
def test_public_adam_takes_two_equal_steps(student, worker):
    """the same gradient twice moves Adam twice by lr

    zh: 两次梯度相同时，Adam 两次都移动 lr
    """
    got = move(worker, student.Adam, [1.0, 1.0], [[5.0, -0.2], [5.0, -0.2]], lr=0.25)

    check.close(got, torch.tensor([0.5, 1.5]))


@pytest.mark.task(3)
def test_public_adamw_shrinks_where_there_is_no_slope(student, worker):
    """with gradient 0, lr 0.5 and weight_decay 0.5 AdamW goes from 4 to 3

    zh: 梯度为 0，lr 为 0.5、weight_decay 为 0.5 时，AdamW 从 4 走到 3
    """
    got = move(worker, student.AdamW, [4.0], [[0.0]], lr=0.5, weight_decay=0.5)

    check.close(got, torch.tensor([3.0]))


@pytest.mark.task(3)
def test_public_adam_moves_two_parameters(student, worker):
    """five steps in float64 with a large eps and weight_decay are those of torch.optim

    zh: float64、eps 较大、带 weight_decay 时，走五步与 torch.optim 相同
    """
    got, right = paths(worker, student, "Adam", torch.float64, lr=0.1, betas=(0.5, 0.75), eps=0.5, weight_decay=0.2)
    check.close(got, right, what="the path")
    got, right = paths(worker, student, "AdamW", torch.float64, lr=0.1, betas=(0.5, 0.75), eps=0.5, weight_decay=0.2)
    check.close(got, right, what="the path of AdamW")


@pytest.mark.task(4)
def test_public_adadelta_takes_a_step(student, worker):
    """a gradient of 2 with rho 0.25 and eps 1 moves by 1

    zh: 梯度为 2，rho 为 0.25、eps 为 1 时，Adadelta 移动 1
    """
    got = move(worker, student.Adadelta, [3.0], [[2.0]], rho=0.25, eps=1.0)

    check.close(got, torch.tensor([2.0]))


@pytest.mark.task(4)
def test_public_adamax_takes_a_step(student, worker):
    """the first step of Adamax moves each number by lr

    zh: Adamax 的第一步让每个数都移动 lr
    """
    got = move(worker, student.Adamax, [1.0, 1.0], [[50.0, -0.5]], lr=0.5)

    check.close(got, torch.tensor([0.5, 1.5]))


@pytest.mark.task(4)
def test_public_adadelta_and_adamax_take_five_steps(student, worker):
    """five steps of Adadelta and of Adamax are those of torch.optim

    zh: Adadelta 和 Adamax 走五步，都与 torch.optim 相同
    """
    got, right = paths(worker, student, "Adadelta", lr=0.5, rho=0.75, eps=0.5)
    check.close(got, right, what="the path")
    got, right = paths(worker, student, "Adamax", lr=0.1, betas=(0.5, 0.5), eps=0.25)
    check.close(got, right, what="the path of Adamax")


@pytest.mark.task(5)
def test_public_steplr_halves_after_two_epochs(student, worker):
    """with step_size=2 and gamma=0.5 the third epoch goes half as far as the first

    zh: step_size=2、gamma=0.5 时，第三轮走的距离是第一轮的一半
    """
    p = worker.put(torch.tensor([0.0]), name="p")
    p.requires_grad_()
    optimizer = student.SGD([p], lr=1.0)
    scheduler = student.StepLR(optimizer, step_size=2, gamma=0.5)
    p.backward(torch.tensor([-1.0]))
    for _ in range(3):
        optimizer.step()
        scheduler.step()

    check.close(p.fetch(), torch.tensor([2.5]))


@pytest.mark.task(5)
def test_public_steplr_keeps_the_velocity(student, worker):
    """with momentum 0.5 and gamma 0.5 each epoch the steps are 1, 0.75 and 0.4375

    zh: 动量为 0.5、每轮 gamma 为 0.5 时，步长是 1、0.75 和 0.4375
    """
    got = lengths(worker, student, lambda o: student.StepLR(o, step_size=1, gamma=0.5), [(), (), ()], momentum=0.5)

    check.close(torch.tensor(got), torch.tensor([1.0, 0.75, 0.4375]))


@pytest.mark.task(6)
def test_public_plateau_reduces_after_its_patience(student, worker):
    """patience=1 forgives one bad epoch; after the second the step is half as long

    zh: patience=1 容忍一轮不好；第二轮之后步长减半
    """
    p = worker.put(torch.tensor([0.0]), name="p")
    p.requires_grad_()
    optimizer = student.SGD([p], lr=1.0)
    scheduler = student.ReduceLROnPlateau(optimizer, factor=0.5, patience=1)
    p.backward(torch.tensor([-1.0]))
    for loss in (0.9, 0.9, 0.9, 0.9):
        optimizer.step()
        scheduler.step(loss)

    check.close(p.fetch(), torch.tensor([3.5]))


@pytest.mark.task(6)
def test_public_plateau_takes_its_options(student, worker):
    """threshold, cooldown, min_lr and mode="max" reduce when torch's scheduler reduces

    zh: threshold、cooldown、min_lr 和 mode="max" 降低学习率的时机与 PyTorch 相同
    """
    losses = [1.0, 0.9, 0.95, 0.85, 0.88, 0.87, 0.86, 0.9, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6]
    for options in (
        {"factor": 0.5, "patience": 1, "threshold": 0.1, "cooldown": 2},
        {"factor": 0.5, "patience": 0, "min_lr": 0.2},
        {"mode": "max", "factor": 0.5, "patience": 1, "threshold": 0.1},
    ):
        expected, p = [], torch.zeros(1, requires_grad=True)
        theirs = torch.optim.SGD([p], lr=1.0)
        scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(theirs, **options)
        p.grad = torch.zeros(1)
        for loss in losses:
            expected.append(theirs.param_groups[0]["lr"])
            theirs.step()
            scheduler.step(loss)

        got = lengths(worker, student, lambda o, k=options: student.ReduceLROnPlateau(o, **k), [(x,) for x in losses])

        check.close(torch.tensor(got), torch.tensor(expected), what="the learning rates")
