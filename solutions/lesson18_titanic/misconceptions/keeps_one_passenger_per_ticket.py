"""Believes that a ticket is one passenger.

expect: test_each_passenger_is_in_one_part, test_the_test_part_has_its_share
says: You keep one row number per ticket, the last one, so the others who travel on it are in neither part. A ticket can have several rows: collect them in a list.
says_zh: 你每张票只留一个行号（最后一个），同票的其他人哪一部分都不在。一张票可以有好几行：用列表收集。
"""


def split_by_ticket(tickets: Sequence[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    rows_of = {ticket: row for row, ticket in enumerate(tickets)}
    groups = list(rows_of.values())
    order = torch.randperm(len(groups), generator=torch.Generator().manual_seed(seed)).tolist()
    n_test = round(len(groups) * test_fraction)
    return torch.tensor([groups[p] for p in order[n_test:]]), torch.tensor([groups[p] for p in order[:n_test]])
