"""Hidden tests of lesson 00. Expected values come from torch or NumPy, or stand in the test."""

import numpy as np
import pytest
import torch

from grader.judge import check

# Task 1: from lists to tensors


@pytest.mark.task(1)
def test_values_keep_their_places(student, draw):
    """from_values of a list of lists keeps every number in its place

    zh: from_values 处理列表的列表时，每个数都在原来的位置上
    """
    x = draw.randn(3, 2)

    got = student.from_values(x.tolist())

    check.close(got, x)


@pytest.mark.task(1)
def test_whole_numbers_become_float32(student, draw):
    """from_values turns whole numbers into float32 too

    zh: 列表里全是整数时，from_values 同样给出 float32
    """
    values = [4, 5, 6]

    got = student.from_values(values)

    check.close(got, torch.tensor([4.0, 5.0, 6.0]))
    values = draw.randint(1, 99, (5,)).tolist()
    check.close(student.from_values(values), torch.tensor(values, dtype=torch.float32))


@pytest.mark.task(1)
def test_each_level_of_lists_is_a_dimension(student, draw):
    """three levels of lists give a tensor of three dimensions

    zh: 三层嵌套的列表变成三维张量
    """
    x = draw.randn(2, 4, 3)

    got = student.from_values(x.tolist())

    check.close(got, x)


@pytest.mark.task(1)
def test_describe_gives_the_shape_as_a_tuple(student, draw):
    """describe gives the shape as a tuple, (4, 3) for four rows of three numbers

    zh: describe 把形状写成元组，四行三列就是 (4, 3)
    """
    x, other = torch.zeros(4, 3), torch.zeros(draw.integer(5, 90), 2)

    got, drawn = student.describe(x), student.describe(other)

    check.equal(entry(got, "shape"), (4, 3), what="the entry 'shape'")
    check.equal(entry(drawn, "shape"), tuple(other.shape), what="the entry 'shape'")


@pytest.mark.task(1)
def test_describe_gives_the_dtype_as_text(student, draw):
    """describe gives the dtype as text: 'torch.float32', 'torch.int64'

    zh: describe 把 dtype 写成字符串：'torch.float32'、'torch.int64'
    """
    floats, ints = draw.randn(2), draw.randint(1, 99, (2,))

    got = [student.describe(floats), student.describe(ints)]

    check.equal(entry(got[0], "dtype"), "torch.float32", what="the entry 'dtype'")
    check.equal(entry(got[1], "dtype"), "torch.int64", what="the entry 'dtype'")


@pytest.mark.task(1)
def test_describe_counts_dimensions(student, draw):
    """describe counts the dimensions: ndim is 3 for shape (2, 5, 4)

    zh: describe 数出维数：形状是 (2, 5, 4) 时 ndim 等于 3
    """
    x, other = torch.zeros(2, 5, 4), torch.zeros(draw.integer(2, 90), 3)

    got, drawn = student.describe(x), student.describe(other)

    check.close(entry(got, "ndim"), 3, what="the entry 'ndim'")
    check.close(entry(drawn, "ndim"), 2, what="the entry 'ndim'")


@pytest.mark.task(1)
def test_describe_counts_all_elements(student, draw):
    """describe counts all elements: size is 40 for shape (2, 5, 4)

    zh: describe 数出全部元素：形状是 (2, 5, 4) 时 size 等于 40
    """
    x, other = torch.zeros(2, 5, 4), torch.zeros(3, draw.integer(2, 90))

    got = [student.describe(x), student.describe(other)]

    check.close(entry(got[0], "size"), 40, what="the entry 'size'")
    check.close(entry(got[1], "size"), other.numel(), what="the entry 'size'")


@pytest.mark.task(1)
def test_describe_a_single_number(student, draw):
    """a 0-d tensor has shape (), no dimension and one element

    zh: 0 维张量的形状是 ()，维数是 0，元素有 1 个
    """
    x = torch.tensor(draw.number(1, 2))

    got = student.describe(x)

    check.equal(entry(got, "shape"), (), what="the entry 'shape'")
    check.close(entry(got, "ndim"), 0, what="the entry 'ndim'")
    check.close(entry(got, "size"), 1, what="the entry 'size'")


# Task 2: other shapes for the same numbers


@pytest.mark.task(2)
def test_column_of_drawn_numbers(student, draw):
    """to_column turns six numbers into a column of shape (6, 1)

    zh: to_column 把六个数变成形状为 (6, 1) 的一列
    """
    x = draw.randn(6)

    got = student.to_column(x)

    check.close(got, x.reshape(6, 1))


@pytest.mark.task(2)
def test_column_of_whole_numbers_stays_int64(student, draw):
    """a column of int64 numbers is int64 as well

    zh: int64 的数排成一列之后还是 int64
    """
    x = draw.randint(1, 99, (3,))

    got = student.to_column(x)

    check.equal(got, x.reshape(3, 1))


@pytest.mark.task(2)
def test_batch_of_one_image(student, draw):
    """add_batch puts the new dimension first: (3, 4, 5) becomes (1, 3, 4, 5)

    zh: add_batch 把新的维度放在最前面：(3, 4, 5) 变成 (1, 3, 4, 5)
    """
    x = draw.randn(3, 4, 5)

    got = student.add_batch(x)

    check.close(got, x.reshape(1, 3, 4, 5))


@pytest.mark.task(2)
def test_batch_of_one_vector(student, draw):
    """add_batch takes a 1-D tensor too: (5,) becomes (1, 5)

    zh: add_batch 也接受一维张量：(5,) 变成 (1, 5)
    """
    x = draw.randn(5)

    got = student.add_batch(x)

    check.close(got, x.reshape(1, 5))


@pytest.mark.task(2)
def test_ones_are_dropped_wherever_they_stand(student, draw):
    """drop_ones removes every dimension of length 1: (1, 3, 1, 2) becomes (3, 2)

    zh: drop_ones 去掉所有长度为 1 的维度：(1, 3, 1, 2) 变成 (3, 2)
    """
    x = draw.randn(1, 3, 1, 2)

    got = student.drop_ones(x)

    check.close(got, x.reshape(3, 2))


@pytest.mark.task(2)
def test_nothing_but_ones_leaves_a_number(student, draw):
    """drop_ones of shape (1, 1) leaves one number without any dimension

    zh: drop_ones 处理形状 (1, 1) 时，只剩一个没有维度的数
    """
    x = draw.uniform(7, 8, 1, 1)

    got = student.drop_ones(x)

    if isinstance(got, torch.Tensor | np.ndarray):
        check.shape(got, ())
    check.close(got, x.item())


@pytest.mark.task(2)
def test_new_shapes_leave_x_as_it_was(student, draw):
    """to_column, add_batch and drop_ones leave x and its shape as they were

    zh: to_column、add_batch 和 drop_ones 不改动 x，也不改动它的形状
    """
    x = draw.randn(3)

    column = check.unchanged(student.to_column, x)
    batch = check.unchanged(student.add_batch, x)
    flat = check.unchanged(student.drop_ones, x.reshape(3, 1))

    check.close(column, x.reshape(3, 1), what="to_column(x)")
    check.close(batch, x.reshape(1, 3), what="add_batch(x)")
    check.close(flat, x, what="drop_ones(x)")


# Task 3: rows and columns by number


@pytest.mark.task(3)
def test_all_rows_and_columns_in_another_order(student, draw):
    """reorder with two permutations moves whole rows and whole columns

    zh: 给 reorder 两个排列，整行、整列都按它们重排
    """
    x = draw.randn(4, 5)
    rows, cols = draw.permutation(4), draw.permutation(5)

    got = student.reorder(x, rows, cols)

    check.close(got, x[rows][:, cols])


@pytest.mark.task(3)
def test_an_index_may_come_twice_or_not_at_all(student, draw):
    """an index may come twice or not at all, and the shape follows rows and cols

    zh: 下标可以重复，也可以不出现，结果的形状由 rows 和 cols 的长度决定
    """
    x = draw.randn(3, 4)
    rows, cols = torch.tensor([2, 2, 0, 1, 2]), torch.tensor([3, 1])

    got = student.reorder(x, rows, cols)

    check.close(got, x[rows][:, cols])


@pytest.mark.task(3)
def test_two_rows_and_two_columns_make_a_block(student, draw):
    """two rows and two columns give four elements, not two

    zh: 选两行两列得到四个元素，而不是两个
    """
    x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])

    got = student.reorder(x, torch.tensor([2, 0]), torch.tensor([1, 2]))

    check.close(got, torch.tensor([[8.0, 9.0], [2.0, 3.0]]))
    x = draw.randn(3, 3)
    got = student.reorder(x, torch.tensor([2, 0]), torch.tensor([1, 2]))
    check.close(got, x[[2, 0]][:, [1, 2]])


@pytest.mark.task(3)
def test_reorder_leaves_its_arguments_as_they_were(student, draw):
    """reorder leaves x, rows and cols as they were

    zh: reorder 不改动 x、rows 和 cols
    """
    x, turned = draw.randn(2, 2), torch.tensor([1, 0])

    got = check.unchanged(student.reorder, x, turned, turned.clone())

    check.close(got, x.flip(0, 1))


# Task 4: each row in three numbers


@pytest.mark.task(4)
def test_mean_of_each_row(student, draw):
    """the first result of row_stats is the mean of each row, shape (n,)

    zh: row_stats 的第一个结果是每一行的均值，形状 (n,)
    """
    x = draw.uniform(1, 5, 4, 6)

    got = student.row_stats(x)

    check.close(check.items(got, 3)[0], x.double().mean(dim=1).tolist(), atol=1e-6, what="mean")


@pytest.mark.task(4)
def test_standard_deviation_of_each_row(student, draw):
    """the second is the standard deviation of each row, with m - 1 as the divisor

    zh: 第二个结果是每一行的标准差，分母是 m - 1
    """
    x = draw.uniform(1, 5, 4, 6)

    got = student.row_stats(x)

    check.close(check.items(got, 3)[1], x.double().std(dim=1).tolist(), rtol=1e-4, what="std")


@pytest.mark.task(4)
def test_largest_value_of_each_row(student, draw):
    """the third is the largest value of each row, also where all are negative

    zh: 第三个结果是每一行的最大值，全是负数时也一样
    """
    x = draw.uniform(-5, -1, 4, 6)

    got = student.row_stats(x)

    check.close(check.items(got, 3)[2], x.max(dim=1).values.tolist(), atol=1e-6, what="max")


@pytest.mark.task(4)
def test_statistics_of_a_single_row(student, draw):
    """a table of one row gives three results of shape (1,)

    zh: 只有一行的表给出三个形状为 (1,) 的结果
    """
    x = torch.tensor([[2.0, 4.0, 9.0]])

    got = check.items(student.row_stats(x), 3)

    check.close(got[0], [5.0], what="mean")
    check.close(got[1], [3.6055513], what="std")
    check.close(got[2], [9.0], what="max")
    x = draw.randn(1, 4)
    got = check.items(student.row_stats(x), 3)
    for place, (name, right) in enumerate({"mean": x.mean(1), "std": x.std(1), "max": x.amax(1)}.items()):
        check.close(got[place], right.tolist(), what=name)


@pytest.mark.task(4)
def test_row_stats_leaves_x_as_it_was(student, draw):
    """row_stats leaves x as it was

    zh: row_stats 不改动 x
    """
    x = draw.uniform(1, 5, 2, 6)

    got = check.items(check.unchanged(student.row_stats, x), 3)

    check.close(got[0], x.double().mean(dim=1).tolist(), atol=1e-6, what="mean")
    check.close(got[2], x.max(dim=1).values.tolist(), atol=1e-6, what="max")


# Task 5: broadcasting


@pytest.mark.task(5)
def test_every_number_meets_every_other(student, draw):
    """pairwise_sums of 4 and 3 numbers has shape (4, 3), with a[i] + b[j] at [i, j]

    zh: pairwise_sums 由 4 个数和 3 个数得到形状 (4, 3)，[i, j] 处是 a[i] + b[j]
    """
    a, b = draw.uniform(1, 5, 4), draw.uniform(1, 5, 3)

    got = student.pairwise_sums(a, b)

    check.close(got, a.reshape(4, 1) + b.reshape(1, 3), rtol=1e-5, atol=1e-6, dtype=False)


@pytest.mark.task(5)
def test_equal_lengths_still_give_a_table(student, draw):
    """a and b of two numbers each give four sums, one row for each number of a

    zh: a 和 b 各有两个数时得到四个和，a 的每个数占一行
    """
    a, b = torch.tensor([10.0, 20.0]), torch.tensor([3.0, 4.0])

    got = student.pairwise_sums(a, b)

    check.close(got, torch.tensor([[13.0, 14.0], [23.0, 24.0]]), dtype=False, hint=swapped(got, a, b))
    a, b = draw.uniform(10, 20, 2), draw.uniform(1, 2, 2)
    got = student.pairwise_sums(a, b)
    check.close(got, a[:, None] + b, dtype=False, hint=swapped(got, a, b))


@pytest.mark.task(5, points=2)
def test_two_million_numbers_in_a(student, worker, draw):
    """two million numbers in a and three in b take less than five seconds

    zh: a 有两百万个数、b 有三个数时，五秒之内算完
    """
    a, b = draw.uniform(1, 5, 2_000_000), draw.uniform(1, 5, 3)

    got = worker.keep(student.pairwise_sums, a, b)

    check.equal(got.shape, (2_000_000, 3), what="the shape of the result")
    check.close(got[1_234_567], a[1_234_567] + b, rtol=1e-5, dtype=False, what="one row of the result")


@pytest.mark.task(5)
def test_two_million_numbers_in_b(student, worker, draw):
    """three numbers in a and two million in b take less than five seconds

    zh: a 有三个数、b 有两百万个数时，五秒之内算完
    """
    a, b = draw.uniform(1, 5, 3), draw.uniform(1, 5, 2_000_000)

    got = worker.keep(student.pairwise_sums, a, b)

    check.equal(got.shape, (3, 2_000_000), what="the shape of the result")
    check.close(got[2], a[2] + b, rtol=1e-5, dtype=False, what="one row of the result")


@pytest.mark.task(5)
def test_pairwise_sums_leaves_a_and_b_as_they_were(student, draw):
    """pairwise_sums leaves a and b and their shapes as they were

    zh: pairwise_sums 不改动 a 和 b，也不改动它们的形状
    """
    a, b = draw.uniform(1, 5, 2), draw.uniform(1, 5, 3)

    got = check.unchanged(student.pairwise_sums, a, b)

    check.close(got, a.reshape(2, 1) + b, rtol=1e-5, atol=1e-6, dtype=False)


# Task 6: who owns the memory


@pytest.mark.task(6)
def test_shared_view_is_a_tensor_like_the_array(student, draw):
    """shared_view gives a tensor with the shape, dtype and values of the array

    zh: shared_view 给出张量，形状、dtype 和数值都与数组相同
    """
    x = draw.randn(3, 2, dtype=torch.float64)

    got = student.shared_view(x.numpy())

    check.close(got, x)


@pytest.mark.task(6)
def test_a_change_of_the_array_shows_in_the_view(student, worker, draw):
    """after array[0] = 9.0 the shared view begins with 9.0

    zh: 执行 array[0] = 9.0 之后，共享内存的张量也以 9.0 开头
    """
    x = draw.uniform(1, 4, 3, dtype=torch.float64)
    array = worker.put(x.numpy())
    shared = worker.keep(student.shared_view, array)

    array[0] = 9.0

    check.close(shared.fetch(), torch.tensor([9.0, *x[1:].tolist()], dtype=torch.float64))


@pytest.mark.task(6)
def test_shared_view_of_whole_numbers(student, worker, draw):
    """the shared view of an int64 array is an int64 tensor on the same memory

    zh: int64 数组的共享张量还是 int64，用的是同一块内存
    """
    x = draw.randint(1, 99, (3,))
    array = worker.put(x.numpy())

    shared = worker.keep(student.shared_view, array)

    check.equal(shared.fetch(), x)
    check.view(shared, array)


@pytest.mark.task(6)
def test_copy_is_a_tensor_with_the_values(student, draw):
    """independent_copy gives a tensor with the shape, dtype and values of the array

    zh: independent_copy 给出张量，形状、dtype 和数值都与数组相同
    """
    x = draw.randn(3, 2, dtype=torch.float64)

    got = student.independent_copy(x.numpy())

    check.close(got, x, rtol=1e-5, atol=1e-6)


@pytest.mark.task(6)
def test_a_change_of_the_array_spares_the_copy(student, worker, draw):
    """after array[0] = 9.3 the copy of a float32 array is what it was

    zh: 执行 array[0] = 9.3 之后，float32 数组的副本还是原样
    """
    x = draw.uniform(1, 4, 3)
    array = worker.put(x.numpy())
    copied = worker.keep(student.independent_copy, array)

    array[0] = 9.3

    check.close(copied.fetch(), x, dtype=False)


@pytest.mark.task(6)
def test_a_change_of_the_copy_spares_the_array(student, worker, draw):
    """a change of the copy does not reach the array

    zh: 改动副本不会影响数组
    """
    x = draw.randn(3, dtype=torch.float64)
    array = worker.put(x.numpy())
    copied = worker.keep(student.independent_copy, array)

    copied[0] = 9.3

    check.close(array.fetch(), x.numpy(), what="array")
    check.close(copied.fetch(), [9.3, *x[1:].tolist()], rtol=1e-5, atol=1e-6, what="the copy")
    check.copy(copied, array)


def entry(got, key):
    """What describe says under `key`; its answer must be a dict that has the key."""
    check.that(isinstance(got, dict), "describe does not return a dict")
    check.that(key in got, check.text("the dict has no key {key}", key=repr(key)))
    return got[key]


def swapped(got, a, b):
    """A sentence where the sums are right but the rows belong to b."""
    if isinstance(got, torch.Tensor) and got.dtype == a.dtype and torch.equal(got, a + b[:, None]):
        return "Your rows belong to the numbers of b. Row i is for a[i]."
    return ""
