"""Hidden tests of lesson 17. Expected values come from torch in this process, mostly in float64.

Where chance decides, a right submission fails less than once in 10,000 runs; the sum stands beside the bound.
"""

import pytest
import torch
from torch.nn import functional as F

from grader.judge import check

# What student code is handed and cannot be sent: random numbers, and networks. No answers in it.
GIVEN = """
import numpy as np
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, width), nn.BatchNorm1d(width), nn.ReLU(), nn.Dropout(0.5))
        self.fc = nn.Linear(width, classes)

    def forward(self, x):
        return self.fc(self.body(x))


class HeadFirst(Net):
    def __init__(self, width, classes):
        nn.Module.__init__(self)
        self.fc = nn.Linear(width, classes)
        self.body = nn.Sequential(nn.Linear(6, width), nn.BatchNorm1d(width), nn.ReLU(), nn.Dropout(0.5))


def generator(seed):
    return torch.Generator().manual_seed(seed)


def trainable(model):
    return [tuple(parameter.shape) for parameter in model.parameters() if parameter.requires_grad]


def train(model, x):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5, weight_decay=0.1)
    for _ in range(2):
        optimizer.zero_grad()
        model(x).square().mean().backward()
        optimizer.step()


def freeze(model):
    model.body.requires_grad_(False)


def walk(model, optimizer, x, steps):
    model.eval()
    for _ in range(steps):
        optimizer.zero_grad()
        model(x).square().mean().backward()
        optimizer.step()


def read(path):
    return np.fromfile(path, dtype=np.uint8)


def load(path):
    return torch.export.load(path).module()
"""
OURS = {}
exec(GIVEN, OURS)

# Task 1: batch normalisation


@pytest.mark.task(1)
def test_training_normalises_with_the_batch(student, draw):
    """in training each column is normalised with its own mean and variance, over n

    zh: 训练时每一列用本批自己的均值和方差（除以 n）标准化
    """
    x, gamma, beta, running = columns(draw)

    got = student.batch_norm(x, gamma, beta, running, 0.1, True)

    check.close(got, F.batch_norm(x, None, None, gamma, beta, training=True), rtol=1e-4, atol=1e-5, dtype=False)


@pytest.mark.task(1)
def test_evaluation_normalises_with_what_is_remembered(student, draw):
    """in evaluation the remembered mean and variance serve, with 1e-5 under the root

    zh: 评估时用记下来的均值和方差，根号里同样加 1e-5；一个样本和许多样本都一样
    """
    for n in (1, 4):
        x, gamma, beta, running = columns(draw, n)
        running[1][0] = 2e-5  # of a column that hardly ever moved

        got = student.batch_norm(x, gamma, beta, running, 0.1, False)

        check.close(got, F.batch_norm(x, *running, gamma, beta), rtol=1e-4, atol=1e-5, dtype=False)


@pytest.mark.task(1)
def test_training_moves_the_remembered_mean(student, worker, draw):
    """training moves the remembered mean by the share momentum towards the batch's

    zh: 训练时，记下来的均值按 momentum 的比例靠近本批的均值
    """
    x, gamma, beta, running = columns(draw)
    momentum, kept = draw.number(0.1, 0.4), worker.put(running, name="running")

    worker.keep(student.batch_norm, x, gamma, beta, kept, momentum, True)

    expected = torch.lerp(running[0], x.mean(dim=0), momentum)
    check.close(check.items(kept.fetch(), 2)[0], expected, rtol=1e-4, dtype=False, what="the remembered mean")


@pytest.mark.task(1)
def test_training_remembers_the_variance_over_n_minus_one(student, worker, draw):
    """the variance that training remembers divides by n - 1

    zh: 训练时记下来的方差，除数是 n - 1
    """
    x, gamma, beta, running = columns(draw)
    momentum, kept = draw.number(0.1, 0.4), worker.put(running, name="running")

    worker.keep(student.batch_norm, x, gamma, beta, kept, momentum, True)

    expected = torch.lerp(running[1], x.var(dim=0), momentum)
    check.close(check.items(kept.fetch(), 2)[1], expected, rtol=1e-4, dtype=False, what="the remembered variance")


@pytest.mark.task(1)
def test_batch_norm_leaves_its_arguments_as_they_were(student, worker, draw):
    """x, gamma and beta stay as they were, in evaluation what is remembered too

    zh: x、gamma、beta 不被改动；评估时，记下来的统计量也不变
    """
    x, gamma, beta, running = columns(draw)

    evaluated = check.unchanged(student.batch_norm, x, gamma, beta, running, 0.3, False)
    kept = worker.put(running, name="running")
    trained = check.unchanged(student.batch_norm, x, gamma, beta, kept, 0.3, True)

    close = {"rtol": 1e-4, "atol": 1e-5, "dtype": False}
    check.close(evaluated, F.batch_norm(x, *running, gamma, beta), **close)
    check.close(trained, F.batch_norm(x, None, None, gamma, beta, training=True), **close)


@pytest.mark.task(1)
def test_a_column_without_spread_becomes_beta(student, draw):
    """1e-5 is added under the root: a column without spread becomes beta

    zh: 1e-5 加在根号里：没有变化的一列变成 beta
    """
    x, gamma, beta, running = columns(draw, n=4)
    signs = torch.tensor([1.0, -1.0, -1.0, 1.0])
    x[:, 0] = draw.number(-0.1, 0.1)
    x[:, 1] = draw.number(-0.1, 0.1) + 0.003 * signs

    got = student.batch_norm(x, gamma, beta, running, 0.1, True)

    check.close(got, F.batch_norm(x, None, None, gamma, beta, training=True), atol=1e-3, dtype=False)


@pytest.mark.task(1)
def test_a_column_far_from_zero_comes_out_right(student, draw):
    """a column of numbers near 10000 is normalised as well as one near 0

    zh: 数值在 10000 附近的一列，也和 0 附近的一样正确
    """
    _, gamma, beta, running = columns(draw)
    x = 10000 + draw.uniform(-3, 3, 8, 3)

    got = student.batch_norm(x, gamma, beta, running, 0.1, True)

    expected = F.batch_norm(x.double(), None, None, gamma.double(), beta.double(), training=True)
    check.close(got, expected, rtol=1e-3, atol=1e-2, dtype=False)


@pytest.mark.task(1)
def test_batch_norm_in_float64(student, draw):
    """a float64 x is computed in float64

    zh: float64 的 x 按 float64 的精度计算
    """
    x, gamma, beta, running = columns(draw, dtype=torch.float64)

    got = student.batch_norm(x, gamma, beta, running, 0.1, True)

    check.close(got, F.batch_norm(x, None, None, gamma, beta, training=True), rtol=1e-9, atol=1e-10, dtype=False)


# Task 2: dropout


@pytest.mark.task(2)
def test_dropout_in_evaluation_changes_nothing(student, worker, draw):
    """in evaluation the values of x come back as they are, whatever p

    zh: 评估时 x 的值原样返回，不管 p 是多少
    """
    x, generator = draw.uniform(1, 2, 4, 5), randomness(worker, draw)

    calls = [student.dropout(x, p, False, generator) for p in (draw.number(0.3, 0.7), 1.0)]
    trained = student.dropout(x, 0.5, True, generator)

    for got in calls:
        check.close(got, x, dtype=False)
    check.shape(trained, (4, 5))
    check.that(not same(trained, x), "training changes nothing either")


@pytest.mark.task(2)
def test_survivors_are_divided_by_one_minus_p(student, worker, draw):
    """each number becomes 0 or is divided by 1 - p

    zh: 每个数要么变成 0，要么除以 1 - p
    """
    x, p = draw.uniform(1, 2, 3, 7, 5), draw.number(0.2, 0.7)

    got = student.dropout(x, p, True, randomness(worker, draw))

    check_survivors(got, x, p)


@pytest.mark.task(2)
def test_the_share_of_zeros_is_p(student, worker, draw):
    """of 40,000 numbers a share of p becomes 0

    zh: 40000 个数里变成 0 的占 p
    """
    x, p = draw.uniform(1, 2, 200, 200), draw.number(0.1, 0.4)

    got = student.dropout(x, p, True, randomness(worker, draw))

    check.shape(got, (200, 200))
    # The count is binomial with the standard deviation sqrt(40,000 p (1 - p)), 98 at most. Five of them either way:
    # once in 1.7 million runs. Whoever takes p for the share that stays is 40,000 (1 - 2 p), at least 8,000 away.
    zeros, spread = int((got == 0).sum()), (40_000 * p * (1 - p)) ** 0.5
    check.that(abs(zeros - 40_000 * p) < 5 * spread, "the share of zeros is not p", expected=p, yours=zeros / 40_000)


@pytest.mark.task(2)
def test_each_number_is_dropped_by_itself(student, worker, draw, probe):
    """each number is dropped by itself: no whole rows or columns, no fixed count

    zh: 每个数各自丢弃：不是整行整列，也不是固定的个数
    """
    x, generator = draw.uniform(1, 2, 6, 6), randomness(worker, draw)

    calls = [student.dropout(x, 0.5, True, generator) for _ in range(12)]

    for got in calls:
        check.shape(got, (6, 6))
    zeros = torch.stack([torch.as_tensor(got) == 0 for got in calls])
    probe("drops_whole_rows", alike(zeros, 2))
    # By chance: each of 72 rows all dropped or all kept has (2 / 64)**72; twelve counts alike 6e-11.
    check.that(not alike(zeros, 2), "whole rows were dropped or kept together")
    check.that(not alike(zeros, 1), "whole columns were dropped or kept together")
    check.that(len(set(zeros.sum(dim=(1, 2)).tolist())) > 1, "the number of zeros is the same in every call")


@pytest.mark.task(2)
def test_p_of_zero_and_of_one(student, worker, draw, probe):
    """p = 0 drops nothing, p = 1 everything, without NaN

    zh: p = 0 什么都不丢，p = 1 全部丢弃，不出现 NaN
    """
    x, generator = draw.uniform(1, 2, 3, 4), randomness(worker, draw)

    check.close(student.dropout(x, 0.0, True, generator), x, dtype=False)
    nothing = student.dropout(x, 1.0, True, generator)

    probe("is_nan_where_all_is_dropped", isinstance(nothing, torch.Tensor) and bool(nothing.isnan().any()))
    check.close(nothing, torch.zeros(3, 4), dtype=False)


@pytest.mark.task(2)
def test_dropout_draws_from_the_generator(student, worker, draw, probe):
    """the same state of the generator gives the same zeros, the next call others

    zh: 生成器状态相同，置零的位置就相同；再调用一次，位置就不同
    """
    x, seed, given = draw.uniform(1, 2, 10, 10), draw.integer(0, 9999), worker.code(GIVEN)
    generator = given.generator(seed)

    first, second = student.dropout(x, 0.5, True, generator), student.dropout(x, 0.5, True, generator)
    again = student.dropout(x, 0.5, True, given.generator(seed))

    check.shape(first, (10, 10))
    probe("leaves_the_generator_aside", not same(again, first))
    repeated = same(first, second) and same(again, first) and bool((torch.as_tensor(first) == 0).any())
    probe("seeds_the_generator_anew", repeated)
    check.close(again, first, dtype=False)
    # By chance the zeros of 100 numbers are the same twice once in 2**100 runs.
    check.that(not same(first, second), "two calls in a row gave the same zeros")


@pytest.mark.task(2)
def test_dropout_leaves_x_as_it_was(student, worker, draw):
    """dropout leaves x as it was

    zh: dropout 不改动 x
    """
    x = draw.uniform(1, 2, 6, 7)

    got = check.unchanged(student.dropout, x, 0.5, True, randomness(worker, draw))

    check_survivors(got, x, 0.5)


# Task 3: a residual block


@pytest.mark.task(3)
def test_block_has_two_convolutions_and_no_more(student, worker, draw):
    """ResidualBlock(c) has two kernels of shape (c, c, 3, 3), two biases, no more

    zh: ResidualBlock(c) 有两组形状为 (c, c, 3, 3) 的卷积核和两个偏置，再没有别的参数
    """
    c = draw.integer(2, 5)
    x, block = draw.uniform(-1, 1, 2, c, 4, 4), student.ResidualBlock(c)

    shapes = sorted(tuple(p.shape) for p in tensors(worker, block))

    check.equal(shapes, [(c,), (c,), (c, c, 3, 3), (c, c, 3, 3)], what="the shapes of the parameters")
    given = filled(worker, block, draw, c)
    check_block(block(x), x, *given)  # and all four take part


@pytest.mark.task(3)
def test_block_adds_x_to_what_the_layers_make(student, worker, draw):
    """the block is relu(x + conv2(relu(conv1(x))))

    zh: 残差块就是 relu(x + conv2(relu(conv1(x))))
    """
    x, block = draw.uniform(-1, 1, 2, 3, 5, 6), student.ResidualBlock(3)
    given = filled(worker, block, draw)

    got = block(x)

    check_block(got, x, *given)


@pytest.mark.task(3)
def test_block_of_zeros_is_relu(student, worker, draw):
    """with all parameters 0 only relu(x) is left

    zh: 参数全为零时，只剩下 relu(x)
    """
    x, block = draw.uniform(-1, 1, 2, 4, 3, 3), student.ResidualBlock(4)
    worker.set_parameters(block, [torch.zeros_like(p) for p in tensors(worker, block)])

    got = block(x)

    check.close(got, x.relu(), dtype=False)


@pytest.mark.task(3)
def test_gradient_gets_past_a_block_of_zeros(student, worker, draw):
    """the gradient gets past a block of zeros undiminished where x > 0

    zh: 参数全为零时，x > 0 处的梯度原样穿过残差块
    """
    x, block = draw.uniform(-1, 1, 2, 3, 4, 4), student.ResidualBlock(3)
    worker.set_parameters(block, [torch.zeros_like(p) for p in tensors(worker, block)])

    (got,) = worker.gradient(block, x)

    check.close(got, (x > 0).float(), dtype=False)


@pytest.mark.task(3)
def test_block_keeps_the_shape(student, worker, draw):
    """one channel or five, one image or three, wide or a single pixel: the shape stays

    zh: 一个或五个通道、一张或三张图、宽图或单个像素，形状都不变
    """
    for shape in ((1, 1, 4, 7), (3, 5, 2, 2), (2, 2, 1, 1)):
        x, block = draw.randn(*shape), student.ResidualBlock(shape[1])
        worker.set_parameters(block, [torch.zeros_like(p) for p in tensors(worker, block)])

        got = block(x)

        check.close(got, x.relu(), dtype=False)


@pytest.mark.task(3)
def test_block_leaves_x_as_it_was(student, worker, draw):
    """the block leaves x as it was

    zh: 残差块不改动 x
    """
    x, block = draw.randn(2, 2, 3, 4), student.ResidualBlock(2)
    given = filled(worker, block, draw, 2)

    got = check.unchanged(block, x)

    check_block(got, x, *given)


# Task 4: transfer learning


@pytest.mark.task(4)
def test_new_head_gives_the_classes_asked_for(student, worker, draw):
    """the model gives num_classes scores afterwards

    zh: 之后模型给出 num_classes 个分数
    """
    model, _ = network(worker, draw)
    classes = draw.integer(2, 9)

    model = worker.keep(student.freeze_backbone, model, classes)

    check.shape(worker.predict(model, draw.randn(5, 6)), (5, classes))


@pytest.mark.task(4)
def test_backward_fills_gradients_of_the_head_alone(student, worker, draw):
    """after a backward pass the new head has gradients, the backbone none

    zh: 反向传播之后，新的头有梯度，主干没有
    """
    model, ours = network(worker, draw)

    model = worker.keep(student.freeze_backbone, model, 3)

    check_backbone(worker, model, ours)
    worker.backward(model, draw.randn(5, 6))
    filled = [gradient is not None for gradient in worker.parameter_gradients(model)]
    check.equal(filled, [False, False, False, False, True, True], what="the list of which parameters have gradients")


@pytest.mark.task(4)
def test_only_the_head_is_left_for_an_optimizer(student, worker, draw):
    """only the new head's weight and bias still ask for a gradient

    zh: 只有新头的权重和偏置还要求梯度
    """
    model, ours = network(worker, draw)

    model = worker.keep(student.freeze_backbone, model, 3)

    shapes = [list(shape) for shape in check.items(worker.code(GIVEN).trainable(model))]
    check.equal(shapes, [[3, ours.fc.in_features], [3]], what="what an optimizer would train")


@pytest.mark.task(4)
def test_training_leaves_the_backbone_as_it_was_learned(student, worker, draw):
    """training moves the new head; the backbone keeps what it has learned

    zh: 训练时新的头在变，主干保持学到的样子
    """
    model, ours = network(worker, draw)
    model = worker.keep(student.freeze_backbone, model, 3)
    head = tensors(worker, model)[-2:]

    worker.code(GIVEN).train(model, draw.randn(5, 6))

    check_backbone(worker, model, ours)
    weight, _ = tensors(worker, model)[-2:]
    check.that(not same(weight, head[0]), "the head did not move")


@pytest.mark.task(4)
def test_head_is_new_for_as_many_classes_as_before(student, worker, draw):
    """the head starts anew, also when there are as many classes as before

    zh: 类别数与原来相同时，头也要重新开始
    """
    model, ours = network(worker, draw, classes=4)

    model = worker.keep(student.freeze_backbone, model, 4)

    weight, _ = tensors(worker, model)[-2:]
    check.shape(weight, tuple(ours.fc.weight.shape), what="the new head's weight")
    check.that(not same(weight, ours.fc.weight), "the head still has what it had learned for the old classes")


# Task 5: augmentation


@pytest.mark.task(5)
def test_each_image_is_shifted_within_the_bound(student, worker, draw, probe):
    """each image comes back shifted by at most max_shift, with 0 where nothing was

    zh: 每张图都在 max_shift 以内平移，空出来的地方是 0
    """
    images = draw.uniform(0.1, 1, 40, 2, 6, 5)

    got = student.augment(images, 2, randomness(worker, draw))

    check.shape(got, (40, 2, 6, 5))
    # By chance forty images all stay where they are once in 25**40 runs; twenty of the tests below once in 9**20.
    check.that(not same(got, images), "no image was shifted")
    strange = int((~shifts(got, images, 2).any(dim=0)).sum())
    probe("rolls_the_image_around", rolled(got, images, 2))
    check.that(
        strange == 0,
        "not every image is the one at its place, shifted",
        expected="40 of 40",
        yours=check.text("{n} of 40", n=40 - strange),
    )


@pytest.mark.task(5)
def test_all_shifts_are_equally_likely(student, worker, draw, probe):
    """with max_shift=1 each of the nine shifts comes about equally often

    zh: max_shift=1 时，九种平移出现的次数大致相同
    """
    images = draw.uniform(0.1, 1, 900, 1, 3, 4)

    got = student.augment(images, 1, randomness(worker, draw))

    check.shape(got, (900, 1, 3, 4))
    counts = shifts(got, images, 1).sum(dim=1).tolist()
    probe("rolls_the_image_around", rolled(got, images, 1))
    probe("leaves_out_the_largest_shift", lacks_one_side(counts))
    probe("shifts_the_whole_batch_alike", max(counts) == 900)
    # The nine shifts stand row by row: down by -1, 0, 1, and in each row to the right by -1, 0, 1.
    probe("shifts_down_as_far_as_to_the_right", sum(counts[0::4]) == 900 and max(counts) < 900)
    probe("shifts_in_one_direction", 900 in (sum(counts[3:6]), sum(counts[1::3])) and max(counts) < 900)
    # Each count is binomial, 900 draws of 1 / 9: 100 with the standard deviation 9.4. One of the nine counts is 50 or
    # more away once in 290,000 runs (the exact tails, times nine).
    check.that(
        all(50 < count < 150 for count in counts),
        "the nine shifts are not equally likely",
        expected="about 100 each",
        yours=counts,
    )


@pytest.mark.task(5)
def test_labels_need_no_change(student, worker, draw):
    """image i is still at place i, so the labels need no change

    zh: 第 i 张图还在第 i 个位置，标签不用改
    """
    labels = 1.0 + draw.permutation(20)
    images = labels.reshape(20, 1, 1, 1) * draw.uniform(0.1, 0.9, 20, 1, 5, 5)
    images[:, 0, 2, 2] = labels  # the middle stays in the image, whatever the shift

    got = student.augment(images, 2, randomness(worker, draw))

    check.shape(got, (20, 1, 5, 5))
    check.that(not same(got, images), "no image was shifted")
    check.close(
        torch.as_tensor(got).amax(dim=(1, 2, 3)),
        labels,
        rtol=1e-4,
        dtype=False,
        what="the brightest pixel of each image",
    )


@pytest.mark.task(5)
def test_max_shift_of_zero_moves_nothing(student, worker, draw):
    """max_shift=0 gives the images as they are, a single one too

    zh: max_shift=0 时图像不变，只有一张图也一样
    """
    for n in (1, 20):
        images = draw.uniform(0, 1, n, 1, 5, 4)

        got = student.augment(images, 0, randomness(worker, draw))
        shifted = student.augment(images, 1, randomness(worker, draw))

        check.close(got, images, rtol=1e-4, dtype=False)
    check.shape(shifted, (20, 1, 5, 4))
    check.that(not same(shifted, images), "no image was shifted with max_shift=1 either")


@pytest.mark.task(5)
def test_augment_draws_from_the_generator(student, worker, draw, probe):
    """the same state of the generator gives the same shifts, the next call others

    zh: 生成器状态相同，平移就相同；再调用一次，平移就不同
    """
    images, seed, given = draw.uniform(0.1, 1, 20, 1, 6, 6), draw.integer(0, 9999), worker.code(GIVEN)
    generator = given.generator(seed)

    first, second = student.augment(images, 2, generator), student.augment(images, 2, generator)
    again = student.augment(images, 2, given.generator(seed))

    check.shape(first, (20, 1, 6, 6))
    probe("shifts_with_random_numbers_of_its_own", not same(again, first))
    probe("shifts_alike_in_every_call", same(first, second) and same(again, first) and not same(first, images))
    check.close(again, first, dtype=False)
    # By chance twenty images move alike twice once in 25**20 runs.
    check.that(not same(first, second), "two calls in a row gave the same shifts")


@pytest.mark.task(5)
def test_augment_leaves_the_images_as_they_were(student, worker, draw):
    """augment leaves images as they were

    zh: augment 不改动 images
    """
    images = draw.uniform(0.1, 1, 20, 1, 5, 5)

    got = check.unchanged(student.augment, images, 1, randomness(worker, draw))

    check.shape(got, (20, 1, 5, 5))
    check.that(not same(got, images), "no image was shifted")
    check.that(bool(shifts(got, images, 1).any()), "no image is the one at its place, shifted")


# Task 6: export


@pytest.mark.task(6, points=2)
def test_what_was_read_answers_as_in_evaluation(student, worker, draw):
    """what was read from the file answers new inputs as the model in evaluation mode

    zh: 从文件读回的模型，对新的输入给出原模型在评估模式下的输出
    """
    model, ours = network(worker, draw)
    x = draw.randn(4, 6)

    path = worker.file("net.pt2", b"")

    reloaded = worker.keep(student.export_and_reload, model, draw.randn(4, 6), path)

    check.close(reloaded(x), ours(x).detach(), rtol=1e-4, atol=1e-5, dtype=False)
    check.close(in_a_new_process(worker, path)(x), ours(x).detach(), rtol=1e-4, atol=1e-5, dtype=False)


@pytest.mark.task(6)
def test_what_was_read_is_a_model_of_its_own(student, worker, draw):
    """what was read stays as it is when the model is changed later

    zh: 之后再改动原模型，读回的模型不受影响
    """
    model, ours = network(worker, draw)
    x = draw.randn(4, 6)
    path = worker.file("net.pt2", b"")
    reloaded = worker.keep(student.export_and_reload, model, x, path)

    worker.set_parameters(model, [torch.zeros_like(p) for p in tensors(worker, model)])

    check.close(reloaded(x), ours(x).detach(), rtol=1e-4, atol=1e-5, dtype=False)
    check.close(in_a_new_process(worker, path)(x), ours(x).detach(), rtol=1e-4, atol=1e-5, dtype=False)


@pytest.mark.task(6, points=2)
def test_the_file_is_enough_in_a_new_process(student, worker, draw):
    """a new process that has the file alone gets the same outputs from it

    zh: 换一个新进程，只凭这个文件也能得到同样的输出
    """
    model, ours = network(worker, draw)
    x, path = draw.randn(4, 6), worker.file("net.pt2", b"")
    worker.keep(student.export_and_reload, model, draw.randn(4, 6), path)

    loaded = in_a_new_process(worker, path)

    check.close(loaded(x), ours(x).detach(), rtol=1e-4, atol=1e-5, dtype=False)


def in_a_new_process(worker, path):
    """What the file alone holds; nothing that student code kept in memory is left."""
    data = worker.code(GIVEN).read(path)
    check.that(len(data) > 0, "nothing was written to path")
    worker.restart()
    return worker.code(GIVEN).load(worker.file("net.pt2", data.tobytes()))


def columns(draw, n=6, dtype=torch.float32):
    """A batch of three columns, gamma, beta, and what is remembered: each at its own place, of its own width."""
    x = draw.uniform(-2, 2, n, 3, dtype=dtype) * torch.tensor([1, 5, 0.5], dtype=dtype)
    gamma, beta = draw.uniform(0.5, 2, 3, dtype=dtype), draw.uniform(-1, 1, 3, dtype=dtype)
    running = [draw.uniform(-1, 1, 3, dtype=dtype), draw.uniform(0.5, 2, 3, dtype=dtype)]
    return x + torch.tensor([0, 3, -2], dtype=dtype), gamma, beta, running


def randomness(worker, draw):
    """A generator in the worker, with a drawn seed."""
    return worker.code(GIVEN).generator(draw.integer(0, 9999))


def alike(zeros, dim):
    """Whether each line along dim was dropped or kept as a whole."""
    return bool((zeros.all(dim) | ~zeros.any(dim)).all())


def same(one, other):
    """Whether two results of student code are the same numbers."""
    return torch.equal(torch.as_tensor(one).double(), torch.as_tensor(other).double())


def tensors(worker, model):
    """The parameters; one that is no plain tensor is the student's affair, not a fault of ours."""
    parameters = worker.parameters(model)
    check.that(all(isinstance(p, torch.Tensor) for p in parameters), "a parameter is not a plain tensor")
    return parameters


def check_survivors(got, x, p):
    """Each number of x, all of them above 0, is dropped or divided by 1 - p, and some survive."""
    check.shape(got, tuple(x.shape))
    dropped = torch.as_tensor(got) == 0
    check.close(got, torch.where(dropped, 0, x / (1 - p)), rtol=1e-4, dtype=False)
    check.that(not bool(dropped.all()), "every number was dropped")


def check_backbone(worker, model, ours):
    """All before the head has the values that it had learned."""
    for got, learned in zip(tensors(worker, model)[:-2], ours.body.parameters(), strict=False):
        check.close(got, learned.detach(), what="a parameter of the backbone")


def check_block(got, x, k1, k2, bias):
    """A block with these parameters is right. Which convolution is defined first is free: the nearer reading counts."""
    check.shape(got, tuple(x.shape))
    readings = [residual(x, k1, k2, bias), residual(x, k2, k1, bias)]
    expected = min(readings, key=lambda reading: float((torch.as_tensor(got) - reading).abs().sum()))
    check.close(got, expected, rtol=1e-4, atol=1e-5, dtype=False)


def filled(worker, block, draw, c=3):
    """Two drawn kernels and one bias for both convolutions of a block of c channels."""
    k1, k2, bias = 0.3 * draw.randn(c, c, 3, 3), 0.3 * draw.randn(c, c, 3, 3), draw.randn(c)
    kernels, dims = iter((k1, k2)), [p.ndim for p in tensors(worker, block)]
    check.equal(sorted(dims), [1, 1, 4, 4], what="the dimensions of the parameters")
    worker.set_parameters(block, [next(kernels) if ndim == 4 else bias for ndim in dims])
    return k1, k2, bias


def residual(x, k1, k2, bias):
    """The block by its formula."""
    return (x + F.conv2d(F.conv2d(x, k1, bias, padding=1).relu(), k2, bias, padding=1)).relu()


def network(worker, draw, classes=10, kind="Net"):
    """A trained network in the worker, in training mode, and the same one here, in evaluation mode."""
    width = draw.integer(5, 9)
    ours, model = OURS[kind](width, classes), getattr(worker.code(GIVEN), kind)(width, classes)
    for value in ours.state_dict().values():
        value.copy_(draw.uniform(0.2, 1.5, *value.shape))
    model.load_state_dict(dict(ours.state_dict()))
    return model, ours.eval()


def shifts(new, old, most):
    """(shift, image): whether image i of `new` is image i of `old` under that shift, all (2 most + 1)**2 of them."""
    h, w = old.shape[-2:]
    padded, size = F.pad(old, (most,) * 4), 2 * most + 1
    windows = [padded[..., top : top + h, left : left + w] for top in range(size) for left in range(size)]
    return torch.stack([(torch.as_tensor(new) - window).abs().amax(dim=(1, 2, 3)) < 1e-4 for window in windows])


def rolled(new, old, most):
    """Whether each image of `new` is that of `old`, rolled by at most `most`, and some of them by more than nothing."""
    moves = [(down, right) for down in range(-most, most + 1) for right in range(-most, most + 1)]
    found = [(torch.as_tensor(new) - old.roll(move, (2, 3))).abs().amax(dim=(1, 2, 3)) < 1e-4 for move in moves]
    return bool(torch.stack(found).any(dim=0).all()) and not same(new, old)


def lacks_one_side(counts):
    """Whether of three shifts down one of the largest never comes, likewise of three to the right, and all others do."""
    comes = torch.tensor(counts).reshape(3, 3) > 0
    rows, columns = comes.any(dim=1), comes.any(dim=0)
    ends = [[True, True, False], [False, True, True]]
    return rows.tolist() in ends and columns.tolist() in ends and torch.equal(comes, rows[:, None] & columns)


# Task 7: fine-tuning


@pytest.mark.task(7)
def test_a_step_of_fine_tuning_has_two_learning_rates(student, worker, draw):
    """a step moves the head by head_lr times its gradient, the rest by backbone_lr

    zh: 走一步，头移动 head_lr 乘以梯度，其余移动 backbone_lr 乘以梯度
    """
    model, ours = network(worker, draw)
    x, rates = draw.randn(5, 6), (draw.number(0.001, 0.002), draw.number(0.01, 0.02))

    optimizer = worker.keep(student.fine_tune, model, *rates)

    check_walk(worker, model, ours, optimizer, x, rates)


@pytest.mark.task(7)
def test_fine_tuning_thaws_the_backbone(student, worker, draw):
    """a frozen backbone asks for gradients again and learns on from what it has

    zh: 冻结过的主干重新要求梯度，并在原有的基础上继续学
    """
    model, ours = network(worker, draw)
    worker.code(GIVEN).freeze(model)

    optimizer = worker.keep(student.fine_tune, model, 0.002, 0.02)

    check.equal(len(check.items(worker.code(GIVEN).trainable(model))), 6, what="how many parameters ask for a gradient")
    check_backbone(worker, model, ours)
    check_walk(worker, model, ours, optimizer, draw.randn(5, 6), (0.002, 0.02))


@pytest.mark.task(7)
def test_steps_of_fine_tuning_are_plain(student, worker, draw):
    """three steps in a row are plain SGD: no momentum, no weight decay

    zh: 连走三步也是普通的 SGD：没有动量，没有权重衰减
    """
    model, ours = network(worker, draw)
    x, rates = draw.randn(5, 6), (draw.number(0.001, 0.002), draw.number(0.003, 0.006))

    optimizer = worker.keep(student.fine_tune, model, *rates)

    check_walk(worker, model, ours, optimizer, x, rates, steps=3)


@pytest.mark.task(7)
def test_a_learning_rate_of_zero_is_one(student, worker, draw):
    """with backbone_lr=0 the head moves and the backbone does not

    zh: backbone_lr=0 时头移动，主干不动
    """
    model, ours = network(worker, draw)
    rate = draw.number(0.01, 0.02)

    optimizer = worker.keep(student.fine_tune, model, 0.0, rate)

    check_walk(worker, model, ours, optimizer, draw.randn(5, 6), (0.0, rate))


@pytest.mark.task(7)
def test_the_head_may_be_defined_first(student, worker, draw):
    """the head is model.fc, also in a model that defines it before the backbone

    zh: 头就是 model.fc，即使模型在主干之前就定义了它
    """
    model, ours = network(worker, draw, kind="HeadFirst")
    x, rates = draw.randn(5, 6), (draw.number(0.001, 0.002), draw.number(0.01, 0.02))

    optimizer = worker.keep(student.fine_tune, model, *rates)

    check_walk(worker, model, ours, optimizer, x, rates)


def check_walk(worker, model, ours, optimizer, x, rates, steps=1):
    """Some steps of the student's optimizer in the worker, and the same by hand here."""
    worker.code(GIVEN).walk(model, optimizer, x, steps)
    for _ in range(steps):
        ours.zero_grad()
        ours(x).square().mean().backward()
        with torch.no_grad():
            for name, parameter in ours.named_parameters():
                parameter -= rates[name.startswith("fc.")] * parameter.grad
    for (name, parameter), got in zip(ours.named_parameters(), tensors(worker, model), strict=True):
        check.close(got, parameter.detach(), rtol=1e-4, atol=1e-5, what=name)
