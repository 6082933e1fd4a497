"""Hidden tests of lesson 14. Expected values come from torch in float64 and from the loops at the bottom.

Labels and distances are drawn so that no two points are equally far where it would matter.
"""

import math

import pytest
import torch

from grader.judge import check

# Nine wolves of two packs, by two measures each; an example of many introductions.
WOLVES = torch.tensor(
    [[1.0, 2.0], [1.5, 1.8], [2.0, 1.5], [2.5, 2.0], [3.0, 1.8], [3.5, 1.5], [2.0, 2.8], [1.8, 3.0], [2.2, 3.2]]
)
PACKS = torch.tensor([0, 0, 0, 1, 1, 1, 0, 0, 0])

# Task 1: distances


@pytest.mark.task(1)
def test_distances_of_drawn_points(student, draw):
    """row i, column j is the straight-line distance of a[i] and b[j]

    zh: 第 i 行第 j 列是 a[i] 与 b[j] 的直线距离
    """
    a, b = draw.uniform(-2, -1, 4, 3), draw.uniform(1, 2, 5, 3)

    got = student.distances(a, b)

    check.close(got, exact(a, b), dtype=False)


@pytest.mark.task(1)
def test_distances_of_any_sizes(student, draw):
    """one point, or one feature, gives a table of distances too

    zh: 只有一个点或只有一个特征时，结果也是一张距离表
    """
    for n, m, d in ((1, 1, 2), (1, 4, 3), (5, 1, 2), (3, 2, 1)):
        a, b = draw.uniform(-2, -1, n, d), draw.uniform(1, 2, m, d)

        got = student.distances(a, b)

        check.close(got, exact(a, b), dtype=False)


@pytest.mark.task(1)
def test_a_point_is_zero_away_from_itself(student, draw):
    """a point is 0 away from itself, not NaN

    zh: 点到自身的距离是 0，而不是 NaN
    """
    a = draw.uniform(50, 100, 20, 3)

    got = student.distances(a, a)

    check.shape(got, (20, 20))
    check.close(got.diagonal(), torch.zeros(20), atol=1e-4, dtype=False)
    check.close(got, exact(a, a), rtol=1e-2, atol=0.1, dtype=False)


@pytest.mark.task(1)
def test_neighbours_far_from_the_origin_keep_their_digits(student, draw):
    """points near each other and 1000 from the origin keep their digits

    zh: 离原点约 1000、彼此很近的点，距离不丢有效数字
    """
    a, b = draw.uniform(1000, 1001, 4, 2), draw.uniform(1002, 1003, 5, 2)

    got = student.distances(a, b)

    check.close(got, exact(a, b), dtype=False)


@pytest.mark.task(1)
def test_distances_in_float64(student, draw):
    """distances of float64 points are computed in float64

    zh: float64 的点按 float64 的精度计算距离
    """
    a, b = draw.uniform(-2, -1, 4, 3, dtype=torch.float64), draw.uniform(1, 2, 5, 3, dtype=torch.float64)

    got = student.distances(a, b)

    check.close(got, exact(a, b), rtol=1e-10, atol=0, dtype=False)


@pytest.mark.task(1)
def test_distances_leave_their_arguments_as_they_were(student, draw):
    """distances leaves a and b as they were

    zh: distances 不改动 a 和 b
    """
    a, b = draw.uniform(-2, -1, 3, 2), draw.uniform(1, 2, 4, 2)

    got = check.unchanged(student.distances, a, b)

    check.close(got, exact(a, b), dtype=False)


# Task 2: the vote


@pytest.mark.task(2)
def test_the_nearest_point_alone_decides(student, draw):
    """KNN(k=1) gives the label of the nearest point

    zh: KNN(k=1) 给出最近那个点的标签
    """
    X, y, queries = draw.randn(12, 2), draw.permutation(12), draw.randn(6, 2)

    got = fitted(student.KNN(k=1), X, y).predict(queries)

    check.close(got, vote(X, y, queries, 1), dtype=False)


@pytest.mark.task(2)
def test_the_majority_of_the_nearest_wins(student, draw):
    """KNN(k) gives the label that is most frequent among the k nearest points

    zh: KNN(k) 给出 k 个最近点中出现最多的标签
    """
    X, y = draw.randn(40, 3), draw.randint(0, 4, (40,))

    for k in (3, 5, draw.integer(6, 12)):
        queries = without_ties(X, y, draw.randn(30, 3), k)
        got = fitted(student.KNN(k), X, y).predict(queries)

        check.close(got, vote(X, y, queries, k), dtype=False)


@pytest.mark.task(2)
def test_three_vote_by_default(student, draw):
    """KNN() asks the 3 nearest

    zh: KNN() 默认看最近的 3 个点
    """
    pairs = [two_labels(draw) for _ in range(5)]
    labels = [[low, high, high, low, low] for low, high in pairs]

    got = at_the_centres(student.KNN(), draw, labels)

    check.close(got, torch.tensor([high for _, high in pairs]), dtype=False)


@pytest.mark.task(2)
def test_two_labels_that_tie_give_the_smaller(student, draw):
    """two votes against two: the smaller label wins, be it near or far

    zh: 两票对两票时，标签较小的获胜，不论远近
    """
    pairs = [two_labels(draw) for _ in range(6)]
    orders = [[0, 0, 1, 1], [1, 1, 0, 0], [1, 0, 0, 1], [1, 0, 1, 0], [0, 1, 1, 0], [1, 1, 0, 0]]
    labels = [[*(pair[i] for i in order), 99] for pair, order in zip(pairs, orders, strict=True)]

    got = at_the_centres(student.KNN(k=4), draw, labels)

    check.close(got, torch.tensor([low for low, _ in pairs]), dtype=False)


@pytest.mark.task(2)
def test_three_labels_that_tie_give_the_smallest(student, draw):
    """three different labels among three: the smallest wins

    zh: 三个最近点的标签各不相同时，最小的获胜
    """
    pairs = [two_labels(draw) for _ in range(4)]
    labels = [[high, low, 50, 0] for low, high in pairs[:2]] + [[50, high, low, 0] for low, high in pairs[2:]]

    got = at_the_centres(student.KNN(k=3), draw, labels)

    check.close(got, torch.tensor([low for low, _ in pairs]), dtype=False)


@pytest.mark.task(2)
def test_a_small_class_can_be_outvoted(student, draw):
    """with k larger than a class, the nearest points lose against many farther ones

    zh: k 大于某一类的点数时，再近的点也会输给更多较远的点
    """
    low, high = two_labels(draw)
    X, y = along_a_line(draw, 7), torch.tensor([low, low, high, high, high, high, high])

    got = fitted(student.KNN(k=7), X, y).predict(torch.tensor([[0.0], [0.4]]))

    check.close(got, torch.tensor([high, high]), dtype=False)


@pytest.mark.task(2)
def test_labels_may_have_gaps(student, draw):
    """labels such as 3 and 800 come back as they are

    zh: 3 和 800 这样不连续的标签原样返回
    """
    X, queries = draw.randn(30, 2), draw.randn(8, 2)
    y = torch.tensor([3, draw.integer(100, 800)])[draw.randint(0, 2, (30,))]

    got = fitted(student.KNN(k=3), X, y).predict(queries)

    check.close(got, vote(X, y, queries, 3), dtype=False)


@pytest.mark.task(2)
def test_remembered_points_know_their_labels(student, draw):
    """with k=1 every remembered point gets its own label: it is its own neighbour

    zh: k=1 时每个训练点都得到自己的标签：它就是自己的最近邻
    """
    X, y = draw.randn(15, 2), draw.permutation(15)

    got = fitted(student.KNN(k=1), X, y).predict(X)

    check.close(got, y, dtype=False)


@pytest.mark.task(2)
def test_one_query_or_many(student, draw):
    """1, 2 or 7 rows give 1, 2 or 7 labels

    zh: 1、2、7 行分别得到 1、2、7 个标签
    """
    X, y = draw.randn(20, 3), draw.randint(0, 2, (20,))
    model = fitted(student.KNN(k=3), X, y)

    check.any_batch(model.predict, lambda q: vote(X, y, q, 3), lambda n: draw.randn(n, 3), dtype=False)


@pytest.mark.task(2)
def test_points_that_are_very_far_away_vote_too(student, draw):
    """coordinates of 1e15 are no obstacle: the nearest are found and counted

    zh: 坐标达到 1e15 也不碍事：照样找出最近的点并计票
    """
    X, y, queries = 1e14 * draw.randn(20, 2), draw.randint(0, 2, (20,)), 1e14 * draw.randn(6, 2)

    got = fitted(student.KNN(k=5), X, y).predict(queries)

    check.close(got, vote(X, y, queries, 5), dtype=False)


@pytest.mark.task(2)
def test_a_second_fit_forgets_the_first(student, draw):
    """a second fit forgets the points of the first

    zh: 再次 fit 会忘掉上一次的点
    """
    X, y, queries = draw.randn(12, 2), draw.randint(0, 2, (12,)), draw.randn(6, 2)
    model = fitted(student.KNN(k=3), queries, torch.full((6,), 5))

    got = fitted(model, X, y).predict(queries)

    check.close(got, vote(X, y, queries, 3), dtype=False)


@pytest.mark.task(2)
def test_knn_leaves_its_arguments_as_they_were(student, draw):
    """fit and predict leave their arguments as they were

    zh: fit 和 predict 都不改动传入的参数
    """
    X, y, queries = draw.randn(12, 2), draw.randint(0, 2, (12,)), draw.randn(6, 2)
    model = student.KNN(k=3)

    check.unchanged(model.fit, X, y)
    got = check.unchanged(model.predict, queries)

    check.close(got, vote(X, y, queries, 3), dtype=False)


@pytest.mark.task(2)
def test_the_nine_wolves(student, draw):
    """nine wolves: at (2, 2) three and five of them say 0, elsewhere the k nearest

    zh: 九只狼：在 (2, 2) 处，3 个和 5 个都说 0；别处由 k 个最近的决定
    """
    for k in (1, 3, 5):
        queries = draw.uniform(1, 3.5, 40, 2)
        if k > 1:  # at (2, 2) two wolves, one of each pack, are equally near
            queries[0] = 2.0
        got = fitted(student.KNN(k), WOLVES, PACKS).predict(queries)
        check.close(got, vote(WOLVES, PACKS, queries, k), dtype=False, what=f"KNN({k}).predict(queries)")


# Task 3: the mean of the neighbours


@pytest.mark.task(3)
def test_regression_is_the_mean_of_the_nearest(student, draw):
    """KNNRegressor(k) gives the mean target of the k nearest points

    zh: KNNRegressor(k) 给出 k 个最近点目标值的均值
    """
    X, y, queries = draw.randn(30, 3), draw.uniform(1, 10, 30), draw.randn(8, 3)

    for k in (2, 3, draw.integer(4, 10)):
        got = fitted(student.KNNRegressor(k), X, y).predict(queries)

        check.close(got, mean_of(X, y, queries, k), dtype=False)


@pytest.mark.task(3)
def test_regression_with_one_neighbour_repeats_its_target(student, draw):
    """with k=1 every remembered point gets its own target

    zh: k=1 时每个训练点得到自己的目标值
    """
    X, y = draw.randn(15, 2), draw.uniform(1, 10, 15)

    got = fitted(student.KNNRegressor(k=1), X, y).predict(X)

    check.close(got, y, dtype=False)


@pytest.mark.task(3)
def test_regression_with_all_points_is_the_mean_of_all(student, draw):
    """when k is the number of points, every query gets the mean of all targets

    zh: k 等于训练点数时，每个查询点都得到全部目标值的均值
    """
    X, y = draw.randn(9, 2), draw.uniform(1, 10, 9)

    got = fitted(student.KNNRegressor(k=9), X, y).predict(draw.randn(4, 2))

    check.close(got, y.double().mean().expand(4), dtype=False)


@pytest.mark.task(3)
def test_regression_of_one_query_or_many(student, draw):
    """1, 2 or 7 rows give 1, 2 or 7 predictions

    zh: 1、2、7 行分别得到 1、2、7 个预测值
    """
    X, y = draw.randn(20, 3), draw.uniform(1, 10, 20)
    model = fitted(student.KNNRegressor(k=3), X, y)

    check.any_batch(model.predict, lambda q: mean_of(X, y, q, 3), lambda n: draw.randn(n, 3), dtype=False)


@pytest.mark.task(3)
def test_a_second_fit_of_the_regressor_forgets_the_first(student, draw):
    """a second fit of the regressor forgets the first and changes nothing it gets

    zh: 回归器再次 fit 会忘掉上一次，也不改动传入的参数
    """
    X, y, queries = draw.randn(12, 2), draw.uniform(1, 10, 12), draw.randn(6, 2)
    model = fitted(student.KNNRegressor(k=3), queries, torch.full((6,), 500.0))

    check.unchanged(model.fit, X, y)
    got = check.unchanged(model.predict, queries)

    check.close(got, mean_of(X, y, queries, 3), dtype=False)


# Task 4: choosing k


@pytest.mark.task(4)
def test_twins_are_best_read_by_one_neighbour(student, draw):
    """where each point has one twin among strangers, k=1 is chosen

    zh: 每个点只有一个同类紧挨着、周围都是异类时，选出 k=1
    """
    X, y = twins(draw)
    for ks in ([1, 7, 35], [35, 7, 1]):
        got = student.choose_k(X, y, ks, folds=7, seed=draw.integer(0, 999))

        check.close(got, 1)
    check.close(student.choose_k(*noisy_camps(draw, labels=2), [1, 7, 35], folds=5, seed=0), 7)


@pytest.mark.task(4)
def test_noisy_labels_ask_for_more_neighbours(student, draw):
    """where a third of the labels is wrong, k=1 loses, and so does too large a k

    zh: 有三分之一标签是错的时，k=1 不行，k 太大也不行
    """
    X, y = noisy_camps(draw, labels=2)
    for ks in ([1, 7, 35], [35, 1, 7], [7, 35, 1]):
        got = student.choose_k(X, y, ks, folds=5, seed=draw.integer(0, 999))

        check.close(got, 7)
    check.close(student.choose_k(*twins(draw), [35, 1, 7], folds=5, seed=0), 1)


@pytest.mark.task(4)
def test_rows_sorted_by_label_are_mixed_first(student, draw):
    """rows that come sorted by label are mixed before they are cut

    zh: 数据按标签排好序时，先打乱再切分
    """
    X, y = noisy_camps(draw, labels=6)
    rows = y.argsort()  # cut as they are, each of 6 parts would be a label of its own that nobody else has
    for ks in ([1, 7, 60], [60, 7, 1]):
        got = student.choose_k(X[rows], y[rows], ks, folds=6, seed=draw.integer(0, 999))

        check.close(got, 7)
    X, y = twins(draw)
    rows = y.argsort()
    check.close(student.choose_k(X[rows], y[rows], [60, 7, 1], folds=7, seed=0), 1)


@pytest.mark.task(4, points=2)
def test_each_row_is_held_out_alone(student, draw):
    """with folds = n, the k that predicts most rows from all others is chosen

    zh: folds = n 时，选出用其余所有行预测得最准的 k
    """
    for _ in range(3):
        X, y, best = one_clear_winner(draw, ks=[1, 3, 5, 9])

        got = student.choose_k(X, y, [1, 3, 5, 9], folds=len(X), seed=draw.integer(0, 999))

        check.close(got, best)


@pytest.mark.task(4)
def test_the_seed_alone_decides_the_parts(student, worker, draw, probe):
    """the same seed chooses the same k, whatever random numbers were used before

    zh: 种子相同，选出的 k 就相同，不管之前抽过什么随机数
    """
    ks, chosen = [1, 3, 5, 7, 9], set()
    for seed in range(12):
        X, y = draw.randn(20, 2), draw.randint(0, 2, (20,))
        worker.seed(draw.integer(0, 9999))
        first = check.scalar(student.choose_k(X, y, ks, folds=4, seed=seed))

        worker.seed(draw.integer(0, 9999))
        second = check.scalar(student.choose_k(X, y, ks, folds=4, seed=seed))
        probe("chooses_otherwise_with_the_same_seed", second != first)
        check.close(second, first)
        chosen.add(first)
    # k = 1, the most frequent choice on such rows, is chosen on about a third of them: twelve times once in 500,000 runs.
    check.that(len(chosen) > 1, "twelve sets of rows all got the same k")
    tells_camps_from_twins(student, draw, ks)


@pytest.mark.task(4)
def test_another_seed_mixes_anew(student, draw):
    """on labels without a pattern, five seeds do not always choose the same k

    zh: 标签毫无规律时，5 个种子不会总是选出同一个 k
    """
    ks, varied = [1, 3, 5, 7, 9], 0
    for _ in range(8):
        X, y = draw.randn(20, 2), draw.randint(0, 2, (20,))
        got = {check.scalar(student.choose_k(X, y, ks, folds=4, seed=seed)) for seed in range(5)}
        check.that(got <= set(ks), "the result is not one of ks", expected=ks, yours=sorted(got))
        varied += len(got) > 1

    check.that(varied > 0, "five seeds chose the same k on each of eight sets of rows")
    tells_camps_from_twins(student, draw, ks)


@pytest.mark.task(4)
def test_choose_k_leaves_its_arguments_as_they_were(student, draw):
    """choose_k leaves X, y and ks as they were

    zh: choose_k 不改动 X、y 和 ks
    """
    X, y, best = one_clear_winner(draw, ks=[5, 1, 3])

    got = check.unchanged(student.choose_k, X, y, [5, 1, 3], len(X), 0)
    noisy = check.unchanged(student.choose_k, *noisy_camps(draw, labels=2), [35, 1, 7], 5, 0)

    check.close(got, best)
    check.close(noisy, 7)
    check.close(student.choose_k(*twins(draw), [35, 1, 7], 5, 0), 1)


# Task 5: ten thousand against ten thousand


@pytest.mark.task(5)
def test_no_query_is_lost_between_the_parts(student, draw):
    """1237 rows give 1237 predictions, in their order, from both models

    zh: 1237 行得到 1237 个预测值，次序不变，两个模型都如此
    """
    X, y, queries = draw.randn(6, 2), draw.randint(0, 4, (6,)), draw.randn(1237, 2)
    classes = fitted(student.KNN(k=1), X, y).predict(queries)
    numbers = fitted(student.KNNRegressor(k=2), X, y.float()).predict(queries)

    nearest = exact(queries, X).argmin(dim=1)
    check.close(classes, y[nearest], dtype=False)
    check.close(numbers, mean_of(X, y.float(), queries, 2), dtype=False)


@pytest.mark.task(5, points=2)
def test_knn_of_ten_thousand_stays_within_the_memory(student, draw):
    """KNN predicts 10,000 rows from 10,000 points, in float64, within 800 MB

    zh: KNN 用 10000 个 float64 的点预测 10000 行，内存不超过 800 MB
    """
    labels = draw.randint(0, 10, (100,))
    plane = turned_and_stretched(draw)
    sites, X = villages(draw, plane)
    model = fitted(student.KNN(k=3), X, labels[sites])
    sites, queries = villages(draw, plane)

    got = model.predict(queries)

    check.close(got, labels[sites], dtype=False)


def tells_camps_from_twins(student, draw, ks):
    """Camps and twins are as many rows, so what is chosen hangs on the labels alone."""
    chosen = [
        check.scalar(student.choose_k(*rows, ks, folds=5, seed=0))
        for rows in (noisy_camps(draw, labels=2), twins(draw))
    ]
    check.that(
        chosen[0] > 1 == chosen[1], "noisy labels ask for more than one neighbour, and twins for one", yours=chosen
    )


def fitted(model, X, y):
    """The model after fit, whatever fit returns."""
    model.fit(X, y)
    return model


def exact(a, b):
    """All distances from the differences themselves, in float64."""
    return (a.double()[:, None] - b.double()).square().sum(dim=2).sqrt()


def nearest_rows(X, queries, k):
    return exact(queries, X).argsort(dim=1)[:, :k]


def vote(X, y, queries, k):
    """The most frequent label of each row of neighbours, the smallest of several."""
    rows = y[nearest_rows(X, queries, k)].tolist()
    return torch.tensor([min(row, key=lambda label: (-row.count(label), label)) for row in rows])


def without_ties(X, y, queries, k):
    """The queries among whose neighbours one label leads."""
    first, second = torch.nn.functional.one_hot(y[nearest_rows(X, queries, k)], 4).sum(dim=1).topk(2).values.T
    return queries[first > second]


def mean_of(X, y, queries, k):
    return y.double()[nearest_rows(X, queries, k)].mean(dim=1)


def two_labels(draw):
    """Two labels, the smaller first; both lie between 1 and 49."""
    return draw.integer(1, 20), draw.integer(21, 49)


def along_a_line(draw, n):
    """Points of one feature, each farther from 0 than the one before, on either side."""
    sides = 2.0 * draw.randint(0, 2, (n, 1)) - 1
    return sides * (torch.arange(1.0, n + 1).reshape(n, 1) + draw.uniform(-0.04, 0.04, n, 1))


def at_the_centres(model, draw, labels):
    """What the model predicts at the centre of each of several groups of points, 1000 apart; labels: a list each, the nearest point's first."""
    centres = 1000.0 * torch.arange(len(labels)).reshape(-1, 1)
    X = torch.cat([centre + along_a_line(draw, len(each)) for centre, each in zip(centres, labels, strict=True)])
    return fitted(model, X, torch.tensor(labels).flatten()).predict(centres)


def twins(draw):
    """Forty-five pairs of like points along a line, neighbouring pairs of the other label, in mixed order."""
    pair = torch.arange(45).repeat_interleave(2)
    x = 10.0 * pair + torch.tensor([0.0, 1.0]).repeat(45) + draw.uniform(-0.2, 0.2, 90)
    rows = draw.permutation(90)
    return x[rows].reshape(90, 1), (pair % 2)[rows]


def noisy_camps(draw, labels):
    """Six camps of 15 points along a line. A third of each camp, beside another point each, has the next camp's label.

    So the nearest neighbour misleads, the majority of a camp is right, and much more than a camp is wrong again.
    """
    camp = torch.arange(6).repeat_interleave(15)
    place = torch.arange(5.0).repeat_interleave(3) + torch.tensor([0.0, 0.05, 0.5]).repeat(5)
    wrong = torch.tensor([0, 1, 0]).repeat(5)
    x = 100.0 * camp + place.repeat(6) + draw.uniform(-0.02, 0.02, 90)
    rows = draw.permutation(90)
    return x[rows].reshape(90, 1), ((camp + wrong.repeat(6)) % labels)[rows]


def one_clear_winner(draw, ks):
    """Twenty-four points, their labels, and the k that leads by two rows when each row is held out alone."""
    while True:
        X = draw.randn(24, 2)
        y = ((X[:, 0] > 0).long() + (draw.rand(24) < 0.25).long()) % 2
        order = (exact(X, X) + 1e9 * torch.eye(24, dtype=torch.float64)).argsort(dim=1)
        right = {k: int(((y[order[:, :k]].sum(dim=1) * 2 > k).long() == y).sum()) for k in ks}
        first, second = sorted(right.values(), reverse=True)[:2]
        if first >= second + 2:
            return X, y, max(right, key=right.get)


def turned_and_stretched(draw):
    """A 2 x 2 matrix that keeps the order of distances and leaves no village on whole numbers."""
    angle = torch.tensor(draw.number(0, 2 * math.pi), dtype=torch.float64)
    return draw.number(0.3, 30) * torch.stack([angle.cos(), -angle.sin(), angle.sin(), angle.cos()]).reshape(2, 2)


def villages(draw, plane):
    """A hundred villages of a hundred points each, in mixed order: whose point it is, and where it lies in the plane.

    Before the plane is turned, two points of one village are at most 0.57 apart, two of different ones at least 0.6.
    """
    site = torch.arange(100).repeat_interleave(100)[draw.permutation(10_000)]
    centre = torch.stack([site // 10, site % 10], dim=1)
    return site, (centre + draw.uniform(-0.2, 0.2, 10_000, 2, dtype=torch.float64)) @ plane
