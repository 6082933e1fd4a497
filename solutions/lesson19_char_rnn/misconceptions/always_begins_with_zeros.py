"""Believes that a sequence begins with an empty memory.

expect: test_states_after_each_step, test_last_is_the_state_at_the_end, test_run_begins_with_the_given_state,
    test_run_leaves_its_arguments, test_model_goes_on_from_a_state, test_model_begins_with_zeros
says: You begin with zeros and leave the argument h aside. Whoever reads a text in two parts hands the state of the first over to the second.
says_zh: 你总从零开始，没有用参数 h。文本分两次读时，要把前一半的状态交给后一半。
"""


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    h = torch.zeros_like(h)
    states = []
    for x in xs.unbind(dim=1):
        h = rnn_cell(x, h, Wx, Wh, b)
        states.append(h)
    return torch.stack(states, dim=1), h
