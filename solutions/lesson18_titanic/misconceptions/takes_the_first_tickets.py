"""Believes that a seed matters only where something is trained.

expect: test_other_seed_other_parts
says: You always take the first tickets of the file for the test part, whatever the seed. Files are often sorted; draw the tickets with a generator that the seed has set.
says_zh: 不管种子是什么，你总把文件里最前面的票划给测试部分。文件往往排过序；要用由种子设定的生成器来抽。
"""


def split_by_ticket(tickets: Sequence[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    rows_of: dict[str, list[int]] = {}
    for row, ticket in enumerate(tickets):
        rows_of.setdefault(ticket, []).append(row)
    test: list[int] = []
    for rows in rows_of.values():
        if len(test) < len(tickets) * test_fraction:
            test += rows
    return torch.tensor(sorted(set(range(len(tickets))) - set(test))), torch.tensor(test)
