"""Believes that each file is prepared by itself.

expect: test_no_passenger_counts_for_another
says: Your predict fits a new Preparation to the file that it is asked about. An answer then depends on who else is in the file; keep the one from fit and only transform.
says_zh: 你的 predict 用要预测的文件重新 fit 了 Preparation。这样，预测就取决于文件里还有谁；应当保留 fit 时的那一个，只做 transform。
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
            return (self.net(Preparation().fit(raw).transform(raw))[:, 0] >= 0).long()
