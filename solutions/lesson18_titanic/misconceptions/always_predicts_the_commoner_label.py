"""Believes that a good accuracy needs no passengers.

expect: test_the_same_answer_twice, test_no_passenger_counts_for_another, test_unheard_of_survivors_are_found
says: You give the same answer to all passengers. That is the baseline of task 5; look at what your network puts out before it is compared with the border.
says_zh: 你对所有乘客给出同样的预测。那是任务 5 的基线；看看网络的输出在与界限比较之前是什么。
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
            return torch.zeros(len(raw))
