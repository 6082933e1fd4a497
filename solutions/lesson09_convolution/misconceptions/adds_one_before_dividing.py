"""Believes that the places at stride 1 are counted first and then divided by the stride.

expect: test_output_size_leaves_out_a_step_that_does_not_fit, test_output_size_with_padding_and_stride
says: The first window is missing from your count where the stride does not divide what is left, as if 1 were added before dividing. The first window is always there; only the steps after it are divided.
says_zh: 步幅除不尽时，你的个数里少了第一个窗口，就像在除以步幅之前加了 1。第一个窗口总是在的，要除以步幅的只是它后面的步数。
"""


def output_size(w: int, f: int, p: int = 0, s: int = 1) -> int:
    """floor((w + 2p - f) / s) + 1."""
    return (w + 2 * p - f + 1) // s
