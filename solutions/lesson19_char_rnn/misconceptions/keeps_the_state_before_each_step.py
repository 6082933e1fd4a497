"""Believes that states are what the steps begin with.

expect: test_states_after_each_step, test_run_begins_with_the_given_state, test_run_leaves_its_arguments,
    test_model_does_not_look_ahead
says: Your states[:, t] is the state before step t. The first to be kept is the one after xs[:, 0].
says_zh: 你的 states[:, t] 是第 t 步之前的状态。第一个要保存的，是读过 xs[:, 0] 之后的状态。
"""


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    states = []
    for x in xs.unbind(dim=1):
        states.append(h)
        h = rnn_cell(x, h, Wx, Wh, b)
    return torch.stack(states, dim=1), h
