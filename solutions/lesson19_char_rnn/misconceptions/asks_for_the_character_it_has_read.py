"""Believes that a model of a text has to repeat the text.

expect: test_targets_are_the_next_characters, test_train_keeps_the_order_of_a_text,
    test_words_of_an_unknown_language_are_learned
says: Your targets are the inputs. A network that sees a character and is asked for the same one learns to copy; ask for the one that follows.
says_zh: 你的目标就是输入。看到一个字符，又问它同一个字符，网络学会的只是抄写；要问的是下一个字符。
"""


def windows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    m = (len(ids) - 1) // length
    inputs = ids[: m * length].reshape(m, length)
    return inputs, inputs
