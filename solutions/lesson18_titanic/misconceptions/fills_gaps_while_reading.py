"""Believes that a gap should be closed as soon as it is seen.

expect: test_an_empty_field_is_nan
says: You fill an empty field while reading. Then nobody later can tell a guess from a value, and the guess comes from passengers who may belong to the test part.
says_zh: 你在读文件时就把空字段填上了。之后谁也分不清哪些是猜的；而且猜测用到的乘客可能属于测试部分。
"""


def to_number(name: str, field: str) -> float:
    if not field:
        return 0.0
    return CODES[name][field] if name in CODES else float(field)
