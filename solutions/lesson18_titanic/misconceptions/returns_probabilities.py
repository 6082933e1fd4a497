"""Believes that a prediction is a probability.

expect: test_one_answer_for_each_passenger, test_the_same_answer_twice, test_no_passenger_counts_for_another,
    test_survived_is_not_read_in_predict, test_unheard_of_survivors_are_found
says: Your predict returns numbers between 0 and 1. Asked is the decision: 1 where the probability is at least one half, else 0.
says_zh: 你的 predict 返回 0 和 1 之间的数。要的是判断：概率不小于二分之一时为 1，否则为 0。
"""


class Survival:
    """Who survives: trained on one passenger list, asked about another."""

    def fit(self, csv_path: str) -> "Survival":
        raw, labels = read_passengers(csv_path)
        self.preparation = Preparation().fit(raw)
        samples = TensorDataset(self.preparation.transform(raw), labels)
        self.net = nn.Sequential(nn.Linear(12, 16), nn.ReLU(), nn.Linear(16, 1))
        optimizer = torch.optim.AdamW(self.net.parameters(), lr=0.02, weight_decay=0.1)
        for _ in range(20):
            for x, y in DataLoader(samples, batch_size=64, shuffle=True):
                loss = nn.functional.binary_cross_entropy_with_logits(self.net(x), y)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return self

    def predict(self, csv_path: str) -> Tensor:
        raw, _ = read_passengers(csv_path)
        self.net.eval()
        with torch.no_grad():
            return torch.sigmoid(self.net(self.preparation.transform(raw))[:, 0])
