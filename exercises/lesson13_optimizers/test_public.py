"""A few tests of lesson 13 to read and run; the hidden ones ask for more, on other numbers."""

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
