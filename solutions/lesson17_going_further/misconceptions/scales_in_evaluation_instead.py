"""Knows dropout from the first paper: scale at test time.

expect: test_dropout_in_evaluation_changes_nothing, test_survivors_are_divided_by_one_minus_p,
    test_dropout_leaves_x_as_it_was
says: You left the survivors as they are and scaled in evaluation. That is how dropout was first described; inverted dropout does its sums in training, so that evaluation has nothing to do.
says_zh: 你让留下的数保持原样，到评估时才缩放。最早的论文确实是这样写的；而反向随机失活 在训练时就缩放好，评估时什么也不用做。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x * (1 - p)
    if p == 1:
        return torch.zeros_like(x)
    kept = torch.rand(x.shape, generator=generator) >= p
    return x * kept
