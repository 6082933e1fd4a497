"""Hidden tests of lesson 16.

Models, loaders and optimizers come from GIVEN, which runs in the worker; the same source runs here as `own`, and the
loops at the bottom train its models as the handout says.
"""

import copy
from statistics import fmean
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, mse_loss

from grader.judge import check

F64 = torch.float64
TIGHT = {"rtol": 1e-9, "atol": 1e-12}

GIVEN = '''
import os

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Line(nn.Module):
    """x @ weight: in training mode `loud` times as much, and for at most `most` samples at a time."""

    def __init__(self, weight, loud=1, most=1000):
        super().__init__()
        self.weight = nn.Parameter(weight.clone())
        self.loud, self.most = loud, most

    def forward(self, x):
        if len(x) > self.most:
            raise RuntimeError(f"out of memory: {len(x)} samples at a time, and there is room for {self.most}")
        return (self.loud if self.training else 1) * (x @ self.weight)


def nested(first, second):
    return nn.Sequential(Line(first), nn.Sequential(nn.Tanh(), Line(second)))


def normed(first, second):
    return nn.Sequential(Line(first), nn.BatchNorm1d(first.shape[1]), Line(second))


class InOrder:
    """A sampler: the samples in order, and how often they were asked for."""

    def __init__(self, n):
        self.n, self.passes = n, 0

    def __iter__(self):
        self.passes += 1
        return iter(range(self.n))

    def __len__(self):
        return self.n


def loader(x, y, batch_size):
    return DataLoader(TensorDataset(x, y), batch_size, sampler=InOrder(len(x)))


def sgd(model, lr, momentum=0.0):
    return torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)


class Watching(nn.MSELoss):
    """Notes, for targets below 0, whether the predictions hang on a graph."""

    def __init__(self):
        super().__init__()
        self.graphs = []

    def forward(self, prediction, target):
        if target.max() < 0:
            self.graphs.append(prediction.requires_grad)
        return super().forward(prediction, target)


def on_graph(history):
    """How many losses hang on a graph."""
    losses = [*history["train_loss"], *history["val_loss"]]
    return sum(isinstance(loss, torch.Tensor) and loss.requires_grad for loss in losses)


def saved(path):
    """The state_dict in the file, or in a dict in the file, whatever stands beside it; None if there is none."""
    if not os.path.exists(path):
        return None
    found = torch.load(path, weights_only=False)
    parts = [found, *found.values()] if isinstance(found, dict) else []
    return next((p for p in parts if isinstance(p, dict) and p and all(map(torch.is_tensor, p.values()))), None)
'''
own: Any = ModuleType("own")
exec(GIVEN, vars(own))

# Task 1: reading the curves


@pytest.mark.task(1)
def test_overfitting_begins_after_the_lowest_validation_loss(student, draw):
    """overfitting begins in the epoch after the lowest validation loss

    zh: 过拟合从验证损失最低的那一轮的下一轮开始
    """
    histories = [history(draw, best, draw.integer(3, 5)) for best in (2, 3, 5, draw.integer(6, 9))]

    got = [plain(student.overfitting_epoch(each)) for each in histories]

    check.equal(got, [lowest(each) + 1 for each in histories])


@pytest.mark.task(1)
def test_a_bump_is_no_overfitting(student, draw):
    """a bump in the validation loss is no overfitting if a lower one comes later

    zh: 验证损失先抬头、后来又降到更低，中间的抬头不算过拟合
    """
    histories = [bumpy(draw, before) for before in (1, 2, 4, draw.integer(5, 7))]

    got = [plain(student.overfitting_epoch(each)) for each in histories]

    check.equal(got, [lowest(each) + 1 for each in histories])


@pytest.mark.task(1)
def test_lowest_at_the_end_is_no_overfitting(student, draw):
    """None while the last validation loss is the lowest, not after one worse epoch

    zh: 最后一轮的验证损失最低时返回 None；再出现一个更差的轮次就不是了
    """
    ends = [1, 2, draw.integer(3, 5), draw.integer(6, 8)]
    early = [{"train_loss": falling(draw, n), "val_loss": [2.5 + loss for loss in falling(draw, n)]} for n in ends]
    later = [
        {"train_loss": [*each["train_loss"], 0.9], "val_loss": [*each["val_loss"], each["val_loss"][-1] + 0.5]}
        for each in early
    ]

    falls = [plain(student.overfitting_epoch(each)) for each in early]
    turns = [plain(student.overfitting_epoch(each)) for each in later]

    check.equal(falls, [None] * 4, what="the answer while the validation loss is falling")
    check.equal(turns, ends, what="the answer after one worse epoch")


@pytest.mark.task(1)
def test_both_losses_rising_is_no_overfitting(student, draw):
    """None if the training loss rises together with the validation loss

    zh: 训练损失跟着验证损失一起上升时返回 None
    """
    one = [history(draw, best, 3) for best in (2, 3, 5, draw.integer(6, 9))]
    both = [{**each, "train_loss": [loss * 0.8 for loss in each["val_loss"]]} for each in one]

    rising = [plain(student.overfitting_epoch(each)) for each in both]
    falls = [plain(student.overfitting_epoch(each)) for each in one]

    check.equal(rising, [None] * 4, what="the answer for two rising losses")
    check.equal(falls, [lowest(each) + 1 for each in one], what="the answer for a falling training loss")


# Task 2: the size of the gradients


@pytest.mark.task(2)
def test_each_parameter_has_the_norm_of_its_gradient(student, worker, draw):
    """under each parameter's full name stands the Euclidean norm of its gradient

    zh: 每个参数的完整名字下面，是它的梯度的欧几里得范数
    """
    first, second, x = draw.uniform(-1, 1, 3, 4), draw.uniform(-1, 1, 4, 2), draw.uniform(-0.01, 0.01, 5, 3)
    model = worker.code(GIVEN).nested(first, second)
    worker.backward(model, x)

    got = student.gradient_norms(model)

    for name, gradient in gradients(own.nested(first, second), x).items():
        check.close(entry(got, name), gradient.norm().item(), what=check.text("the norm of {name}", name=name))


@pytest.mark.task(2)
def test_a_parameter_without_gradient_is_no_obstacle(student, worker, draw):
    """a parameter without a gradient is left out (or 0 or None), the others are there

    zh: 没有梯度的参数不列出（或者是 0 或 None），其余参数照常
    """
    first, second, x = draw.uniform(-1, 1, 3, 4), draw.uniform(-1, 1, 4, 2), draw.uniform(-1, 1, 5, 3)
    model = worker.code(GIVEN).nested(first, second)
    model[0].requires_grad_(False)
    worker.backward(model, x)

    got = student.gradient_norms(model)

    expected = gradients(own.nested(first, second), x)["1.1.weight"].norm().item()
    check.close(entry(got, "1.1.weight"), expected, what="the norm of 1.1.weight")
    missing = got.get("0.weight")
    check.that(missing is None or check.scalar(missing) == 0, "0.weight has no gradient, and yet a norm")


@pytest.mark.task(2)
def test_measuring_changes_nothing(student, worker, draw):
    """gradients and weights stay as they were, also where the norms are large

    zh: 梯度和权重都保持原样，范数很大时也一样
    """
    first, second, x = draw.uniform(-1, 1, 3, 4), draw.uniform(5, 9, 4, 2), draw.uniform(-1, 1, 5, 3)
    model = worker.code(GIVEN).nested(first, second)
    worker.backward(model, x)

    norms = student.gradient_norms(model)

    size = gradients(own.nested(first, second), x)["0.weight"].norm().item()
    check.close(entry(norms, "0.weight"), size, rtol=1e-4, what=check.text("the norm of {name}", name="0.weight"))
    found = [*check.items(worker.parameter_gradients(model), 2), *check.items(worker.parameters(model), 2)]
    for got, expected in zip(found, [*gradients(own.nested(first, second), x).values(), first, second], strict=True):
        check.close(got, expected, rtol=1e-4, atol=1e-5)


# Task 3: early stopping


@pytest.mark.task(3)
def test_patience_counts_the_epochs_in_a_row(student, draw):
    """it says stop at the patience-th bad epoch in a row, however large the losses

    zh: 连续 patience 轮没有改进就说停，与损失的大小无关
    """
    for size in (1.0, 1e6, -1e3):
        patience = draw.integer(2, 4)
        worse = sorted((size + draw.number(0.1, 0.9) for _ in range(patience)), reverse=True)

        got = answers(student.EarlyStopping(patience, 0.0), [size + 1, size, *worse])

        check.equal(
            got,
            [False] * (patience + 1) + [True],
            what=check.text("the answers for losses of about {size}", size=f"{size:g}"),
        )


@pytest.mark.task(3)
def test_an_improvement_starts_the_count_again(student, draw):
    """after an improvement the bad epochs are counted from 0 again

    zh: 有改进之后，没有改进的轮数从 0 重新数起
    """
    patience = draw.integer(2, 4)
    losses = [1.0, *sorted(1.0 + draw.number(0.1, 0.9) for _ in range(patience - 1))]
    losses += [0.5, *sorted(0.5 + draw.number(0.1, 0.9) for _ in range(patience))]

    got = answers(student.EarlyStopping(patience, 0.0), losses)

    check.equal(got, [False] * (2 * patience) + [True])


@pytest.mark.task(3)
def test_an_improvement_is_larger_than_min_delta(student, draw):
    """a loss that is lower by less than min_delta is no improvement, by more it is one

    zh: 损失的下降不到 min_delta 不算改进，超过才算
    """
    delta = draw.number(0.1, 0.3)
    small, large = delta * draw.number(0.4, 0.6), delta * draw.number(1.1, 1.3)
    losses = [2.0, 2.0 - small, 2.0 - large, 2.0 - large - small, 2.0 - large - delta / 5]

    got = answers(student.EarlyStopping(2, delta), losses)
    got += answers(student.EarlyStopping(1, delta), [2.0, 2.0 - small])
    got += answers(student.EarlyStopping(2, delta), [2.0, 2.0 + small, 2.0 + small / 2])

    check.equal(got, [False, False, False, False, True, False, True, False, False, True])


@pytest.mark.task(3)
def test_small_improvements_add_up(student, draw):
    """many small steps down add up: the loss is compared with the last best one

    zh: 许多小的下降合起来就是改进：损失要和上一次的最好值比
    """
    delta = draw.number(0.1, 0.3)
    losses = [2.0 - step * 0.4 * delta for step in range(10)]  # every third one is lower than the best by 1.2 delta

    got = answers(student.EarlyStopping(3, delta), [*losses, 3.0, 3.0, 3.0])

    check.equal(got, [False] * 12 + [True])


@pytest.mark.task(3)
def test_standing_still_is_no_improvement(student, draw):
    """a loss equal to the best is no improvement, with min_delta=0 too

    zh: 损失与最好值相等不算改进，min_delta=0 时也一样
    """
    patience, loss = draw.integer(2, 4), draw.number(0.1, 0.9)

    got = answers(student.EarlyStopping(patience, 0.0), [loss + 1] + [loss] * (patience + 1))
    got += answers(student.EarlyStopping(1, 0.0), [loss, loss])

    check.equal(got, [*[False] * (patience + 1), True, False, True])


@pytest.mark.task(3)
def test_nan_is_no_improvement(student, draw):
    """a loss that is NaN is a bad epoch, and the best loss stays what it was

    zh: 损失是 NaN 也算没有改进，最好值保持不变
    """
    loss, nan = draw.number(0.1, 0.9), float("nan")

    two = answers(student.EarlyStopping(2, 0.0), [loss, nan, nan])
    mixed = answers(student.EarlyStopping(2, 0.0), [loss, nan, loss + 0.1])

    check.equal(two, [False, False, True], what="the answers to a number, NaN and NaN")
    check.equal(mixed, [False, False, True], what="the answers to a number, NaN and a larger number")


# Task 4: metrics


@pytest.mark.task(4)
def test_accuracy_is_the_share_of_right_predictions(student, draw):
    """accuracy is the share of right predictions, between 0 and 1

    zh: accuracy 是预测正确的比例，在 0 和 1 之间
    """
    y_true, y_pred = labels(draw)

    got = student.classification_metrics(y_true, y_pred)

    check_metrics(got, y_true, y_pred, "accuracy")


@pytest.mark.task(4)
def test_precision_is_weighted_by_the_true_classes(student, draw):
    """precision is the mean over classes, each weighted by its number of true samples

    zh: precision 是各类精确率的加权平均，权重是该类真实样本的个数
    """
    y_true, y_pred = labels(draw)

    got = student.classification_metrics(y_true, y_pred)

    check_metrics(got, y_true, y_pred, "precision")


@pytest.mark.task(4)
def test_recall_is_weighted_by_the_true_classes(student, draw):
    """recall is the mean over classes, each weighted by its number of true samples

    zh: recall 是各类召回率的加权平均，权重是该类真实样本的个数
    """
    y_true, y_pred = labels(draw)

    got = student.classification_metrics(y_true, y_pred)

    check_metrics(got, y_true, y_pred, "recall")


@pytest.mark.task(4)
def test_f1_is_the_mean_of_the_classes_f1(student, draw):
    """f1 is the weighted mean of the classes' F1, not the F1 of the two means

    zh: f1 是各类 F1 的加权平均，而不是由两个平均值算出的 F1
    """
    y_true, y_pred = labels(draw)

    got = student.classification_metrics(y_true, y_pred)

    check_metrics(got, y_true, y_pred, "f1")


@pytest.mark.task(4)
def test_a_class_that_is_never_predicted_counts_zero(student, draw):
    """a class that is never predicted has precision and F1 of 0, not NaN

    zh: 从来没有被预测到的类，精确率和 F1 都是 0，而不是 NaN
    """
    y_true = torch.tensor([0, 0, 1, 1, 2, 2])[draw.permutation(6)]
    y_pred = torch.where(y_true == 2, draw.randint(0, 2, (6,)), y_true)

    got = student.classification_metrics(y_true, y_pred)
    alone = student.classification_metrics(y_true[:1], y_true[:1] + 1)

    check_metrics(got, y_true, y_pred, "accuracy", "precision", "recall", "f1")
    check_metrics(alone, y_true[:1], y_true[:1] + 1, "accuracy", "precision", "recall", "f1")


@pytest.mark.task(4)
def test_classes_may_have_gaps_and_be_predicted_only(student, draw):
    """class numbers may have gaps, and a class may be predicted that is never true

    zh: 类的编号可以不连续；也可以有只被预测到、却没有真实样本的类
    """
    order, other = draw.permutation(6), draw.integer(8, 15)
    y_true = torch.tensor([3, 3, 3, 7, 7, 20])[order]
    y_pred = torch.tensor([3, 3, 7, other, other, 20])[order]

    got = student.classification_metrics(y_true, y_pred)

    check_metrics(got, y_true, y_pred, "accuracy", "precision", "recall", "f1")


# Task 5: gradient accumulation


@pytest.mark.task(5)
def test_batches_of_unequal_size_make_one_large_batch(student, worker, draw):
    """batches of 4, 1 and 2 samples give the step of 7 at once, to float64 precision

    zh: 4、1、2 个样本的三批，与 7 个样本一批的更新相同，精确到 float64
    """
    weight, batches = draw.uniform(-1, 1, 2, 1, dtype=F64), pairs(draw, 4, 1, 2)
    given = worker.code(GIVEN)
    model = given.Line(weight)

    student.accumulate_steps(model, batches, given.nn.MSELoss(), given.sgd(model, 0.1))

    check.close(weight_of(worker, model), large_steps(weight, [batches], 0.1), **TIGHT)


@pytest.mark.task(5)
def test_old_gradients_do_no_harm_to_accumulation(student, worker, draw):
    """accumulate_steps: gradients that the caller left on the model do no harm

    zh: accumulate_steps：调用者在模型上留下的梯度不会影响结果
    """
    weight, batches = draw.uniform(-1, 1, 2, 1, dtype=F64), pairs(draw, 2, 2)
    given = worker.code(GIVEN)
    model = given.Line(weight)
    worker.backward(model, batches[0][0])

    student.accumulate_steps(model, batches, given.nn.MSELoss(), given.sgd(model, 0.1))

    check.close(weight_of(worker, model), large_steps(weight, [batches], 0.1), **TIGHT)


@pytest.mark.task(5)
def test_accumulation_takes_one_step(student, worker, draw):
    """each call is a single step of the optimizer, which shows with momentum

    zh: 每次调用只更新一步；优化器带动量时看得出来
    """
    weight = draw.uniform(-1, 1, 2, 3, dtype=F64)
    rounds = [classes(draw, 3, 3), classes(draw, 2, 2, 2), classes(draw, 4)]
    given = worker.code(GIVEN)
    model = given.Line(weight)
    optimizer = given.sgd(model, 0.5, 0.9)

    for batches in rounds:
        student.accumulate_steps(model, batches, given.nn.CrossEntropyLoss(), optimizer)

    check.close(weight_of(worker, model), large_steps(weight, rounds, 0.5, 0.9, cross_entropy), **TIGHT)


@pytest.mark.task(5)
def test_one_batch_is_in_memory_at_a_time(student, worker, draw):
    """the model never gets more samples at a time than one batch has

    zh: 模型一次得到的样本绝不超过一批
    """
    weight, batches = draw.uniform(-1, 1, 2, 1, dtype=F64), pairs(draw, 3, 3, 3, 3)
    given = worker.code(GIVEN)
    model = given.Line(weight, most=3)

    student.accumulate_steps(model, batches, given.nn.MSELoss(), given.sgd(model, 0.1))

    check.close(weight_of(worker, model), large_steps(weight, [batches], 0.1), **TIGHT)


# Task 6: training with validation


@pytest.mark.task(6)
def test_train_loss_is_the_mean_over_samples(student, worker, draw):
    """train_loss is the mean over the samples of an epoch, each batch before its step

    zh: train_loss 是一轮里所有样本的平均损失，每批都取在更新之前
    """
    weight, (x, y, _), val = scene(draw, n=7)
    train = (x, y + torch.tensor([[0.0]] * 6 + [[2.0]]), 3)  # the seventh sample, alone in its batch, is another

    got, _ = run(student, worker, "Line", (weight,), train, val, "mean.pt", lr=0.03, epochs=3)

    check.close(curve(got, "train_loss"), reference(own.Line(weight), train, val, 0.03, 3).train_loss, rtol=1e-4)


@pytest.mark.task(6)
def test_val_loss_is_the_mean_over_samples(student, worker, draw):
    """val_loss is the mean over all validation samples, a short last batch included

    zh: val_loss 是全部验证样本的平均损失，最后不满的一批也按样本数算
    """
    weight, x, x_val = draw.uniform(-1, 1, 2, 3), draw.uniform(-1, 1, 6, 2), draw.uniform(-1, 1, 7, 2)
    train, val = (x, draw.randint(0, 3, (6,)), 3), (x_val, draw.randint(0, 3, (7,)), 3)

    got, _ = run(
        student, worker, "Line", (weight,), train, val, "val.pt", lr=0.5, epochs=3, criterion="CrossEntropyLoss"
    )

    expected = reference(own.Line(weight), train, val, 0.5, 3, cross_entropy).val_loss
    check.close(curve(got, "val_loss"), expected, rtol=1e-4)


@pytest.mark.task(6, points=2)
def test_file_holds_the_best_weights(student, worker, draw):
    """the file holds the weights of the epoch with the lowest validation loss

    zh: 文件里是验证损失最低的那一轮的权重
    """
    for n, best in enumerate(epochs_that_are_best(draw)):
        weight, train, val = zigzag(draw, best, lr=0.75, scale=1000)  # losses far beyond 1000
        epochs, path = best + draw.integer(2, 4), f"best{n}.pt"

        run(student, worker, "Line", (weight,), train, val, path, lr=0.75, epochs=epochs)

        expected = reference(own.Line(weight), train, val, 0.75, epochs).best()
        check.close(entry(state(worker, path), "weight"), expected["weight"], rtol=1e-4)


@pytest.mark.task(6, points=2)
def test_model_has_the_best_weights_at_the_end(student, worker, draw):
    """at the end the model has the weights of the best epoch, not of the last

    zh: 训练结束时，模型里是最好那一轮的权重，而不是最后一轮的
    """
    for n, best in enumerate(epochs_that_are_best(draw)):
        weight, train, val = zigzag(draw, best, lr=1.1, scale=0.001)  # losses far below 0.001
        epochs = best + draw.integer(2, 4)

        _, model = run(student, worker, "Line", (weight,), train, val, f"end{n}.pt", lr=1.1, epochs=epochs)

        expected = reference(own.Line(weight), train, val, 1.1, epochs).best()
        check.close(weight_of(worker, model), expected["weight"], rtol=1e-4, atol=1e-8)


@pytest.mark.task(6)
def test_a_short_batch_does_not_choose_the_best_epoch(student, worker, draw):
    """the best epoch is chosen by the mean over samples, not over batches

    zh: 最好的一轮按样本的平均损失来选，而不是按批的平均
    """
    weight, train, (x_val, y_val, _) = scene(draw)
    x_odd = draw.uniform(0.95, 1.05, 1, 1)
    val = (torch.cat([x_val, x_odd]), torch.cat([y_val, 3 * x_odd]), 4)  # the fifth sample is alone in its batch

    for best in draw.permutation(3)[:2].tolist():
        # Over samples the weight 1.4 is the best, over batches 2: this lr brings it to 1.4 after `best` + 2 epochs.
        lr, path = (1 - (1.6 / 3) ** (1 / (2 * best + 4))) / 2, f"short{best}.pt"
        epochs = 2 * best + 4 + draw.integer(1, 3)
        run(student, worker, "Line", (weight,), train, val, path, lr=lr, epochs=epochs)

        expected = reference(own.Line(weight), train, val, lr, epochs).best()
        check.close(entry(state(worker, path), "weight"), expected["weight"], rtol=1e-4)


@pytest.mark.task(6)
def test_validation_runs_in_evaluation_mode(student, worker, draw):
    """validation runs in evaluation mode

    zh: 验证在评估模式下进行
    """
    weight, (_, train, val) = draw.uniform(0.5, 1.5, 1, 1), scene(draw)

    got, _ = run(student, worker, "Line", (weight, 2), train, val, "modes.pt", lr=0.0, epochs=1)

    check.close(curve(got, "val_loss"), reference(own.Line(weight, 2), train, val, 0.0, 1).val_loss, rtol=1e-4)


@pytest.mark.task(6)
def test_every_epoch_trains_in_training_mode(student, worker, draw):
    """every epoch trains in training mode, also after a validation

    zh: 每一轮都在训练模式下训练，验证之后也不例外
    """
    weight, (_, train, val) = draw.uniform(0.5, 1.5, 1, 1), scene(draw)

    got, _ = run(student, worker, "Line", (weight, 2), train, val, "again.pt", lr=0.0, epochs=3)

    check.close(curve(got, "train_loss"), reference(own.Line(weight, 2), train, val, 0.0, 3).train_loss, rtol=1e-4)


@pytest.mark.task(6)
def test_running_statistics_are_kept_with_the_weights(student, worker, draw):
    """batch norm's statistics of the training batches are saved and restored as well

    zh: 批量归一化的滑动统计量只来自训练批次，同样要保存，也要恢复
    """
    first, second = draw.uniform(0.5, 1, 1, 2), draw.uniform(0.5, 1, 2, 1)
    x, x_val = draw.uniform(-1, 1, 6, 1), draw.uniform(4, 6, 4, 1)
    # The variance falls from 1: the aim 0 is missed by more each time, the aim 100 by less.
    aims = [0.0, 100.0][:: draw.integer(0, 1) * 2 - 1]

    for n, aim in enumerate(aims):
        train, val, path = (x, 3 * x, 3), (x_val, 0 * x_val + aim, 2), f"normed{n}.pt"
        _, model = run(student, worker, "normed", (first, second), train, val, path, lr=0.0, epochs=3)

        best = reference(own.normed(first, second), train, val, 0.0, 3).best()
        saved, left = state(worker, path), model.state_dict()
        for name in ("1.running_mean", "1.running_var"):
            check.close(entry(saved, name), best[name], rtol=1e-4, what=check.text("{name} in the file", name=name))
            check.close(entry(left, name), best[name], rtol=1e-4, what=check.text("{name} in the model", name=name))


@pytest.mark.task(6)
def test_validation_records_no_graph(student, worker, draw):
    """in validation the predictions hang on no graph

    zh: 验证时的预测不带计算图
    """
    weight, train, (x_val, y_val, size) = scene(draw)
    given = worker.code(GIVEN)
    model, criterion = given.Line(weight), given.Watching()
    loaders = given.loader(*train), given.loader(x_val, -y_val, size)

    student.train_model(model, *loaders, criterion, given.sgd(model, 0.01), 2, "graph.pt")

    graphs = check.items(criterion.graphs)
    check.that(graphs and not any(graphs), "the criterion met predictions with a graph in validation, or none at all")


@pytest.mark.task(6)
def test_history_hangs_on_no_graph(student, worker, draw, probe):
    """the losses in the history are numbers that hang on no graph

    zh: 历史记录里的损失只是数，不带计算图
    """
    weight, train, val = scene(draw)
    given = worker.code(GIVEN)
    model, criterion = given.Line(weight), given.nn.MSELoss()
    loaders = given.loader(*train), given.loader(*val)

    history = worker.keep(student.train_model, model, *loaders, criterion, given.sgd(model, 0.01), 2, "kept.pt")

    graphs = int(check.scalar(given.on_graph(history)))
    probe("keeps_the_graph_in_the_history", graphs > 0)
    check.equal(graphs, 0, what="the number of losses that hang on a graph")
    expected = reference(own.Line(weight), train, val, 0.01, 2)
    check.close(curve(history.fetch(), "train_loss"), expected.train_loss, rtol=1e-4)


@pytest.mark.task(6)
def test_each_epoch_asks_the_loader_anew(student, worker, draw):
    """every epoch goes through the training loader anew, so that its shuffling counts

    zh: 每一轮都重新遍历训练加载器，这样打乱才有用
    """
    (weight, train, val), epochs = scene(draw), draw.integer(7, 9)
    given = worker.code(GIVEN)
    model, loader = given.Line(weight), given.loader(*train)

    student.train_model(model, loader, given.loader(*val), given.nn.MSELoss(), given.sgd(model, 0.05), epochs, "new.pt")

    passes = check.scalar(loader.sampler.passes)
    check.that(passes >= epochs, "the loader was gone through too seldom", expected=epochs, yours=passes)


@pytest.mark.task(6)
def test_old_gradients_do_no_harm_to_training(student, worker, draw):
    """train_model: gradients that the caller left on the model do no harm

    zh: train_model：调用者在模型上留下的梯度不会影响训练
    """
    weight, train, val = scene(draw)

    got, _ = run(student, worker, "Line", (weight,), train, val, "old.pt", lr=0.03, epochs=2, old_gradients=True)

    check.close(curve(got, "val_loss"), reference(own.Line(weight), train, val, 0.03, 2).val_loss, rtol=1e-4)


# What the tests draw


def falling(draw, n):
    """n losses between 1 and 2, each lower than the one before."""
    return (1 + draw.uniform(0.1, 1, n, dtype=F64).cumsum(0) / n).tolist()[::-1]


def history(draw, best, later):
    """The training loss falls all the time, the validation loss until epoch `best` and rises `later` epochs from there."""
    val_loss = [*falling(draw, best), 0.5, *falling(draw, later)[::-1]]
    return {"train_loss": falling(draw, len(val_loss)), "val_loss": val_loss}


def bumpy(draw, before):
    """The validation loss falls for `before` epochs, rises for two to four, falls for four to its lowest, and rises to the end."""
    first, last = falling(draw, draw.integer(2, 4)), falling(draw, draw.integer(1, 3))
    high = [2 + loss for loss in falling(draw, before)]
    val_loss = [*high, *first[::-1], *falling(draw, 4), draw.number(0.5, 0.9), *last[::-1]]
    return {"train_loss": falling(draw, len(val_loss)), "val_loss": val_loss}


def lowest(history):
    """The epoch of the lowest validation loss."""
    return history["val_loss"].index(min(history["val_loss"]))


def labels(draw):
    """Three classes of 11, 6 and 3 samples, of which some are taken for the next class."""
    y_true = torch.tensor([0] * 11 + [1] * 6 + [2] * 3)
    y_pred = y_true.clone()
    for first, wrong in ((0, draw.integer(3, 5)), (11, draw.integer(1, 3)), (17, 1)):
        y_pred[first : first + wrong] += 1
    order = draw.permutation(20)
    return y_true[order], (y_pred % 3)[order]


def pairs(draw, *sizes):
    """Batches (x, y) of so many samples, two features, one target, in float64."""
    return [(draw.uniform(-1, 1, n, 2, dtype=F64), draw.uniform(-2, 2, n, 1, dtype=F64)) for n in sizes]


def classes(draw, *sizes):
    """Batches (x, y) of so many samples, two features, one of three classes."""
    return [(draw.uniform(-1, 1, n, 2, dtype=F64), draw.randint(0, 3, (n,))) for n in sizes]


def scene(draw, n=6):
    """A weight of 0, n training samples on y = 3 x in batches of 3, 4 validation samples on y = x in batches of 2.

    With lr 0.05 the weight passes 1, where the validation loss is lowest, in the second epoch.
    """
    x, x_val = draw.uniform(0.95, 1.05, n, 1), draw.uniform(0.95, 1.05, 4, 1)
    return torch.zeros(1, 1), (x, 3 * x, 3), (x_val, x_val, 2)


def epochs_that_are_best(draw):
    """The second epoch and another one, in a drawn order."""
    return [2, (1, 3, 4)[draw.integer(0, 2)]][:: draw.integer(0, 1) * 2 - 1]


def zigzag(draw, best, lr, scale):
    """The samples of `scene` in one batch, times `scale`, and a weight that is nearest to 1 in the epoch `best`.

    Each step takes the weight to the other side of 3, in smaller steps or in larger ones.
    """
    _, (x, y, _), (x_val, y_val, _) = scene(draw)
    factor = 1 - 2 * lr * (x**2).mean().item()
    weight = torch.tensor([[3 - 2 * draw.uniform(0.95, 1.05, 1).item() / factor**best]])
    return scale * weight, (x, scale * y, 6), (x_val, scale * y_val, 2)


# What the tests ask of student code


def run(student, worker, kind, values, train, val, path, *, lr, epochs, criterion="MSELoss", old_gradients=False):
    """Have the student train a given model, which comes in evaluation mode; the history and the model."""
    given = worker.code(GIVEN)
    model = getattr(given, kind)(*values)
    model.eval()
    if old_gradients:
        worker.backward(model, train[0])
    loaders = given.loader(*train), given.loader(*val)
    loss = getattr(given.nn, criterion)()
    return student.train_model(model, *loaders, loss, given.sgd(model, lr), epochs, path), model


def answers(stopping, losses):
    """What it says to each loss, returned or left in early_stop, as Python's own True and False."""
    said = []
    for loss in losses:
        answer = stopping(loss)
        answer = stopping.early_stop if answer is None else answer
        said.append(check.scalar(answer, what=check.text("the answer to loss {n}", n=len(said))) != 0)
    return said


def entry(got, name):
    """got[name], if `got` is a dict that has it."""
    check.that(isinstance(got, dict), "the result is not a dict")
    check.that(
        name in got,
        check.text("the result has no {name}", name=repr(name)),
        expected=name,
        yours=[str(key) for key in list(got)[:9]],
    )
    return got[name]


def curve(history, name):
    """One of the two lists of a history."""
    check.that(
        isinstance(history, dict) and name in history, check.text("the history is no dict with {name}", name=repr(name))
    )
    return history[name]


def state(worker, path):
    """The state_dict in the file at `path`."""
    found = worker.code(GIVEN).saved(path)
    check.that(isinstance(found, dict), "there is no file with a state_dict at path")
    return found


def weight_of(worker, model):
    """The one parameter of a given Line."""
    return check.items(worker.parameters(model), 1)[0]


def plain(got):
    """A 0-d tensor or array as the number in it, anything else as it is."""
    return got.item() if isinstance(got, torch.Tensor | np.ndarray) and got.ndim == 0 else got


# What is right


def gradients(model, x):
    """The gradient of model(x).sum() for each parameter, by its name."""
    model(x).sum().backward()
    return {name: p.grad for name, p in model.named_parameters()}


def check_metrics(got, y_true, y_pred, *names):
    """The numbers of those names are those that counting gives, class by class; nothing over nothing is 0."""
    true, pred = y_true.tolist(), y_pred.tolist()
    n, right = len(true), [t for t, p in zip(true, pred, strict=True) if t == p]
    expected = {"accuracy": len(right) / n, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    for c in set(true):
        precision, recall = right.count(c) / max(pred.count(c), 1), right.count(c) / true.count(c)
        expected["precision"] += true.count(c) / n * precision
        expected["recall"] += true.count(c) / n * recall
        expected["f1"] += true.count(c) / n * 2 * precision * recall / (precision + recall or 1)
    for name in names:
        check.close(entry(got, name), expected[name], rtol=1e-5, atol=1e-6, what=name)


def large_steps(weight, rounds, lr, momentum=0.0, loss_of=mse_loss):
    """The weight after a step of SGD on each round's batches glued together."""
    velocity = torch.zeros_like(weight)
    for batches in rounds:
        x, y = (torch.cat(parts) for parts in zip(*batches, strict=True))
        leaf = weight.clone().requires_grad_()
        loss_of(x @ leaf, y).backward()
        velocity = momentum * velocity + leaf.grad
        weight = weight - lr * velocity
    return weight


class Run(NamedTuple):
    """Both losses of each epoch, and the state_dict after each."""

    train_loss: list[float]
    val_loss: list[float]
    states: list[dict[str, Tensor]]

    def best(self):
        return self.states[self.val_loss.index(min(self.val_loss))]


def reference(model: nn.Module, train, val, lr, epochs, loss_of=mse_loss) -> Run:
    """Plain SGD on (x, y, batch_size) `train`, with a look at `val` after each epoch."""
    found = Run([], [], [])
    for _ in range(epochs):
        losses = []
        for x, y in own.loader(*train):
            loss = loss_of(model.train()(x), y)
            losses += len(x) * [loss.item()]
            slopes = torch.autograd.grad(loss, list(model.parameters()))
            for p, slope in zip(model.parameters(), slopes, strict=True):
                p.data -= lr * slope
        found.train_loss.append(fmean(losses))
        found.val_loss.append(loss_of(model.eval()(val[0]), val[1]).item())
        found.states.append(copy.deepcopy(model.state_dict()))
    return found
