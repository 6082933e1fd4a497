"""Believes that the seed of the program is enough.

expect: test_same_seed_same_parts, test_other_seed_other_parts
says: You draw from the global generator and leave the argument seed aside, so the parts depend on the random numbers that were used before. A torch.Generator with that seed draws the same tickets each time.
says_zh: 你用的是全局生成器，没有用参数 seed，于是划分取决于之前产生过什么随机数。用这个种子建一个 torch.Generator，每次抽到的票就相同。
"""


def split_by_ticket(tickets: Sequence[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    rows_of: dict[str, list[int]] = {}
    for row, ticket in enumerate(tickets):
        rows_of.setdefault(ticket, []).append(row)
    groups = list(rows_of.values())
    test: list[int] = []
    for place in torch.randperm(len(groups)).tolist():
        if len(test) < len(tickets) * test_fraction:
            test += groups[place]
    return torch.tensor(sorted(set(range(len(tickets))) - set(test))), torch.tensor(test)
