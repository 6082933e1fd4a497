"""A notebook exported to one file: Chinese comments, prints, plots and trials at the top level, a changed seed and dtype print options."""

# %%
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

torch.manual_seed(42)
np.random.seed(42)
torch.set_printoptions(precision=2)
print("torch 版本：", torch.__version__)

# %% 任务 1


def from_values(values):
    # 先变成张量，再转成 float32
    return torch.tensor(values).to(torch.float32)


def describe(x):
    return {
        "shape": tuple(x.shape),
        "dtype": str(x.dtype),
        "ndim": torch.tensor(x.ndim),  # 0 维张量也算一个数
        "size": torch.tensor(x.numel()),
    }


t = from_values([[1, 2, 3], [4, 5, 6]])
print(describe(t))

# %% 任务 2


def to_column(x):
    return x.view(-1, 1)


def add_batch(x):
    return x.reshape(1, *x.shape)


def drop_ones(x):
    形状 = [n for n in x.shape if n > 1]
    return x.reshape(形状)


print(to_column(torch.arange(3)), add_batch(t).shape, drop_ones(add_batch(t)).shape)

# %% 任务 3


def reorder(x, rows, cols):
    # 先选行，再选列
    选好的行 = torch.index_select(x, 0, rows)
    return torch.index_select(选好的行, 1, cols)


print(reorder(t, torch.tensor([1, 0]), torch.tensor([2, 2])))

# %% 任务 4


def row_stats(x):
    均值 = torch.mean(x, 1)
    标准差 = torch.std(x, 1, unbiased=True)
    最大值, 位置 = torch.max(x, 1)
    return 均值, 标准差, 最大值


print(row_stats(t))

# %% 任务 5


def pairwise_sums(a, b):
    列, 行 = torch.meshgrid(a, b, indexing="ij")
    return 列 + 行


plt.imshow(pairwise_sums(torch.arange(5.0), torch.arange(4.0)))
plt.colorbar()
plt.title("a[i] + b[j]")

# %% 任务 6


def shared_view(array):
    return torch.from_numpy(array)


def independent_copy(array):
    return torch.tensor(array.tolist(), dtype=torch.from_numpy(array).dtype)  # 列表里是 Python 数，所以一定是新的内存


数组 = np.arange(3.0)
甲, 乙 = shared_view(数组), independent_copy(数组)
数组[0] = 100
print(甲, 乙)
