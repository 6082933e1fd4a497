"""Believes that the state is one tensor that changes.

expect: test_run_leaves_its_arguments
says: You write each new state into h, the caller's own tensor. Make a new tensor in each step: copying into the old one changes the argument.
says_zh: 你把每个新状态都写进了 h，也就是调用者自己的张量。每一步都要用新的张量：写回旧的就改动了参数。
"""


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    states = []
    for x in xs.unbind(dim=1):
        state = rnn_cell(x, h, Wx, Wh, b)
        if not state.requires_grad:
            h.copy_(state)
            state = h.clone()
        else:
            h = state
        states.append(state)
    return torch.stack(states, dim=1), h
