"""课程笔记的写法：l1 到 l5，view 展平，全局的损失函数，边训练边打印，主程序里画图。As in the course notes, with Chinese comments."""

import numpy as np
import torch
import torch.nn.functional as F

criterion = torch.nn.CrossEntropyLoss()  # 已经包含 softmax


def softmax(x, dim=-1):
    x = x - x.max(dim=dim, keepdim=True)[0]  # 防止溢出
    y_pred = torch.exp(x)
    return y_pred / torch.sum(y_pred, dim, True)


def log_softmax(x, dim=-1):
    x = x - x.max(dim=dim, keepdim=True).values
    return x - torch.log(torch.sum(torch.exp(x), dim, True))


def one_hot(y, num_classes):
    # 先拉平，再逐个填 1，最后恢复形状
    flat = y.reshape(-1)
    table = torch.zeros(flat.shape[0], num_classes)
    table[torch.arange(flat.shape[0]), flat] = 1
    return table.reshape(y.shape + (num_classes,))


def nll_loss(logp, y, weight=None, ignore_index=-100, reduction="mean"):
    if weight is None:
        weight = torch.ones(logp.size(1), dtype=logp.dtype)
    y = y.clone()  # 不改动调用者的 y
    mask = y == ignore_index
    y[mask] = 0
    w = weight[y]
    w[mask] = 0
    loss = -torch.gather(logp, 1, y.unsqueeze(1)).squeeze(1) * w
    if reduction == "mean":
        return loss.sum() / w.sum()
    elif reduction == "sum":
        return loss.sum()
    else:
        return loss


def cross_entropy(logits, y, weight=None, ignore_index=-100, reduction="mean"):
    # 交叉熵 = log_softmax + NLL
    return nll_loss(log_softmax(logits, 1), y, weight, ignore_index, reduction)


def cross_entropy_gradient(logits, y):
    y_pred = softmax(logits, 1)
    y_pred[range(len(y)), y] -= 1
    return y_pred / len(y)


def softmax_numpy(x):
    z = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def cross_entropy_numpy(logits, y):
    z = logits - np.max(logits, axis=1, keepdims=True)
    loss = 0.0
    for i in range(len(y)):
        loss += np.log(np.exp(z[i]).sum()) - z[i, y[i]]
    return loss / len(y)


class Net(torch.nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.l1 = torch.nn.Linear(784, 512)
        self.l2 = torch.nn.Linear(512, 256)
        self.l3 = torch.nn.Linear(256, 128)
        self.l4 = torch.nn.Linear(128, 64)
        self.l5 = torch.nn.Linear(64, 10)

    def forward(self, x):
        x = x.view(-1, 784)
        x = F.relu(self.l1(x))
        x = F.relu(self.l2(x))
        x = F.relu(self.l3(x))
        x = F.relu(self.l4(x))
        return self.l5(x)  # 最后一层不做激活


def train(net, images, labels, epochs, batch_size, lr):
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    dataset = torch.utils.data.TensorDataset(images, labels)
    train_loader = torch.utils.data.DataLoader(dataset, shuffle=True, batch_size=batch_size)
    for epoch in range(epochs):
        running_loss = 0.0
        for batch_idx, data in enumerate(train_loader, 0):
            inputs, target = data
            optimizer.zero_grad()
            # 前馈、反馈、更新
            outputs = net(inputs)
            loss = criterion(outputs, target)
            loss.backward()
            optimizer.step()
            running_loss += loss.item()
            if batch_idx % 300 == 299:
                print("[%d, %5d] loss: %.3f" % (epoch + 1, batch_idx + 1, running_loss / 300))
                running_loss = 0.0
    return net


if __name__ == "__main__":
    import matplotlib.pyplot as plt
    from torchvision import datasets, transforms

    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
    mnist = datasets.MNIST(root="../dataset/mnist/", train=True, download=True, transform=transform)
    x = torch.stack([mnist[i][0] for i in range(1000)])
    net = train(Net(), x, mnist.targets[:1000], 10, 64, 0.01)
    plt.imshow(x[0, 0])
    plt.show()


class SoftmaxRegression(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2 * 2, 3)

    def forward(self, x):
        return self.layer(x.view(-1, 4))


def one_output(weight, bias):
    w = weight[1] - weight[0]
    b = bias[1] - bias[0]
    return w.unsqueeze(0), b.reshape(1)
