"""What `dlgrade show lesson20` draws: your own functions at work."""

import torch

TEXT = "the cat sat on the mat. the dog sat on the log. the cat saw the dog. the dog saw the cat. " * 10
LENGTH = 24


def show_causal_mask(student, picture):
    """Your causal_mask(12): bright where the character of a row may look

    zh: 你的 causal_mask(12)：每一行的字符可以看的地方较亮
    """
    picture.images([picture.numbers(student.causal_mask(12).int(), 12, 12).float()], ["causal_mask(12)"])


def show_what_it_writes(student, picture, worker):
    """What your model writes at temperatures 0.3, 1 and 3: above each picture its text, below a column per character, bright where a letter was likely

    zh: 你的模型在温度 0.3、1、3 下写的文本：图的上方是文本，下面每个字符一列，可能性大的字母较亮
    """
    chars = sorted(set(TEXT))
    ids = torch.tensor([chars.index(char) for char in TEXT])
    model = student.CharAttention(len(chars), 32, 4, LENGTH)
    worker.code(TRAIN).train(model, ids, LENGTH)
    shown, titles = [], []
    for temperature in (0.3, 1.0, 3.0):
        new = picture.numbers(student.sample(model, ids[:5], 32, LENGTH, temperature, 1), 32).long()
        text = torch.cat([ids[:5], new.clamp(0, len(chars) - 1)])
        read = torch.stack([text[place - LENGTH : place] for place in range(LENGTH, 37)])
        logits = picture.numbers(model(read), len(read), LENGTH, len(chars))[:, -1]
        shown.append(torch.softmax(logits / temperature, dim=1).T.repeat_interleave(2, dim=0))
        titles.append("".join(chars[i] for i in text[5:].tolist()))
    picture.images(shown, titles)


TRAIN = """
import torch

def train(model, ids, length):
    m = (len(ids) - 1) // length
    x, y = ids[: m * length].reshape(m, length), ids[1 : m * length + 1].reshape(m, length)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
    for _ in range(15):
        for rows in torch.randperm(m).split(4):
            loss = torch.nn.functional.cross_entropy(model(x[rows]).flatten(0, 1), y[rows].flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
"""
