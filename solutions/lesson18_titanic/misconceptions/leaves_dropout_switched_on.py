"""Believes that dropout knows by itself when training is over.

expect: test_the_same_answer_twice, test_no_passenger_counts_for_another, test_survived_is_not_read_in_predict
says: Your answers to the same file change: dropout is still on in predict. Call eval() before you ask the network.
says_zh: 对同一个文件，你的预测会变：predict 时 dropout 还开着。问网络之前先调用 eval()。
"""


class Survival:
    """Who survives: trained on one passenger list, asked about another."""

    def fit(self, csv_path: str) -> "Survival":
        raw, labels = read_passengers(csv_path)
        self.preparation = Preparation().fit(raw)
        samples = TensorDataset(self.preparation.transform(raw), labels)
        self.net = nn.Sequential(nn.Linear(12, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 1))
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
        self.net.train()
        with torch.no_grad():
            return (self.net(self.preparation.transform(raw))[:, 0] >= 0).long()
