"""Believes that cross_entropy counts bits.

expect: test_bits_of_known_chances, test_bits_are_a_mean_over_all_characters
says: Your number is in nats: cross_entropy uses the natural logarithm. One nat is 1 / log(2) bits, about 1.44.
says_zh: 你的数以奈特为单位：cross_entropy 用的是自然对数。一奈特等于 1 / log(2) 比特，约 1.44。
"""


def bits_per_char(logits: Tensor, targets: Tensor) -> float:
    return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten()).item()
