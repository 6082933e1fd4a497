"""A notebook pasted into one file: data and prints at the top level, meshgrid, an open figure, a seed changed."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

np.random.seed(0)
torch.manual_seed(0)

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]


# In [1]
def forward(x, w):
    return x * w


def loss(x, y, w):
    y_pred = forward(x, w)
    return (y_pred - y) ** 2


# In [2]
w_list = []
mse_list = []
for w in np.arange(0.0, 4.1, 0.1):
    l_sum = 0
    for x_val, y_val in zip(x_data, y_data):
        l_sum += loss(x_val, y_val, w)
    w_list.append(w)
    mse_list.append(l_sum / len(x_data))
print("best w so far:", w_list[int(np.argmin(mse_list))])
plt.plot(w_list, mse_list)
plt.xlabel("w")
plt.ylabel("loss")


# In [3]
def mse(xs, ys, w):
    l_sum = 0
    for x_val, y_val in zip(xs, ys):
        l_sum = l_sum + loss(x_val, y_val, w)
    return l_sum / len(xs)


def grid_search(xs, ys, ws):
    losses = np.array([float(mse(xs, ys, w)) for w in ws])
    return float(ws[int(np.argmin(losses))]), losses


# In [4]
def forward_with_bias(x, w, b):
    return x * w + b


def loss_surface(xs, ys, ws, bs):
    xs, ys, ws, bs = np.asarray(xs), np.asarray(ys), np.asarray(ws), np.asarray(bs)
    w, b = np.meshgrid(ws, bs)
    l_sum = 0
    for x_val, y_val in zip(xs, ys):
        y_pred = forward_with_bias(x_val, w, b)
        l_sum += (y_pred - y_val) ** 2
    return l_sum / len(xs)


# In [5]
W, B = np.meshgrid(np.arange(0.0, 4.1, 0.1), np.arange(-2.0, 2.1, 0.1))
Z = loss_surface(np.array(x_data), np.array(y_data), np.arange(0.0, 4.1, 0.1), np.arange(-2.0, 2.1, 0.1))
fig = plt.figure()
ax = fig.add_subplot(projection="3d")
ax.plot_surface(W, B, Z)
print("smallest loss on the surface:", Z.min())
