"""A few tests of lesson 18 to read and run; the hidden ones ask for more, on other passengers."""

import math

import pytest
import torch

from grader.judge import check

HEADER = "PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Parch,Ticket,Fare,Cabin,Embarked\n"
PASSENGERS = (
    HEADER
    + """1,0,3,"Braund, Mr. Owen Harris",male,22,1,0,A/5 21171,7.25,,S
2,1,1,"Cumings, Mrs. John Bradley",female,38,1,0,PC 17599,71.2833,C85,C
3,0,3,"Moran, Mr. James",male,,0,0,330877,8.4583,,Q
"""
)


@pytest.mark.task(1)
def test_public_three_passengers(student, worker):
    """three passengers, of whom one has no age, as (3, 7) and (3, 1)

    zh: 三位乘客，其中一位没有年龄：形状 (3, 7) 和 (3, 1)
    """
    raw, labels = check.items(student.read_passengers(worker.file("three.csv", PASSENGERS.encode())), 2)

    check.shape(raw, (3, 7), what="raw")
    check.that(math.isnan(raw[2, 2]), "the unknown age is not NaN", expected=math.nan, yours=float(raw[2, 2]))
    check.close(raw[:2], torch.tensor([[3.0, 0, 22, 1, 0, 7.25, 0], [1, 1, 38, 1, 0, 71.2833, 1]]), what="raw[:2]")
    check.close(labels, torch.tensor([[0.0], [1.0], [0.0]]), what="labels")


@pytest.mark.task(1)
def test_public_passengers_without_labels(student, worker):
    """without the column Survived labels is None

    zh: 没有 Survived 这一列时，labels 是 None
    """
    data = HEADER.replace("Survived,", "") + '1,3,"Braund, Mr. Owen",male,22,1,0,A/5 21171,7.25,,S\n'

    _, labels = check.items(student.read_passengers(worker.file("one.csv", data.encode())), 2)

    check.that(labels is None, "labels is not None", expected=None, yours=labels)


@pytest.mark.task(2)
def test_public_split_of_eight(student):
    """of four tickets with two passengers each, a quarter is one ticket

    zh: 四张票，每张两人，四分之一就是一张票
    """
    tickets = ["a", "b", "a", "c", "d", "b", "d", "c"]

    train, test = (torch.as_tensor(part) for part in check.items(student.split_by_ticket(tickets, 0.25, 3), 2))

    check.shape(train, (6,), what="train_rows")
    check.shape(test, (2,), what="test_rows")
    check.equal(len({tickets[int(row)] for row in test}), 1, what="the number of tickets in the test part")


@pytest.mark.task(3)
def test_public_ages_10_20_60(student):
    """ages 10, 20, 60 and one unknown: the unknown one becomes 20, scaled -0.3906, and is marked

    zh: 年龄 10、20、60 和一个未知：未知的填成 20，缩放后是 -0.3906，并且有标记
    """
    raw = torch.tensor([[1.0, 0.0, 10.0, 0.0, 2.0, 5.0, 0.0], [2, 1, 20, 1, 2, 6, 1], [3, 0, 60, 0, 2, 7, 2]])
    raw = torch.cat([raw, torch.tensor([[3.0, 1.0, math.nan, 1.0, 2.0, 6.0, math.nan]])])
    prep = student.Preparation()
    prep.fit(raw)

    got = prep.transform(raw[3:])

    check.shape(got, (1, 12))
    check.close(got[0, 0], torch.tensor(-0.390567), rtol=1e-4, dtype=False, what="column 0")
    check.close(got[0, 2], torch.tensor(0.0), dtype=False, what="column 2, which is constant")
    check.close(got[0, 4:], torch.tensor([1.0, 1, 0, 0, 1, 0, 0, 0]), dtype=False, what="columns 4 to 11")


@pytest.mark.task(4)
def test_public_women_survive(student, worker):
    """where all women survive and no man does, the model says so of two more, each time

    zh: 所有女性生还、没有男性生还时，模型对另外两人也这样说，每次都一样
    """
    people = [f'{i},{i % 2},2,"A, M. B",{("male", "female")[i % 2]},{20 + i},0,0,{i},13,,S\n' for i in range(40)]
    model = student.Survival()
    model.fit(worker.file("seen.csv", (HEADER + "".join(people)).encode()))

    got = [model.predict(worker.file("asked.csv", (HEADER + "".join(people[6:8])).encode())) for _ in range(2)]

    for each in got:
        check.close(each, torch.tensor([0, 1]), dtype=False, what="predict(csv_path)")


@pytest.mark.task(5)
def test_public_three_of_four(student):
    """three right answers of four are 0.75, give or take 0.2165

    zh: 四个回答对了三个，准确率 0.75，标准误差 0.2165
    """
    predictions, labels = torch.tensor([1, 0, 0, 1]), torch.tensor([[1.0], [0.0], [1.0], [1.0]])

    accuracy, error = check.items(student.accuracy_with_error(predictions, labels), 2)

    check.close(accuracy, 0.75, what="accuracy")
    check.close(error, 0.21650635, what="the standard error")


@pytest.mark.task(5)
def test_public_baseline(student):
    """the baseline of the training labels 1, 1, 0 is right for one of four test labels

    zh: 训练标签是 1、1、0 时，基线在四个测试标签里对一个
    """
    check.close(student.baseline_accuracy(torch.tensor([1.0, 1.0, 0.0]), torch.tensor([0.0, 0.0, 1.0, 0.0])), 0.25)
