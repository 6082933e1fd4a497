"""Believes that weights always lie as nn.Linear has them.

expect: test_cell_is_tanh_of_the_sum, test_cell_with_as_many_inputs_as_states, test_states_after_each_step,
    test_last_is_the_state_at_the_end, test_run_begins_with_the_given_state, test_run_leaves_its_arguments
says: You multiply with the transposed weights, as nn.Linear stores them. Here Wx has the shape (d, k): x @ Wx.
says_zh: 你乘的是转置的权重，那是 nn.Linear 的存法。这里 Wx 的形状是 (d, k)：x @ Wx。
"""


def rnn_cell(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> Tensor:
    return torch.tanh(x @ Wx + h @ Wh.T + b)
