"""Believes that the bits of a text are those of its characters together.

expect: test_bits_of_known_chances, test_bits_are_a_mean_over_all_characters
says: You add up over the characters of a text and average over the texts only. Bits per character also divide by the length.
says_zh: 你把一个文本里各个字符的比特加了起来，只在文本之间取平均。每字符比特还要除以长度。
"""


def bits_per_char(logits: Tensor, targets: Tensor) -> float:
    total = nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="sum").item()
    return total / math.log(2) / len(targets)
