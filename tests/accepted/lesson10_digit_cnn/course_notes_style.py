"""As in the course notes: conv 10 and 20, view(-1, 320), functional dropout with training=, a global criterion, a DataLoader."""

import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

batch_size = 64
criterion = torch.nn.NLLLoss()


class DigitRecognizer(torch.nn.Module):
    def __init__(self):
        super(DigitRecognizer, self).__init__()
        self.conv1 = torch.nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = torch.nn.Conv2d(10, 20, kernel_size=5)
        self.conv2_drop = torch.nn.Dropout2d()
        self.fc1 = torch.nn.Linear(320, 50)
        self.fc2 = torch.nn.Linear(50, 10)

    def forward(self, x):
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.relu(F.max_pool2d(self.conv2_drop(self.conv2(x)), 2))
        x = x.view(-1, 320)
        x = F.relu(self.fc1(x))
        x = F.dropout(x, training=self.training)
        x = self.fc2(x)
        return F.log_softmax(x, dim=1)


def train(net, images, labels, epochs, batch_size, lr, device):
    net.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    train_loader = DataLoader(TensorDataset(images, labels), shuffle=True, batch_size=batch_size)
    for epoch in range(epochs):
        running_loss = 0.0
        for batch_idx, (inputs, target) in enumerate(train_loader, 0):
            inputs, target = inputs.to(device), target.to(device)
            optimizer.zero_grad()
            outputs = net(inputs)
            loss = criterion(outputs, target)
            loss.backward()
            optimizer.step()
            running_loss += loss.item()
            if batch_idx % 300 == 299:
                print("[%d, %5d] loss: %.3f" % (epoch + 1, batch_idx + 1, running_loss / 300))
                running_loss = 0.0


def evaluate(net, images, labels):
    net.eval()
    device = next(net.parameters()).device
    test_loader = DataLoader(TensorDataset(images, labels), shuffle=False, batch_size=batch_size)
    test_loss = 0
    correct = 0
    with torch.no_grad():
        for data, target in test_loader:
            data, target = data.to(device), target.to(device)
            output = net(data)
            test_loss += F.nll_loss(output, target, reduction="sum").item()
            pred = output.data.max(1, keepdim=True)[1]
            correct += pred.eq(target.data.view_as(pred)).sum()
    test_loss /= len(test_loader.dataset)
    print("Average loss: {:.4f}, Accuracy: {}/{}".format(test_loss, correct, len(test_loader.dataset)))
    return test_loss, correct.item() / len(test_loader.dataset)


if __name__ == "__main__":
    from torchvision import datasets, transforms

    mnist = datasets.MNIST("../dataset/mnist/", train=True, download=True, transform=transforms.ToTensor())
    print(len(mnist))
