"""What `dlgrade show lesson19` draws: your own functions at work."""

import torch

TEXT = "the cat sat on the mat. the dog sat on the log. the cat saw the dog. the dog saw the cat. " * 12


def show_what_it_writes(student, picture):
    """What your model writes at temperatures 0.3, 1 and 3: above each picture its text, below a column per character, bright where a letter was likely

    zh: 你的模型在温度 0.3、1、3 下写的文本：图的上方是文本，下面每个字符一列，可能性大的字母较亮
    """
    chars = sorted(set(TEXT))
    ids = torch.tensor([chars.index(char) for char in TEXT])
    model = student.CharRNN(len(chars), 32)
    student.train(model, ids, epochs=12, length=25, batch_size=4, lr=0.02)
    shown, titles = [], []
    for temperature in (0.3, 1.0, 3.0):
        drawn = student.sample(model, ids[:5], 32, temperature, 1)
        new = picture.numbers(drawn, 32).long().clamp(0, len(chars) - 1)
        logits = picture.numbers(model(torch.cat([ids[:5], new])[None])[0], 1, 37, len(chars))[0, 4:36]
        shown.append(torch.softmax(logits / temperature, dim=1).T.repeat_interleave(2, dim=0))
        titles.append("".join(chars[i] for i in new.tolist()))
    picture.images(shown, titles)
