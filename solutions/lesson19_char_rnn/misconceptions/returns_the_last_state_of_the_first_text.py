"""Believes that the first dimension of states is time.

expect: test_last_is_the_state_at_the_end, test_run_begins_with_the_given_state, test_model_shapes,
    test_model_goes_on_from_a_state
says: You take the last state along the first dimension, which is the batch: states[-1] has all steps of the last text. Time is dimension 1.
says_zh: 你沿第一维取最后的状态，而第一维是批量：states[-1] 是最后一个文本的所有步。时间是第 1 维。
"""


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    states = []
    for x in xs.unbind(dim=1):
        h = rnn_cell(x, h, Wx, Wh, b)
        states.append(h)
    both = torch.stack(states, dim=1)
    return both, both[-1]
