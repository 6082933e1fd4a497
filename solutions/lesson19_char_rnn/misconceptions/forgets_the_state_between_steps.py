"""Believes that each step begins with the state that it was given first.

expect: test_states_after_each_step, test_last_is_the_state_at_the_end, test_run_begins_with_the_given_state,
    test_run_leaves_its_arguments, test_model_remembers, test_model_goes_on_from_a_state,
    test_words_of_an_unknown_language_are_learned
says: In your loop every step begins with the same h. The state that a step returns has to go into the next one: that is the memory.
says_zh: 你的循环里，每一步都从同一个 h 开始。一步返回的状态要交给下一步，那才是记忆。
"""


def run_rnn(xs: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    states = [rnn_cell(x, h, Wx, Wh, b) for x in xs.unbind(dim=1)]
    return torch.stack(states, dim=1), states[-1]
