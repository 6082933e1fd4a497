"""Believes that an encoder knows which number belongs to which word.

expect: test_titanic_features_in_the_order_asked_for, test_titanic_columns_in_another_order,
    test_titanic_commas_within_quotes, test_titanic_female_is_one
says: You numbered the words in alphabetical order, as an encoder does that is told nothing else. The handout says which of the two is 0.
says_zh: 你按字母顺序给单词编号，编码器在没有指定时也是这样做的。哪一个是 0，讲义里写明了。
"""


def to_number(field: str) -> float:
    """A field of the passenger list as a number; an empty one is NaN."""
    sexes = {"female": 0.0, "male": 1.0, "": float("nan")}
    return sexes[field] if field in sexes else float(field)
