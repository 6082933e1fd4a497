"""Believes that backward trains the network.

expect: test_unheard_of_survivors_are_found
says: Your loop never calls optimizer.step(): backward only computes gradients. The network that answers is the one that it was made as.
says_zh: 你的循环没有调用 optimizer.step()：backward 只计算梯度。回答问题的网络还是刚建好时的样子。
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
        return self

    def predict(self, csv_path: str) -> Tensor:
        raw, _ = read_passengers(csv_path)
        self.net.eval()
        with torch.no_grad():
            return (self.net(self.preparation.transform(raw))[:, 0] >= 0).long()
