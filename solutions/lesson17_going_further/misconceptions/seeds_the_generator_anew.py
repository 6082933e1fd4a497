"""Believes that a generator must be seeded before each use.

expect: test_each_number_is_dropped_by_itself, test_dropout_draws_from_the_generator
says: You seed the generator again in each call, so every call drops the same places. Whoever made the generator has seeded it; draw from it as it comes.
says_zh: 你每次调用都重新给生成器设种子，于是每次丢弃的位置都一样。生成器由调用者设好了种子，直接用它来抽就行。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Inverted dropout."""
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    generator.manual_seed(0)
    kept = torch.rand(x.shape, generator=generator) >= p
    return x * kept / (1 - p)
