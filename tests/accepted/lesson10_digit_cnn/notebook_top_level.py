"""笔记本风格：中文注释，顶层代码直接训练、打印、画图；参数名随意，评估返回 0 维张量。"""

import matplotlib.pyplot as plt
import torch
from torch import nn

torch.manual_seed(2024)
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
print("设备：", device)


# 一、网络
class DigitRecognizer(nn.Module):
    def __init__(self):
        super().__init__()
        self.juanji1 = nn.Conv2d(1, 10, 5)
        self.juanji2 = nn.Conv2d(10, 20, 3)
        self.quanlianjie1 = nn.Linear(20 * 10 * 10, 100)
        self.quanlianjie2 = nn.Linear(100, 10)
        self.shihuo = nn.Dropout(0.5)

    def forward(self, x):
        # 28 -> 24 -> 12 -> 10
        x = nn.functional.max_pool2d(nn.functional.relu(self.juanji1(x)), 2, 2)
        x = nn.functional.relu(self.juanji2(x))
        x = x.view(x.size(0), -1)
        x = self.shihuo(nn.functional.relu(self.quanlianjie1(x)))
        return nn.functional.log_softmax(self.quanlianjie2(x), dim=1)


# 二、训练
def train(net, images, labels, epochs, batch_size, lr, device):
    net = net.to(device)
    net.train()
    x_all, y_all = images.to(device), labels.to(device)
    youhuaqi = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    sunshi = []
    for epoch in range(epochs):
        paixu = torch.randperm(len(x_all))
        for k in range(0, len(x_all), batch_size):
            i = paixu[k : k + batch_size]
            youhuaqi.zero_grad()
            loss = nn.functional.cross_entropy(net(x_all[i]), y_all[i])  # 对数概率再做一次 log_softmax 不变
            loss.backward()
            youhuaqi.step()
            sunshi.append(loss.item())
    return sunshi


# 三、评估
def evaluate(net, images, labels):
    net.eval()
    shebei = next(net.parameters()).device
    zong_sunshi, dui, zong = torch.tensor(0.0), torch.tensor(0), 0
    with torch.no_grad():
        for k in range(0, len(images), 128):
            x, y = images[k : k + 128].to(shebei), labels[k : k + 128].to(shebei)
            logp = net(x)
            zong_sunshi += nn.functional.nll_loss(logp, y).cpu() * len(x)  # 按批大小加权
            dui += (logp.max(dim=1).indices == y).sum().cpu()
            zong += len(x)
    return zong_sunshi / zong, dui / zong


# 四、试一试
tupian = torch.randn(40, 1, 28, 28)
biaoqian = torch.arange(40) % 10
wangluo = DigitRecognizer()
quxian = train(wangluo, tupian, biaoqian, 2, 16, 0.01, device)
print("损失", quxian[-1], "评估", evaluate(wangluo, tupian, biaoqian))

plt.figure()
plt.plot(quxian)
plt.xlabel("step")
plt.ylabel("loss")
plt.show()
