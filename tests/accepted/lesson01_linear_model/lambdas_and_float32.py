"""Lambdas instead of functions, float32 everywhere, results as NumPy float32."""

import functools

import numpy as np

f32 = functools.partial(np.asarray, dtype=np.float32)

forward = lambda x, w: f32(x) * f32(w)
loss = lambda x, y, w: np.float32((forward(x, w) - f32(y)) ** 2)
mse = lambda xs, ys, w: ((forward(xs, w) - f32(ys)) ** 2).mean()
forward_with_bias = lambda x, w, b: f32(x) * f32(w) + f32(b)


def grid_search(xs, ys, ws):
    losses = np.fromiter((mse(xs, ys, w) for w in ws), dtype=np.float32)
    return f32(ws)[losses.argmin()], losses


def loss_surface(xs, ys, ws, bs):
    xs, ys, ws, bs = f32(xs), f32(ys), f32(ws), f32(bs)
    lines = ws[None, :, None] * xs + bs[:, None, None]
    return np.mean((lines - ys) ** 2, axis=2)
