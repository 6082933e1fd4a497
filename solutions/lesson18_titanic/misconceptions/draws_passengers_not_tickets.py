"""Believes that a split of rows at random is always a fair one.

expect: test_a_ticket_is_not_divided
says: You draw passengers one by one, so families are torn apart: who shares a ticket shares a fare, and mostly a fate. The test part then holds people whom the training part knows.
says_zh: 你逐个抽乘客，一家人就被拆开了：同一张票的人票价相同，命运也大多相同。这样测试部分里的人，训练部分其实认识。
"""


def split_by_ticket(tickets: Sequence[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    rows = torch.randperm(len(tickets), generator=torch.Generator().manual_seed(seed))
    n_test = round(len(tickets) * test_fraction)
    return rows[n_test:], rows[:n_test]
