"""Believes that any numbering of the ports will do.

expect: test_seven_columns_in_their_order, test_columns_are_found_by_name, test_an_empty_field_is_nan,
    test_a_list_without_survived
says: You number the ports C, Q, S, as an encoder that sorts them does. The handout fixes S 0, C 1, Q 2, so that the same number means the same port everywhere.
says_zh: 你把港口按字母 C、Q、S 编号，就像会排序的编码器那样。讲义规定 S 0、C 1、Q 2，好让同一个数到处表示同一个港口。
"""

CODES = {"Sex": {"male": 0.0, "female": 1.0}, "Embarked": {"C": 0.0, "Q": 1.0, "S": 2.0}}
