"""A few tests of lesson 19 to read and run; the hidden ones ask for more, on other texts."""

import math

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_banana(student):
    """banana! has four characters, and in windows of 3 two pieces with their targets

    zh: banana! 有四个字符；按长度 3 切成两段，各有目标
    """
    chars = student.vocabulary("banana!")
    check.equal(chars, ["!", "a", "b", "n"])
    ids = student.encode("banana!", chars)
    check.equal(ids, torch.tensor([2, 1, 3, 1, 3, 1, 0]))
    check.equal(student.decode(torch.tensor([2, 1, 3]), chars), "ban")

    inputs, targets = check.items(student.windows(torch.tensor([2, 1, 3, 1, 3, 1, 0]), 3), 2)

    check.equal(inputs, torch.tensor([[2, 1, 3], [1, 3, 1]]), what="inputs")
    check.equal(targets, torch.tensor([[1, 3, 1], [3, 1, 0]]), what="targets")


@pytest.mark.task(2)
def test_public_cell_of_small_numbers(student):
    """one step with two inputs and three numbers of state

    zh: 两个输入、三个状态数的一步
    """
    x, h = torch.tensor([[1.0, -1.0]]), torch.tensor([[0.5, 0.0, 1.0]])
    Wx = torch.tensor([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    Wh = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.5, 0.0]])
    b = torch.tensor([0.0, 0.1, 0.0])

    check.close(student.rnn_cell(x, h, Wx, Wh, b), torch.tanh(torch.tensor([[0.2, 0.3, -0.3]])))


@pytest.mark.task(2)
def test_public_two_steps(student):
    """the state goes from step to step: 0.7616, then 0.3634

    zh: 状态一步步传下去：先是 0.7616，再是 0.3634
    """
    one, half, zero = torch.tensor([[1.0]]), torch.tensor([[0.5]]), torch.zeros(1)

    states, last = check.items(student.run_rnn(torch.tensor([[[1.0], [0.0]]]), torch.zeros(1, 1), one, half, zero), 2)

    check.close(states, torch.tensor([[[0.7615942], [0.3633989]]]), what="states")
    check.close(last, torch.tensor([[0.3633989]]), what="last")


@pytest.mark.task(3)
def test_public_gradients_of_one_number(student):
    """with one number each, the gradients are 0.42 for x and b, and 0.21 for h

    zh: 每个量只有一个数时，x 和 b 的梯度是 0.42，h 的是 0.21
    """
    one, half, zero = torch.tensor([[1.0]]), torch.tensor([[0.5]]), torch.zeros(1)

    got = student.cell_gradients(one, torch.zeros(1, 1), one, half, zero, one)

    check.that(isinstance(got, dict) and {"x", "h", "b"} <= set(got), "the dict lacks a key", yours=got)
    check.close(got["x"], torch.tensor([[0.4199743]]), what="x")
    check.close(got["h"], torch.tensor([[0.2099872]]), what="h")
    check.close(got["b"], torch.tensor([0.4199743]), what="b")


@pytest.mark.task(3)
def test_public_three_and_four_make_five(student):
    """gradients of length 3 and 4 shrink to 0.6 and 0.8, and stay where max_norm is 10

    zh: 长度为 3 和 4 的梯度缩短为 0.6 和 0.8；max_norm 为 10 时保持不变
    """
    for max_norm, wanted in ((1.0, (0.6, 0.8)), (10.0, (3.0, 4.0))):
        got = check.items(student.clip_gradients([torch.tensor([3.0]), torch.tensor([4.0])], max_norm), 2)
        check.close(got[0], torch.tensor([wanted[0]]), rtol=1e-4, what="the first")
        check.close(got[1], torch.tensor([wanted[1]]), rtol=1e-4, what="the second")


@pytest.mark.task(4)
def test_public_model_reads_in_two_parts(student):
    """logits (B, T, n_chars), state (B, hidden), and a text in two parts is the whole text

    zh: logits 形状 (B, T, n_chars)，状态形状 (B, hidden)；分两次读与一次读完相同
    """
    model, ids = student.CharRNN(5, 6), torch.tensor([[0, 1, 2, 3], [4, 3, 2, 1]])

    logits, last = check.items(model(ids), 2)
    check.shape(logits, (2, 4, 5), what="logits")
    check.shape(last, (2, 6), what="last")

    _, half = check.items(model(ids[:, :2]), 2)
    rest, _ = check.items(model(ids[:, 2:], half), 2)
    check.close(rest, logits.detach()[:, 2:], rtol=1e-4, atol=1e-5, dtype=False, what="the logits of the second part")


@pytest.mark.task(5)
def test_public_bits_and_temperature(student):
    """four equal chances are two bits; 1 to 3 becomes 1 to 9 at temperature 0.5

    zh: 四个机会均等是两比特；1 比 3 在温度 0.5 下成为 1 比 9
    """
    check.close(student.bits_per_char(torch.zeros(1, 2, 4), torch.tensor([[0, 3]])), 2.0)
    logits = torch.tensor([[0.0, math.log(3)], [0.0, 0.0]])

    check.close(student.probabilities(logits, 0.5), torch.tensor([[0.1, 0.9], [0.5, 0.5]]), what="probabilities")


@pytest.mark.task(5)
def test_public_a_model_that_counts(student, worker):
    """a model that says the next number, for certain, writes 3, 4, 0, 1, 2 after 1, 2

    zh: 一个总是确定地说出下一个数的模型，在 1、2 之后写出 3、4、0、1、2
    """
    model = worker.code(COUNTS).model

    got = student.sample(model, torch.tensor([1, 2]), 5, 1.0, 0)

    check.equal(got, torch.tensor([3, 4, 0, 1, 2]))


@pytest.mark.task(6)
def test_public_a_circle_is_learned(student):
    """0 1 2 0 1 2 is learned in 20 epochs: one loss per epoch, the last below 0.2

    zh: 20 轮能学会 0 1 2 0 1 2：每轮一个损失，最后一个低于 0.2
    """
    losses = check.items(
        student.train(student.CharRNN(3, 8), torch.arange(3).repeat(40), epochs=20, length=10, batch_size=2, lr=0.02),
        20,
    )

    last = check.scalar(losses[-1])
    check.that(last < 0.2, "the loss of the last epoch", expected=0.2, yours=last)


COUNTS = """
import torch

def model(ids, h=None):
    return 1000.0 * torch.nn.functional.one_hot((ids + 1) % 5, 5).float(), torch.zeros(len(ids), 1)
"""
