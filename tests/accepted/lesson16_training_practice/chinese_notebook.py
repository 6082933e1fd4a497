"""笔记本风格：中文注释，顶层直接训练、打印、画图；早停把答案存在 early_stop 里；文件里是一个检查点字典；指标用 scikit-learn。"""

import copy

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score
from torch.utils.data import DataLoader, TensorDataset, random_split

torch.manual_seed(42)


# 一、过拟合从哪一轮开始
def overfitting_epoch(history):
    yanzheng = np.array(history["val_loss"])
    zuihao = int(np.argmin(yanzheng))
    if zuihao == len(yanzheng) - 1:
        return None  # 还在变好
    if history["train_loss"][-1] >= history["train_loss"][zuihao]:
        return None  # 训练损失也上升了
    return zuihao + 1


# 二、梯度范数
def gradient_norms(model):
    jieguo = {}
    for mingzi, canshu in model.named_parameters():
        if canshu.grad is None:
            jieguo[mingzi] = 0.0
        else:
            jieguo[mingzi] = canshu.grad.data.norm(2).item()
    return jieguo


# 三、早停
class EarlyStopping:
    def __init__(self, patience=5, min_delta=0.0, verbose=False):
        self.patience = patience
        self.min_delta = min_delta
        self.verbose = verbose
        self.counter = 0
        self.best_loss = None
        self.early_stop = False

    def __call__(self, val_loss):
        if self.best_loss is None or val_loss < self.best_loss - self.min_delta:
            self.best_loss = val_loss
            self.counter = 0
        else:
            self.counter += 1
            if self.verbose:
                print(f"没有改进：{self.counter} / {self.patience}")
            if self.counter >= self.patience:
                self.early_stop = True


# 四、指标
def classification_metrics(y_true, y_pred):
    y_true, y_pred = y_true.cpu().numpy(), y_pred.cpu().numpy()
    xuanxiang = {"average": "weighted", "zero_division": 0}
    return {
        "accuracy": accuracy_score(y_true, y_pred),
        "precision": precision_score(y_true, y_pred, **xuanxiang),
        "recall": recall_score(y_true, y_pred, **xuanxiang),
        "f1": f1_score(y_true, y_pred, **xuanxiang),
    }


# 五、梯度累积
def accumulate_steps(model, batches, criterion, optimizer):
    zongshu = sum([x.size(0) for x, y in batches])
    optimizer.zero_grad()
    zong_sunshi = 0
    for x, y in batches:
        sunshi = criterion(model(x), y) * (x.size(0) / zongshu)
        sunshi.backward()
        zong_sunshi += sunshi.item()
    optimizer.step()
    optimizer.zero_grad()
    return zong_sunshi


# 六、训练
def train_model(model, train_loader, val_loader, criterion, optimizer, epochs, path):
    history = {"train_loss": [], "val_loss": [], "best_epoch": 0}
    zuihao, zuihao_quanzhong = float("inf"), None
    for lun in range(epochs):
        model.train()
        leiji = 0.0
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
            leiji += loss.item() * x.size(0)
        history["train_loss"].append(leiji / len(train_loader.dataset))

        model.eval()
        leiji = 0.0
        with torch.no_grad():
            for x, y in val_loader:
                leiji += criterion(model(x), y).item() * x.size(0)
        history["val_loss"].append(leiji / len(val_loader.dataset))

        if history["val_loss"][-1] < zuihao:
            zuihao = history["val_loss"][-1]
            zuihao_quanzhong = copy.deepcopy(model.state_dict())
            history["best_epoch"] = lun
            torch.save(
                {"epoch": lun, "model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict()},
                path,
            )
        print(f"第 {lun} 轮：训练 {history['train_loss'][-1]:.4f}，验证 {history['val_loss'][-1]:.4f}")
    model.load_state_dict(zuihao_quanzhong)
    return history


# 七、试一试
x = torch.linspace(-1, 1, 30).reshape(-1, 1)
y = torch.sin(3 * x) + 0.1 * torch.randn(30, 1)
xunlian, yanzheng = random_split(TensorDataset(x, y), [20, 10])
wangluo = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
youhuaqi = torch.optim.Adam(wangluo.parameters(), lr=0.01)
jilu = train_model(
    wangluo, DataLoader(xunlian, 8, shuffle=True), DataLoader(yanzheng, 8), nn.MSELoss(), youhuaqi, 5, "zuihao.pth"
)
plt.plot(jilu["train_loss"], label="train")
plt.plot(jilu["val_loss"], label="val")
plt.legend()
plt.show()
print("过拟合：", overfitting_epoch(jilu))
