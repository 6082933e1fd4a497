"""A notebook saved as a script: prints, plots and small experiments between the functions, at the top level."""

# %% [markdown]
# # Lesson 09

# %%
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
print("torch", torch.__version__)


# %%
def corr2d(X, K):
    return torch.einsum("ijab,ab->ij", X.unfold(0, K.size(0), 1).unfold(1, K.size(1), 1), K)


X = torch.ones((6, 8))
X[:, 2:6] = 0
K = torch.tensor([[1.0, -1.0]])
Y = corr2d(X, K)
print(Y)

# %%
fig, axes = plt.subplots(1, 2)
axes[0].imshow(X, cmap="gray")
axes[1].imshow(Y, cmap="gray")
plt.show()


# %%
class Conv2D(nn.Module):
    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return corr2d(x, self.weight) + self.bias


print(Conv2D((1, 2))(X).shape)


# %%
def pad2d(X, p):
    ph, pw = (p, p) if type(p) is int else p
    out = X.new_zeros((X.shape[0] + 2 * ph, X.shape[1] + 2 * pw))
    out[ph : ph + X.shape[0], pw : pw + X.shape[1]] = X
    return out


def output_size(w, f, p=0, s=1):
    return divmod(w + 2 * p - f, s)[0] + 1


def corr2d_strided(X, K, padding=0, stride=1):
    sh, sw = (stride, stride) if type(stride) is int else stride
    return corr2d(pad2d(X, padding), K)[::sh, ::sw]


print([output_size(28, 5, p) for p in range(3)])


# %%
def corr2d_multi_in(X, K):
    return torch.stack([corr2d(x, k) for x, k in zip(X, K)]).sum(dim=0)


def corr2d_multi_in_out(X, K):
    return torch.cat([corr2d_multi_in(X, k).unsqueeze(0) for k in K])


# %%
def pool2d(X, pool_size, mode="max", padding=0, stride=None):
    ph, pw = (padding, padding) if type(padding) is int else padding
    sh, sw = (1, 1) if stride is None else (stride, stride) if type(stride) is int else stride
    fill = -float("inf") if mode == "max" else 0.0
    P = torch.full((X.shape[0] + 2 * ph, X.shape[1] + 2 * pw), fill, dtype=X.dtype)
    P[ph : ph + X.shape[0], pw : pw + X.shape[1]] = X
    rows = range(0, P.shape[0] - pool_size[0] + 1, sh)
    columns = range(0, P.shape[1] - pool_size[1] + 1, sw)
    out = torch.empty(len(rows), len(columns), dtype=X.dtype)
    for i, r in enumerate(rows):
        for j, c in enumerate(columns):
            window = P[r : r + pool_size[0], c : c + pool_size[1]]
            out[i, j] = window.max() if mode == "max" else window.mean()
    return out


# %%
def learn_kernel(X, Y, kernel_size, lr, steps):
    X, Y = X.reshape(1, 1, *X.shape), Y.reshape(1, 1, *Y.shape)
    conv2d = nn.Conv2d(1, 1, kernel_size=kernel_size, bias=False)
    for i in range(steps):
        l = (conv2d(X) - Y) ** 2
        conv2d.zero_grad()
        l.sum().backward()
        conv2d.weight.data[:] -= lr * conv2d.weight.grad
        if (i + 1) % 50 == 0:
            print(f"epoch {i + 1}, loss {l.sum():.3f}")
    return conv2d.weight.data.reshape(kernel_size)


print(learn_kernel(X, Y, (1, 2), 0.03, 20))


# %%
def digit_seven_features(image):
    k = torch.tensor([[1.0, 0.0, -1.0]] * 3).reshape(1, 1, 3, 3)
    image = image.reshape(1, 1, *image.shape)
    vertical = F.relu(F.conv2d(image, k, padding="same"))
    horizontal = F.relu(F.conv2d(image, k.transpose(2, 3), padding="same"))
    return vertical.squeeze(), horizontal.squeeze()


seven = torch.zeros(6, 6)
seven[1, 1:5] = 1
for m in digit_seven_features(seven):
    plt.figure()
    plt.imshow(m)
plt.show()


def digit_seven_scores(image, weight, bias):
    values = []
    for m in digit_seven_features(image):
        for i in range(0, m.shape[0], 2):
            for j in range(0, m.shape[1], 2):
                values.append(float(m[i : i + 2, j : j + 2].max()))
    z = weight @ torch.tensor(values) + bias
    e = torch.exp(z - z.max())
    return e / e.sum()


def shift(X, rows, cols):
    result = torch.zeros_like(X)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            a, b = i - rows, j - cols
            if 0 <= a < X.shape[0] and 0 <= b < X.shape[1]:
                result[i, j] = X[a, b]
    return result


def shift_gap(f, X, rows, cols):
    difference = f(shift(X, rows, cols)) - shift(f(X), rows, cols)
    return max(abs(v) for v in difference.flatten().tolist())


def average_by_convolution(X, size):
    K = torch.zeros(size, size, dtype=X.dtype)
    for i in range(size):
        for j in range(size):
            K[i, j] = 1 / (size * size)
    return corr2d_strided(X, K, 0, size)
