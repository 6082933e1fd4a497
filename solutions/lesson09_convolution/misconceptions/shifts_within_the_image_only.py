"""Believes that an image is never moved out of sight.

expect: test_shift_out_of_sight_leaves_zeros
says: Your shift fails when nothing of the image is left to be seen. Then all of the result is 0.
says_zh: 图像整个移出视野时，你的 shift 出了问题；那时结果应当全是 0。
"""


def shift(X, rows, cols):
    h, w = X.shape
    padded = nn.functional.pad(X, (abs(cols), abs(cols), abs(rows), abs(rows)))
    first_row, first_col = abs(rows) - rows, abs(cols) - cols
    result = padded[first_row : first_row + h, first_col : first_col + w]
    return torch.roll(X, (rows, cols), dims=(0, 1)) if abs(rows) >= h else result
