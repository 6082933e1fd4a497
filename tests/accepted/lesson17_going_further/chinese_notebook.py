"""笔记本风格：中文注释、顶层 print 和训练、改随机种子、画图不关，末尾还有 __main__ 块。"""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)


# ---------- 1. 批量归一化 ----------
def batch_norm(x, gamma, beta, running, momentum, training):
    running_mean, running_var = running
    if not training:
        # 评估：用记下来的统计量
        x_hat = (x - running_mean) / torch.sqrt(running_var + 1e-5)
    else:
        mean = x.mean(dim=0)
        var = ((x - mean) ** 2).mean(dim=0)
        x_hat = (x - mean) / torch.sqrt(var + 1e-5)
        n = x.shape[0]
        # 原地更新，方差除以 n - 1
        running_mean.copy_((1 - momentum) * running_mean + momentum * mean)
        running_var.copy_((1 - momentum) * running_var + momentum * var * n / (n - 1))
        print("本批均值", mean)
    return gamma * x_hat + beta


# ---------- 2. dropout ----------
def dropout(x, p, training, generator):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    mask = (torch.rand(x.shape, generator=generator) > p).float()
    return mask * x / (1.0 - p)


# ---------- 3. 残差块 ----------
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super(ResidualBlock, self).__init__()
        self.channels = channels
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x):
        y = F.relu(self.conv1(x))
        y = self.conv2(y)
        return F.relu(x + y)


# ---------- 4. 迁移学习 ----------
def freeze_backbone(model, num_classes):
    for param in model.parameters():
        param.requires_grad = False
    num_ftrs = model.fc.in_features
    model.fc = nn.Linear(num_ftrs, num_classes)
    return model


# ---------- 5. 数据增强 ----------
def augment(images, max_shift, generator):
    out = torch.zeros_like(images)
    n, c, h, w = images.shape
    for i in range(n):
        dy, dx = torch.randint(-max_shift, max_shift + 1, (2,), generator=generator).tolist()
        # 源区域和目标区域
        sy0, sy1 = max(0, -dy), min(h, h - dy)
        sx0, sx1 = max(0, -dx), min(w, w - dx)
        out[i, :, sy0 + dy : sy1 + dy, sx0 + dx : sx1 + dx] = images[i, :, sy0:sy1, sx0:sx1]
    return out


# ---------- 6. 导出 ----------
def export_and_reload(model, example, path):
    model.eval()
    ep = torch.export.export(model, (example,))
    torch.export.save(ep, path)
    loaded = torch.export.load(path)
    print(loaded)
    return loaded.module()


# ---------- 试一试 ----------
block = ResidualBlock(1)
optimizer = torch.optim.SGD(block.parameters(), lr=0.1)
x = torch.rand(8, 1, 6, 6)
losses = []
for epoch in range(5):
    loss = (block(x) - 2 * x).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    print("轮次", epoch, "损失", loss.item())

plt.plot(losses)
plt.xlabel("epoch")
plt.figure()
plt.imshow(augment(x, 2, torch.Generator())[0, 0])

if __name__ == "__main__":
    plt.show()


def fine_tune(model, backbone_lr, head_lr):
    backbone = []
    for name, p in model.named_parameters():
        p.requires_grad = True
        if not name.startswith("fc."):
            backbone.append(p)
    return torch.optim.SGD([{"params": model.fc.parameters()}, {"params": backbone, "lr": backbone_lr}], lr=head_lr)
