"""No pandas, no NumPy, few tensors: dicts and loops, plain SGD on single batches."""

import csv
import random
import statistics

import torch

COLUMNS = ("Pclass", "Sex", "Age", "SibSp", "Parch", "Fare", "Embarked")
NAN = float("nan")


def read_passengers(path):
    raw, labels = [], []
    with open(path, newline="") as f:
        reader = csv.reader(f)
        place = {name: i for i, name in enumerate(next(reader))}
        for fields in reader:
            row = []
            for name in COLUMNS:
                text = fields[place[name]]
                if text == "":
                    row.append(NAN)
                elif name == "Sex":
                    row.append(1.0 if text == "female" else 0.0)
                elif name == "Embarked":
                    row.append(float("SCQ".index(text)))
                else:
                    row.append(float(text))
            raw.append(row)
            if "Survived" in place:
                labels.append([float(fields[place["Survived"]])])
    return torch.tensor(raw), torch.tensor(labels) if labels else None


def split_by_ticket(tickets, test_fraction, seed):
    names = sorted(set(tickets))
    random.Random(seed).shuffle(names)
    in_test, count = set(), 0
    for name in names:
        size = sum(t == name for t in tickets)
        if count + size <= len(tickets) * test_fraction or not in_test:
            in_test.add(name)
            count += size
    train = [i for i, t in enumerate(tickets) if t not in in_test]
    test = [i for i, t in enumerate(tickets) if t in in_test]
    return torch.tensor(train), torch.tensor(test)


class Preparation:
    def fit(self, raw):
        self.stats = []
        for j in range(2, 6):
            column = raw[:, j].tolist()
            known = [v for v in column if v == v]
            median = statistics.median(known)
            filled = [v if v == v else median for v in column]
            self.stats.append((median, statistics.fmean(filled), statistics.pstdev(filled) or 1.0))
        return self

    def transform(self, raw):
        rows = []
        for pclass, sex, *numbers, port in raw.tolist():
            row = []
            for value, (median, mean, std) in zip(numbers, self.stats):
                row.append(((value if value == value else median) - mean) / std)
            row.append(0.0 if numbers[0] == numbers[0] else 1.0)
            row.append(sex)
            row += [1.0 if pclass == k else 0.0 for k in (1, 2, 3)]
            row += [1.0 if port == k else 0.0 for k in (0, 1, 2)]
            rows.append(row)
        return torch.tensor(rows)


class Survival:
    def fit(self, csv_path):
        raw, y = read_passengers(csv_path)
        self.prep = Preparation().fit(raw)
        x = self.prep.transform(raw)
        self.w = torch.zeros(12, 1, requires_grad=True)
        self.b = torch.zeros(1, requires_grad=True)
        for epoch in range(300):
            z = x @ self.w + self.b
            loss = (torch.log1p(torch.exp(-z.abs())) + z.clamp(min=0) - y * z).mean()
            loss.backward()
            with torch.no_grad():
                for p in (self.w, self.b):
                    p -= 0.5 * p.grad
                    p.grad = None
        return self

    def predict(self, csv_path):
        x = self.prep.transform(read_passengers(csv_path)[0])
        return torch.tensor([1 if float(z) > 0 else 0 for z in (x @ self.w + self.b).detach()])


def baseline_accuracy(train_labels, test_labels):
    train, test = train_labels.flatten().tolist(), test_labels.flatten().tolist()
    guess = 1 if train.count(1) > train.count(0) else 0
    return test.count(guess) / len(test)


def accuracy_with_error(predictions, labels):
    p, y = predictions.flatten().tolist(), labels.flatten().tolist()
    a = sum(int(i) == int(j) for i, j in zip(p, y)) / len(y)
    return a, (a * (1 - a) / len(y)) ** 0.5
