"""Hidden tests of lesson 20. Texts are drawn here; the characters that a model must foretell stay in the test."""

import math

import pytest
import torch

from grader.judge import check

CLOSE = {"rtol": 1e-4, "atol": 1e-5, "dtype": False}

# Task 1: attention


@pytest.mark.task(1)
def test_weights_are_a_softmax_of_scaled_scores(student, draw):
    """weights is softmax(q k^T / sqrt(d)) over the keys, of shape (..., T, S)

    zh: weights 是沿键的 softmax(q k^T / sqrt(d))，形状 (..., T, S)
    """
    for d, more in ((3, ()), (16, (2,))):
        q, k, v = draw.randn(*more, 4, d), draw.randn(*more, 5, d), draw.randn(*more, 5, 2)
        _, weights = check.items(student.attention(q, k, v), 2)
        check.close(weights, looked(q, k, v)[1], **CLOSE, what="weights")


@pytest.mark.task(1)
def test_output_is_the_weighted_sum_of_values(student, draw):
    """output is the sum of the values, each times its weight, of shape (..., T, e)

    zh: output 是各个值乘以权重之和，形状 (..., T, e)
    """
    q, k, v = draw.randn(2, 3, 4), draw.randn(2, 5, 4), draw.randn(2, 5, 6)

    output, _ = check.items(student.attention(q, k, v), 2)

    check.close(output, looked(q, k, v)[0], **CLOSE, what="output")


@pytest.mark.task(1)
def test_masked_keys_have_weight_zero(student, draw):
    """where mask is False the weight is exactly 0, and the others add up to 1

    zh: mask 为 False 处权重恰好为 0，其余加起来等于 1
    """
    q, k, v = draw.randn(4, 3), draw.randn(5, 3), draw.randn(5, 2)
    mask = (torch.arange(20).reshape(4, 5) % 3 > 0)[:, draw.permutation(5)]

    output, weights = check.items(student.attention(q, k, v, mask), 2)

    wanted = looked(q, k, v, mask)
    check.close(weights, wanted[1], **CLOSE, what="weights")
    check.equal(torch.as_tensor(weights) == 0, ~mask, what="where the weights are 0")
    check.close(output, wanted[0], **CLOSE, what="output")


@pytest.mark.task(1)
def test_mask_broadcasts(student, draw):
    """a mask of shape (T, S) or (B, 1, S) serves for all texts and heads

    zh: 形状 (T, S) 或 (B, 1, S) 的 mask 通过广播用于所有文本和头
    """
    q, k, v = draw.randn(2, 3, 4), draw.randn(2, 3, 4), draw.randn(2, 3, 4)
    for mask in (torch.ones(3, 3).tril() > 0, torch.tensor([[[True, True, False]], [[True, False, False]]])):
        output, _ = check.items(student.attention(q, k, v, mask), 2)
        check.close(output, looked(q, k, v, mask)[0], **CLOSE, what="output")


@pytest.mark.task(1)
def test_large_scores_stay_finite(student, draw):
    """scores of hundreds give no NaN, masked or not

    zh: 得分达到几百时也不出现 NaN，有没有 mask 都一样
    """
    q, k, v = draw.randn(3, 4) * 60, draw.randn(3, 4) * 60, draw.randn(3, 2)
    for mask in (None, torch.ones(3, 3).tril() > 0):
        output, _ = check.items(student.attention(q, k, v, *([] if mask is None else [mask])), 2)
        check.close(output, looked(q, k, v, mask)[0], rtol=1e-3, atol=1e-3, dtype=False, what="output")


@pytest.mark.task(1)
def test_attention_changes_no_argument(student, draw):
    """attention leaves q, k, v and mask as they were

    zh: attention 不改动 q、k、v 和 mask
    """
    q, k, v = draw.randn(3, 4), draw.randn(3, 4), draw.randn(3, 2)
    mask = torch.ones(3, 3).tril() > 0

    output, _ = check.items(check.unchanged(student.attention, q, k, v, mask), 2)

    check.close(output, looked(q, k, v, mask)[0], **CLOSE, what="output")


# Task 2: masks


@pytest.mark.task(2)
def test_causal_mask_looks_back(student, draw):
    """causal_mask(n) is True for the same and earlier places, bool of shape (n, n)

    zh: causal_mask(n) 对自己和更早的位置为 True，形状 (n, n)，布尔型
    """
    for n in (1, 4, draw.integer(5, 40)):
        rows = [[j <= i for j in range(n)] for i in range(n)]
        check.equal(student.causal_mask(n), torch.tensor(rows))


@pytest.mark.task(2)
def test_padding_mask_ends_with_each_text(student, draw):
    """padding_mask(lengths, n)[b, 0, j] is True where j < lengths[b]

    zh: padding_mask(lengths, n)[b, 0, j] 在 j < lengths[b] 处为 True
    """
    for n in (6, 9):
        lengths = 1 + draw.randint(0, n, (4,))
        wanted = torch.tensor([[[j < m for j in range(n)]] for m in lengths.tolist()])
        check.equal(student.padding_mask(lengths, n), wanted)


# Task 3: heads


@pytest.mark.task(3)
def test_heads_are_parts_of_the_numbers(student, draw):
    """split_heads(x, n)[b, i, t] is the i-th part of x[b, t]

    zh: split_heads(x, n)[b, i, t] 是 x[b, t] 的第 i 段
    """
    x = draw.randn(2, 3, 8)
    for heads in (2, 4):
        d = 8 // heads
        wanted = torch.stack([x[:, :, i * d : (i + 1) * d] for i in range(heads)], dim=1)
        check.close(student.split_heads(x, heads), wanted)


@pytest.mark.task(3)
def test_merged_heads_lie_side_by_side(student, draw):
    """merge_heads(x)[b, t] is x[b, 0, t], x[b, 1, t] and so on, one after the other

    zh: merge_heads(x)[b, t] 依次是 x[b, 0, t]、x[b, 1, t]……
    """
    for heads, d in ((2, 5), (3, 2)):
        x = draw.randn(2, heads, 4, d)
        check.close(student.merge_heads(x), torch.cat([x[:, i] for i in range(heads)], dim=-1))


@pytest.mark.task(3)
def test_one_head_is_the_whole(student, draw):
    """with one head nothing is parted: (B, T, w) becomes (B, 1, T, w), and back

    zh: 只有一个头时不拆分：(B, T, w) 变成 (B, 1, T, w)，再变回来
    """
    x = draw.randn(2, 3, 4)

    check.close(student.split_heads(x, 1), x[:, None])
    check.close(student.merge_heads(x[:, None]), x)


# Task 4: causal self-attention


@pytest.mark.task(4)
def test_self_attention_keeps_the_shape(student, draw):
    """the layer gives (B, T, width) for any length T, the same for the same x

    zh: 对任意长度 T，层都给出 (B, T, width)；x 相同，结果就相同
    """
    layer = student.CausalSelfAttention(8, 2)
    for batch, length in ((2, 5), (1, 1)):
        x = draw.randn(batch, length, 8)
        got = of(layer, x, (batch, length, 8))
        check.close(of(layer, x, (batch, length, 8)), got, **CLOSE, what="the output for the same x again")
        check.that(differ(of(layer, x + 1, (batch, length, 8)), got), "two different texts have the same output")
    check.that(differ(got, x), "the output is x itself")


@pytest.mark.task(4)
def test_self_attention_does_not_look_ahead(student, draw):
    """a change at one place changes the output there and later, and none before

    zh: 改动一个位置，会改变它自己和之后的输出，不会改变之前的
    """
    layer, x = student.CausalSelfAttention(8, 4), draw.randn(2, 6, 8)
    other = x.clone()
    other[:, 3] += 1

    before, after = of(layer, x, (2, 6, 8)), of(layer, other, (2, 6, 8))

    check.close(after[:, :3], before[:, :3], **CLOSE, what="the output before the changed place")
    check.that(differ(after[:, 3], before[:, 3]), "a change does not change the output at its place")
    check.that(differ(after[:, 5], before[:, 5]), "a change does not reach the places after it")


@pytest.mark.task(4)
def test_self_attention_has_no_order(student, draw):
    """at the last place the order of the earlier ones makes no difference

    zh: 在最后一个位置，前面各位置的顺序不起作用
    """
    layer, x = student.CausalSelfAttention(8, 2), draw.randn(2, 5, 8)
    mixed = torch.cat([x[:, [2, 0, 3, 1]], x[:, 4:]], dim=1)

    before, after = of(layer, x, (2, 5, 8)), of(layer, mixed, (2, 5, 8))

    check.close(after[:, 4], before[:, 4], **CLOSE, what="the output at the last place")
    check.that(differ(after[:, 0], before[:, 0]), "the output at the first place does not depend on x there")
    changed = of(layer, torch.cat([x[:, :1] + 1, x[:, 1:]], dim=1), (2, 5, 8))
    check.that(differ(changed[:, 4], before[:, 4]), "a change does not reach the places after it")


@pytest.mark.task(4)
def test_self_attention_keeps_texts_apart(student, draw):
    """texts of one batch do not look at each other

    zh: 同一批里的文本互不相看
    """
    layer, x = student.CausalSelfAttention(6, 3), draw.randn(3, 4, 6)

    together = of(layer, x, (3, 4, 6))

    for row in range(3):
        alone = of(layer, x[row : row + 1], (1, 4, 6))
        check.close(alone[0], together[row], **CLOSE, what="the output for a text alone")
    check.that(differ(together[0], together[1]), "two different texts have the same output")
    check.that(differ(together, x), "the output is x itself")


@pytest.mark.task(4)
def test_heads_look_at_different_things(student, worker, draw):
    """with two heads the layer is not what it is with one, weights equal

    zh: 权重相同，两个头的层与一个头的层结果不同
    """
    one, two, x = student.CausalSelfAttention(8, 1), student.CausalSelfAttention(8, 2), draw.randn(2, 5, 8)
    weights = [draw.uniform(-1, 1, *p.shape) for p in plain(worker, one)]
    check.equal([tuple(p.shape) for p in plain(worker, two)], [tuple(p.shape) for p in weights], what="the shapes")
    worker.set_parameters(one, weights)
    worker.set_parameters(two, weights)

    single, double = of(one, x, (2, 5, 8)), of(two, x, (2, 5, 8))

    check.close(double[:, 0], single[:, 0], **CLOSE, what="the output at the first place")
    check.that(differ(double[:, 1:], single[:, 1:]), "one head and two heads give the same output")


# Task 5: the model


@pytest.mark.task(5)
def test_model_gives_logits(student, draw):
    """the model gives logits (B, T, n_chars) for texts up to its length

    zh: 对不超过 length 的文本，模型给出形状 (B, T, n_chars) 的 logits
    """
    model = student.CharAttention(7, 8, 2, 6)
    for batch, length in ((3, 6), (1, 1), (2, 4)):
        ids = draw.randint(0, 7, (batch, length))
        got = of(model, ids, (batch, length, 7))
        check.close(of(model, ids, (batch, length, 7)), got, **CLOSE, what="the logits of the same text again")
    check.that(differ(got, got.mean().expand_as(got)), "all logits are equal")


@pytest.mark.task(5)
def test_model_does_not_look_ahead(student, draw):
    """a character changes the logits at its place and later, and none before

    zh: 一个字符会改变它所在位置和之后的 logits，不会改变之前的
    """
    model, ids = student.CharAttention(9, 8, 2, 6), draw.randint(0, 8, (2, 6))
    other = ids.clone()
    other[:, 2] += 1

    before, after = of(model, ids, (2, 6, 9)), of(model, other, (2, 6, 9))

    check.close(after[:, :2], before[:, :2], **CLOSE, what="the logits before the changed character")
    check.that(differ(after[:, 2], before[:, 2]), "a character does not change the logits at its place")
    check.that(differ(after[:, 5], before[:, 5]), "a character does not reach the places after it")


@pytest.mark.task(5)
def test_model_knows_the_order(student, draw):
    """two earlier characters exchanged give other logits at the last place

    zh: 交换前面的两个字符，最后一个位置的 logits 会变
    """
    model, ids = student.CharAttention(9, 8, 2, 6), draw.permutation(9)[:5].repeat(3, 1)
    mixed = ids[:, [1, 0, 2, 3, 4]]

    before, after = of(model, ids, (3, 5, 9)), of(model, mixed, (3, 5, 9))

    check.that(differ(after[:, 4], before[:, 4]), "the order of earlier characters makes no difference")
    check.close(of(model, ids, (3, 5, 9)), before, **CLOSE, what="the logits of the same text again")


@pytest.mark.task(5, points=3)
def test_words_of_an_unknown_language_are_learned(student, worker, draw):
    """of words drawn for this run, the model foretells characters with few bits

    zh: 对这次运行生成的单词，模型只用很少的比特就能预测字符
    """
    words = language(draw)
    model = student.CharAttention(5, 32, 4, 24)
    worker.code(TRAIN).train(model, spoken(words, draw, 20_000), 24)

    texts = windows(spoken(words, draw, 2000), draw.randint(0, 1976, (400,)), 25)
    logits = of(model, texts[:, :-1], (400, 24, 5))
    bits = torch.nn.functional.cross_entropy(logits[:, -1].double(), texts[:, -1]).item() / math.log(2)

    check.that(
        bits <= BITS, "bits for a character", expected=check.text("{bits} or less", bits=BITS), yours=round(bits, 3)
    )


# Task 6: write


@pytest.mark.task(6)
def test_sample_reads_what_it_has_drawn(student, worker, draw):
    """the model reads each drawn character before the next is drawn

    zh: 模型先读刚抽到的字符，再抽下一个
    """
    model, start = worker.code(MODELS).Next(7), draw.randint(0, 7, (3,))

    got = student.sample(model, start, 9, 5, 1.0, draw.integer(0, 99))

    check.equal(got, (start[-1] + 1 + torch.arange(9)) % 7, what="the text of a model that counts on")


@pytest.mark.task(6)
def test_sample_reads_no_more_than_length(student, worker, draw):
    """the model gets the last `length` characters, or all where there are fewer

    zh: 模型得到最后 length 个字符；不足时得到全部
    """
    model = worker.code(MODELS).Count(11)
    for m in (2, 6):
        got = student.sample(model, draw.randint(0, 11, (m,)), 7, 4, 1.0, draw.integer(0, 99))
        wanted = torch.tensor([min(m + i, 4) for i in range(7)])
        check.equal(got, wanted, what="the text of a model that says how much it reads")


@pytest.mark.task(6)
def test_sample_draws_by_chance(student, worker, draw):
    """characters are drawn by softmax(logits / temperature)

    zh: 按 softmax(logits / temperature) 抽取字符
    """
    model = worker.code(MODELS).Fixed([0.0, math.log(3.0)])
    for temperature, share in ((1.0, 0.75), (0.5, 0.9)):
        got = student.sample(model, torch.tensor([0]), 800, 4, temperature, draw.integer(0, 10**6))
        check.shape(got, (800,), what="sample(...)")
        ones = torch.as_tensor(got).double().mean().item()
        check.that(
            abs(ones - share) < 0.08,
            check.text("the share of a character at temperature {t}", t=temperature),
            expected=check.text("about {share}", share=share),
            yours=round(ones, 3),
        )


@pytest.mark.task(6)
def test_sample_follows_its_seed(student, worker, draw):
    """the same seed writes the same text again, other seeds write others

    zh: 种子相同，写出的文本就相同；换一个种子就不同
    """
    model, found = worker.code(MODELS).Fixed([0.0, 0.0, 0.0]), []
    for seed in (5, 5, 0, 6):
        worker.seed(draw.integer(0, 10**6))
        got = student.sample(model, torch.tensor([1]), 40, 8, 1.0, seed)
        check.shape(got, (40,), what="sample(...)")
        found.append(torch.as_tensor(got).tolist())

    check.that(found[0] == found[1], "two calls with the same seed write different texts")
    check.that(found[2] != found[0] and found[3] != found[0], "two calls with different seeds write the same text")


# What the tests above share

BITS = 0.95  # the solution under this very test; docs/thresholds.md has the runs

MODELS = '''
import torch

class Next:
    """The character after the last one that it reads, for certain."""
    def __init__(self, n):
        self.n = n
    def __call__(self, ids):
        return 1000.0 * torch.nn.functional.one_hot((ids + 1) % self.n, self.n).float()

class Count:
    """The number of characters that it reads, for certain."""
    def __init__(self, n):
        self.n = n
    def __call__(self, ids):
        read = torch.arange(1, ids.shape[1] + 1).expand(len(ids), -1)
        return 1000.0 * torch.nn.functional.one_hot(read % self.n, self.n).float()

class Fixed:
    """The same logits after every character."""
    def __init__(self, logits):
        self.logits = torch.tensor(logits)
    def __call__(self, ids):
        return self.logits.expand(*ids.shape, -1)
'''

TRAIN = '''
import torch

def train(model, ids, length, steps=250, batch_size=16, lr=0.005):
    """Windows from random places of a long text, none of which comes twice as it was: there is nothing to learn by heart."""
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(steps):
        places = torch.randint(0, len(ids) - length, (batch_size, 1)) + torch.arange(length)
        loss = torch.nn.functional.cross_entropy(model(ids[places]).flatten(0, 1), ids[places + 1].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()
'''


def looked(q, k, v, mask=None):
    """Output and weights in float64, query by query."""
    q, k, v = q.double(), k.double(), v.double()
    scores = torch.einsum("...td,...sd->...ts", q, k) / q.shape[-1] ** 0.5
    if mask is not None:
        scores = torch.where(mask, scores, -torch.inf)
    weights = torch.softmax(scores, dim=-1)
    return torch.einsum("...ts,...se->...te", weights, v).float(), weights.float()


def of(model, x, shape):
    """What a student's module gives, of the shape that is asked for, without a graph."""
    got = model(x)
    check.shape(got, shape, what="the output")
    return torch.as_tensor(got).detach()


def plain(worker, model):
    parameters = worker.parameters(model)
    check.that(all(isinstance(p, torch.Tensor) for p in parameters), "a parameter is not a plain tensor")
    return parameters


def differ(one, other):
    """Whether two answers of a model are more than rounding apart."""
    return one.shape == other.shape and bool(((one - other).abs().flatten() > 1e-6).any())


def language(draw):
    """Eight words of four letters, as numbers; 0 is the space. Few letters: one or two of them do not tell the word."""
    return [(1 + draw.randint(0, 4, (length,))).tolist() for length in (3, 3, 4, 4, 5, 5, 6, 6)]


def windows(ids, places, length):
    """The characters from each of these places on."""
    return ids[places[:, None] + torch.arange(length)]


def spoken(words, draw, n):
    """n characters of words in a random order, a space after each."""
    ids = [i for place in draw.randint(0, len(words), (n // 4 + 1,)).tolist() for i in (*words[place], 0)]
    return torch.tensor(ids[:n])
