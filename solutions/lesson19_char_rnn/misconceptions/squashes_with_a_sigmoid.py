"""Believes that every gate to a state is a sigmoid.

expect: test_cell_is_tanh_of_the_sum, test_cell_with_as_many_inputs_as_states, test_states_after_each_step,
    test_last_is_the_state_at_the_end, test_run_begins_with_the_given_state, test_run_leaves_its_arguments
says: Your states lie between 0 and 1: that is a sigmoid. The cell of this lesson uses tanh, whose values lie around 0.
says_zh: 你的状态都在 0 和 1 之间：那是 S 形函数。本课的单元用 tanh，它的值在 0 的两侧。
"""


def rnn_cell(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> Tensor:
    return torch.sigmoid(x @ Wx + h @ Wh + b)
