"""A few tests of lesson 20 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_a_query_that_fits_one_key(student):
    """scores 2 and 0 give the weights 0.8808 and 0.1192

    zh: 得分 2 和 0 给出权重 0.8808 和 0.1192
    """
    q, k = torch.tensor([[2.0, 0, 0, 0]]), torch.tensor([[2.0, 0, 0, 0], [0, 2.0, 0, 0]])
    v = torch.tensor([[10.0], [20.0]])

    output, weights = check.items(student.attention(q, k, v), 2)

    check.close(weights, torch.tensor([[0.8807970, 0.1192029]]), rtol=1e-4, what="weights")
    check.close(output, torch.tensor([[11.192029]]), rtol=1e-4, what="output")


@pytest.mark.task(1)
def test_public_a_masked_key_counts_nothing(student):
    """of three equal keys one is hidden: the weights are 0.5, 0 and 0.5

    zh: 三个相同的键遮住一个：权重是 0.5、0、0.5
    """
    mask = torch.tensor([[True, False, True], [True, True, True]])

    _, weights = check.items(student.attention(torch.ones(2, 2), torch.ones(3, 2), torch.ones(3, 1), mask), 2)

    check.close(weights, torch.tensor([[0.5, 0, 0.5], [1 / 3, 1 / 3, 1 / 3]]), what="weights")


@pytest.mark.task(2)
def test_public_masks_of_two_and_three(student):
    """causal_mask(2), and padding_mask for texts of 1 and 3 characters

    zh: causal_mask(2)，以及长度为 1 和 3 的文本的 padding_mask
    """
    check.equal(student.causal_mask(2), torch.tensor([[True, False], [True, True]]))
    wanted = torch.tensor([[[True, False, False]], [[True, True, True]]])
    check.equal(student.padding_mask(torch.tensor([1, 3]), 3), wanted)


@pytest.mark.task(3)
def test_public_heads_of_eight_numbers(student):
    """two characters of four numbers: head 0 has 0 1 and 4 5, and merged they are as before

    zh: 两个字符各四个数：第 0 个头有 0 1 和 4 5，合并后与原来相同
    """
    x = torch.arange(8.0).reshape(1, 2, 4)
    parts = torch.tensor([[[[0.0, 1], [4, 5]], [[2, 3], [6, 7]]]])

    check.close(student.split_heads(x, 2), parts)
    check.close(student.merge_heads(parts), x)


@pytest.mark.task(4)
def test_public_what_comes_later_makes_no_difference(student):
    """the first three of five characters have the same output as three alone

    zh: 五个字符中前三个的输出，与只有这三个时相同
    """
    layer, x = student.CausalSelfAttention(8, 2), torch.linspace(-1, 1, 40).reshape(1, 5, 8)

    whole, part = layer(x), layer(x[:, :3])

    check.shape(whole, (1, 5, 8))
    check.close(part.detach(), whole.detach()[:, :3], rtol=1e-4, atol=1e-5, dtype=False)


@pytest.mark.task(5)
def test_public_model_shapes_and_order(student):
    """logits (B, T, n_chars), and 0 1 2 is not 1 0 2

    zh: logits 形状 (B, T, n_chars)；0 1 2 与 1 0 2 不同
    """
    model = student.CharAttention(5, 8, 2, 6)

    got = model(torch.tensor([[0, 1, 2], [1, 0, 2]]))

    check.shape(got, (2, 3, 5))
    far = float((got[0, 2] - got[1, 2]).detach().abs().max())
    check.that(far > 1e-6, "the order of earlier characters makes no difference")


@pytest.mark.task(6)
def test_public_a_model_that_counts(student, worker):
    """a model that says the next number, for certain, writes 3, 4, 0, 1, 2 after 1, 2

    zh: 一个总是确定地说出下一个数的模型，在 1、2 之后写出 3、4、0、1、2
    """
    model = worker.code(COUNTS).model

    check.equal(student.sample(model, torch.tensor([1, 2]), 5, 4, 1.0, 0), torch.tensor([3, 4, 0, 1, 2]))


COUNTS = """
import torch

def model(ids):
    return 1000.0 * torch.nn.functional.one_hot((ids + 1) % 5, 5).float()
"""
