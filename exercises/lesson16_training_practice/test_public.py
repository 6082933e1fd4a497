"""A few tests of lesson 16 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check

# Models, loaders and optimizers cannot be sent to your code; this source makes them beside it.
GIVEN = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def line():
    model = nn.Linear(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    return model


class Louder(nn.Linear):
    # Answers 10 more in training mode.
    def forward(self, x):
        return super().forward(x) + 10 * self.training


def louder():
    model = Louder(1, 1, bias=False)
    nn.init.zeros_(model.weight)
    return model


def sgd(model, lr):
    return torch.optim.SGD(model.parameters(), lr=lr)


def loader(x, y, batch_size):
    return DataLoader(TensorDataset(x, y), batch_size)


def weight_in(path):
    found = torch.load(path, weights_only=True)
    states = [found, *(value for value in found.values() if isinstance(value, dict))]
    return next(state["weight"] for state in states if "weight" in state)
"""


def stops(stopping, losses):
    """After each loss whether it says stop, by what it returns or by its attribute."""
    said = []
    for loss in losses:
        answer = stopping(loss)
        said.append(check.scalar(stopping.early_stop if answer is None else answer) == 1)
    return said


@pytest.mark.task(1)
def test_public_overfitting_begins_after_the_best_epoch(student):
    """validation losses 0.8, 0.5, 0.6, 0.7 turn after epoch 1, so overfitting begins in epoch 2

    zh: 验证损失 0.8、0.5、0.6、0.7 在第 1 轮之后掉头，过拟合从第 2 轮开始
    """
    history = {"train_loss": [0.7, 0.4, 0.3, 0.2], "val_loss": [0.8, 0.5, 0.6, 0.7]}

    check.equal(student.overfitting_epoch(history), 2)


@pytest.mark.task(1)
def test_public_falling_losses_are_no_overfitting(student):
    """None while both losses fall

    zh: 两个损失都在下降时返回 None
    """
    history = {"train_loss": [0.7, 0.4, 0.3], "val_loss": [0.8, 0.5, 0.4]}

    check.equal(student.overfitting_epoch(history), None)


@pytest.mark.task(1)
def test_public_a_bump_is_not_the_turn(student):
    """a validation loss of 0.9 that falls to 0.5 later was a bump; with a training loss that rises as well it is None

    zh: 验证损失到 0.9 之后又降到 0.5，只是一个小波动；训练损失也上升时返回 None
    """
    bump = {"train_loss": [0.7, 0.6, 0.5, 0.4], "val_loss": [0.8, 0.9, 0.5, 0.6]}
    both = {"train_loss": [0.7, 0.5, 0.8], "val_loss": [0.8, 0.6, 0.9]}

    check.equal(student.overfitting_epoch(bump), 3)
    check.equal(student.overfitting_epoch(both), None)


@pytest.mark.task(2)
def test_public_norm_of_five_and_twelve(student, worker):
    """the gradient (5, 12) has the norm 13

    zh: 梯度 (5, 12) 的范数是 13
    """
    model = worker.code(GIVEN).nn.Linear(2, 1)
    worker.backward(model, torch.tensor([[5.0, 12.0]]))

    got = student.gradient_norms(model)

    check.that(isinstance(got, dict) and "weight" in got, "the result is no dict with 'weight'")
    check.close(got["weight"], 13.0)


@pytest.mark.task(2)
def test_public_norms_change_nothing(student, worker):
    """the gradient (5, 12) is still there afterwards, and a model without gradients has no norms

    zh: 之后梯度 (5, 12) 还在；没有梯度的模型没有范数
    """
    given = worker.code(GIVEN)
    model = given.nn.Linear(2, 1)
    worker.backward(model, torch.tensor([[5.0, 12.0]]))

    student.gradient_norms(model)
    none = student.gradient_norms(given.line())

    check.close(check.items(worker.parameter_gradients(model), 2)[0], torch.tensor([[5.0, 12.0]]))
    check.that(isinstance(none, dict) and not any(none.values()), "there is a norm without a gradient")


@pytest.mark.task(3)
def test_public_two_bad_epochs_are_the_end(student):
    """with patience=2 it says stop at the second bad epoch in a row

    zh: patience=2 时，连续第二个没有改进的轮次说停
    """
    stopping = student.EarlyStopping(2, 0.0)

    said = [stopping(loss) for loss in (0.9, 0.7, 0.8, 0.75)]
    last = stopping.early_stop if said[-1] is None else said[-1]

    check.that(check.scalar(last) == 1, "it does not stop", expected=True, yours=last)


@pytest.mark.task(3)
def test_public_a_better_epoch_starts_the_count_again(student):
    """after 1000, 1001, 900, 901 nothing stops; patience=2 begins anew with each better loss

    zh: 1000、1001、900、901 之后不停；每次变好，patience=2 都重新计数
    """
    check.equal(stops(student.EarlyStopping(2, 0.0), (1000.0, 1001.0, 900.0, 901.0)), [False] * 4)


@pytest.mark.task(3)
def test_public_min_delta_asks_for_more(student):
    """with min_delta=0.1 steps of 0.2 are better, steps of 0.05 and ties are not

    zh: min_delta=0.1 时，下降 0.2 算变好，下降 0.05 或相等不算
    """
    check.equal(stops(student.EarlyStopping(2, 0.1), (10.0, 9.8, 9.6, 9.4)), [False] * 4)
    check.equal(stops(student.EarlyStopping(2, 0.1), (1.0, 0.95, 0.9125)), [False, False, True])
    check.equal(stops(student.EarlyStopping(2, 0.0), (0.5, 0.5, 0.5)), [False, False, True])


@pytest.mark.task(4)
def test_public_metrics_of_five_samples(student):
    """four of five right: accuracy 0.8, precision 0.8667, recall 0.8, F1 0.8

    zh: 五个里对了四个：准确率 0.8，精确率 0.8667，召回率 0.8，F1 0.8
    """
    got = student.classification_metrics(torch.tensor([0, 0, 0, 1, 1]), torch.tensor([0, 0, 1, 1, 1]))

    names = ("accuracy", "precision", "recall", "f1")
    check.that(isinstance(got, dict) and set(names) <= set(got), "a key is missing", expected=list(names))
    check.close([got[name] for name in names], [0.8, 0.8666667, 0.8, 0.8])


@pytest.mark.task(4)
def test_public_a_class_that_is_never_found(student):
    """the classes may be 3, 7 and 20; of one that is never predicted precision, recall and F1 are 0

    zh: 类别可以是 3、7、20；从未被预测到的类别，精确率、召回率和 F1 都是 0
    """
    got = student.classification_metrics(torch.tensor([3, 3, 7, 7]), torch.tensor([3, 3, 3, 20]))

    names = ("accuracy", "precision", "recall", "f1")
    check.that(isinstance(got, dict) and set(names) <= set(got), "a key is missing", expected=list(names))
    check.close([got[name] for name in names], [0.5, 1 / 3, 0.5, 0.4])


@pytest.mark.task(5)
def test_public_two_equal_batches_make_one_step(student, worker):
    """targets 1 and 3 in two batches of one take the weight from 0 to 2

    zh: 两批各一个样本，目标是 1 和 3，权重从 0 走到 2
    """
    given = worker.code(GIVEN)
    model = given.line()
    batches = [(torch.ones(1, 1), torch.tensor([[1.0]])), (torch.ones(1, 1), torch.tensor([[3.0]]))]

    student.accumulate_steps(model, batches, given.nn.MSELoss(), given.sgd(model, 0.5))

    check.close(check.items(worker.parameters(model), 1)[0], torch.tensor([[2.0]]))


@pytest.mark.task(5)
def test_public_unequal_batches_make_one_step(student, worker):
    """targets 1, 1 and 4 in batches of two and one take the weight from 0 to 1, whatever gradient was there before

    zh: 目标 1、1 和 4 分成两个和一个的两批，权重从 0 走到 1，与之前留下的梯度无关
    """
    given = worker.code(GIVEN)
    model = given.line()
    worker.backward(model, torch.ones(1, 1))
    batches = [(torch.ones(2, 1), torch.ones(2, 1)), (torch.ones(1, 1), torch.tensor([[4.0]]))]

    student.accumulate_steps(model, batches, given.nn.MSELoss(), given.sgd(model, 0.25))

    check.close(check.items(worker.parameters(model), 1)[0], torch.tensor([[1.0]]))


@pytest.mark.task(6)
def test_public_two_epochs_of_training(student, worker):
    """from weight 0, with x = 1, y = 2 and lr 0.25, the losses are 4, 1 and 1, 0.25

    zh: 权重从 0 开始，x = 1、y = 2、lr 取 0.25，损失依次是 4、1 和 1、0.25
    """
    given = worker.code(GIVEN)
    model, loader = given.line(), given.loader(torch.ones(1, 1), torch.full((1, 1), 2.0), 1)

    got = student.train_model(model, loader, loader, given.nn.MSELoss(), given.sgd(model, 0.25), 2, "public.pt")

    check.that(isinstance(got, dict) and {"train_loss", "val_loss"} <= set(got), "a key is missing")
    check.close(got["train_loss"], [4.0, 1.0], what="train_loss")
    check.close(got["val_loss"], [1.0, 0.25], what="val_loss")


@pytest.mark.task(6)
def test_public_weights_are_saved(student, worker):
    """the file holds the weight of the best epoch

    zh: 文件里是最好那一轮的权重
    """
    given = worker.code(GIVEN)
    model, loader = given.line(), given.loader(torch.ones(1, 1), torch.full((1, 1), 2.0), 1)

    student.train_model(model, loader, loader, given.nn.MSELoss(), given.sgd(model, 0.25), 2, "saved.pt")

    check.close(given.weight_in("saved.pt"), torch.tensor([[1.5]]))


@pytest.mark.task(6)
def test_public_every_sample_counts_alike(student, worker):
    """with lr 0 targets 1, 2 and 4 away, in batches of two, cost 7 in training mode; the validation is in evaluation mode

    zh: lr 为 0 时，与目标相差 1、2、4，两个一批，在训练模式下损失是 7；验证用评估模式
    """
    given = worker.code(GIVEN)
    model, y = given.louder(), torch.tensor([[11.0], [12.0], [14.0]])
    train, val = given.loader(torch.ones(3, 1), y, 2), given.loader(torch.ones(1, 1), torch.tensor([[3.0]]), 1)

    got = student.train_model(model, train, val, given.nn.MSELoss(), given.sgd(model, 0.0), 2, "modes.pt")

    check.that(isinstance(got, dict) and {"train_loss", "val_loss"} <= set(got), "a key is missing")
    check.close(got["train_loss"], [7.0, 7.0], what="train_loss")
    check.close(got["val_loss"], [9.0, 9.0], what="val_loss")


@pytest.mark.task(6)
def test_public_the_best_weights_come_back(student, worker):
    """with lr 1.1 the weights are 4.4 and -0.88; the file and the model end with 4.4, the better one

    zh: lr 取 1.1 时权重先是 4.4，后是 -0.88；文件和模型最后都是较好的 4.4
    """
    given = worker.code(GIVEN)
    model, loader = given.line(), given.loader(torch.ones(1, 1), torch.full((1, 1), 2.0), 1)

    student.train_model(model, loader, loader, given.nn.MSELoss(), given.sgd(model, 1.1), 2, "best.pt")

    check.close(given.weight_in("best.pt"), torch.tensor([[4.4]]), what="the weight in the file")
    check.close(check.items(worker.parameters(model), 1)[0], torch.tensor([[4.4]]), what="the weight of the model")
