"""Believes that every column of the training file may be a feature.

expect: test_one_answer_for_each_passenger, test_the_same_answer_twice, test_no_passenger_counts_for_another,
    test_survived_is_not_read_in_predict, test_unheard_of_survivors_are_found
says: Survived is one of your features. In training it tells everything, so the network learns nothing else; a file without the column stops your predict.
says_zh: 你把 Survived 也当作特征。训练时它说出了一切，网络就不学别的；文件里没有这一列时，你的 predict 就停了。
"""


class Survival:
    """Who survives: trained on one passenger list, asked about another."""

    def fit(self, csv_path: str) -> "Survival":
        raw, labels = read_passengers(csv_path)
        self.preparation = Preparation().fit(raw)
        samples = TensorDataset(torch.cat([self.preparation.transform(raw), labels], dim=1), labels)
        self.net = nn.Sequential(nn.Linear(13, 16), nn.ReLU(), nn.Linear(16, 1))
        optimizer = torch.optim.AdamW(self.net.parameters(), lr=0.02, weight_decay=0.1)
        for _ in range(20):
            for x, y in DataLoader(samples, batch_size=64, shuffle=True):
                loss = nn.functional.binary_cross_entropy_with_logits(self.net(x), y)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        return self

    def predict(self, csv_path: str) -> Tensor:
        raw, labels = read_passengers(csv_path)
        self.net.eval()
        with torch.no_grad():
            return (self.net(torch.cat([self.preparation.transform(raw), labels], dim=1))[:, 0] >= 0).long()
