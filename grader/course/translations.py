"""The grader's own sentences in Chinese, and those of a lesson's suite. What nobody has translated stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["in_chinese"]

LONGEST = 300  # of a sentence with several open places: a student's text must not keep the search busy

# Each English sentence as a pattern, and the Chinese one with the same parts. The first that matches the whole line is taken.
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"(.+) is not what is asked", r"\1与要求不符"),
    (r"(.+) has the wrong shape", r"\1的形状不对"),
    (r"(.+) have the wrong shapes", r"\1的形状不对"),
    (r"(.+) has the wrong dtype", r"\1的 dtype 不对"),
    (r"(.+) has the wrong value", r"\1的值不对"),
    (r"(.+) has the wrong length", r"\1的长度不对"),
    (r"(.+) ha(?:s|ve) NaN or infinity", r"\1里有 NaN 或无穷大"),
    (r"(.+): (\d+) of (\d+) values are wrong", r"\1：\3 个值里有 \2 个不对"),
    (r"(.+) is not a tensor", r"\1不是张量"),
    (r"(.+) is not one number", r"\1不是一个数"),
    (r"(.+) is not a number or tensor", r"\1不是数，也不是张量"),
    (r"(.+) is not an array", r"\1不是数组"),
    (r"(.+) is not a list of numbers", r"\1不是由数组成的列表"),
    (r"(.+) is not a list or tuple", r"\1不是列表或元组"),
    (r"(.+) is not (\d+) values", r"\1不是 \2 个值"),
    (r"(.+) was changed in place by the call", r"调用之后\1被原地修改了"),
    (
        r"too many new images are read wrongly after the training; the reference reads (.+) of them on average",
        r"训练之后，认错的新图片太多；参考解平均能认对 \1",
    ),
    (
        r"the training takes too long: the reference needed (.+) s on this machine just now",
        r"训练用时太长：参考解刚才在这台机器上用了 \1 秒",
    ),
    (r"at least (.+) right", r"至少答对 \1"),
    (r"([\d.]+%) right", r"答对 \1"),
    (r"at most (.+) s", r"至多 \1 秒"),
    (r"([\d.]+) s", r"\1 秒"),
    (r"True or False is expected, not an object of type (.+)", r"应为 True 或 False，而不是 \1 类型的对象"),
    (r"a tensor, array or number is expected, not an object of type (.+)", r"应为张量、数组或数，而不是 \1 类型的对象"),
    (r"the wrong exception was raised", "抛出的异常类型不对"),
    (r"no exception was raised", "没有抛出异常"),
    (r"the result shares memory with its source", "结果与原数据共享内存"),
    (
        r"the result is a copy: a change of the one does not show in the other",
        "结果是一份拷贝：修改一个，另一个不会跟着变",
    ),
    (r"the length is not a whole number", "长度不是整数"),
    (r"the iteration brought no items", "迭代没有给出元素"),
    (r"no gradients came back", "没有得到梯度"),
    (r"the model has no list of parameters", "模型没有参数列表"),
    (r"(.+) took longer than (.+) seconds and was stopped\.", r"\1超过了 \2 秒，已被终止。"),
    (
        r"This machine stood still for (.+) seconds or more while your code ran: grade it again\.",
        r"运行你的代码时，这台机器停顿了至少 \1 秒：请重新评分。",
    ),
    (r"The (.+) seconds for the whole submission are used up\.", r"整份作业的 \1 秒已经用完。"),
    (r"Your code used more than (\d+) MB of memory and was stopped\.", r"你的代码用了超过 \1 MB 的内存，已被终止。"),
    (
        r"Your code was killed, most likely for using more than (\d+) MB of memory\.",
        r"你的代码被终止，多半是内存超过了 \1 MB。",
    ),
    (r"Your code sent more than (\d+) MB of results in one test\.", r"你的代码在一个测试里返回了超过 \1 MB 的结果。"),
    (
        r"Your code ended Python itself \(exit code (.*)\)\. .+",
        r"你的代码让 Python 直接退出了（退出码 \1）。函数应该返回，而不是退出。",
    ),
    (r"Python crashed while your code ran \((.+)\)\.", r"运行你的代码时 Python 崩溃了（\1）。"),
    (r"Your code sent the grader something that is no answer \((.+)\)\.", r"你的代码给评分系统发来的不是答案（\1）。"),
    (
        r"Your code left something behind that could not be cleared away; .+",
        "你的代码留下了清理不掉的东西，后面的测试无法运行。",
    ),
    (
        r"ModuleNotFoundError: this lesson does without (\w+); write it without that import",
        r"ModuleNotFoundError：这一课不用 \1，请去掉这个 import",
    ),
    (r"Not written yet\.", "还没有写。"),
    (r"Not written yet: (.+)", r"还没有写：\1"),
    (
        r"Your file has no `(.+)`; the name must be spelt exactly so\. It defines: (.+)\.",
        r"你的文件里没有 `\1`，名字必须一字不差。现有：\2。",
    ),
    (
        r"Your file has no `(.+)`; the name must be spelt exactly so\. It defines nothing\.",
        r"你的文件里没有 `\1`，名字必须一字不差。文件里什么都没有定义。",
    ),
    (
        r"This task asks you to do without PyTorch's (.+), and your code used it\.",
        r"这个任务要求不用 PyTorch 自带的 \1，而你的代码用了它。",
    ),
    (
        r"This task asks you to do without PyTorch, and your code used it\.",
        r"这个任务要求不用 PyTorch，而你的代码用了它。",
    ),
    (
        r"The test could not use what your code returned \((.+)\): .+",
        r"测试无法使用你的代码返回的东西（\1）：请检查它的类型和形状。",
    ),
    (r"Your file is larger than (.+)\.", r"你的文件超过了 \1。"),
    (r"Your file contains zero bytes: .+", "你的文件里有零字节，不是文本文件。请保存为 UTF-8 文本。"),
    (
        r"Your file is not UTF-8 text \(it looks like GBK.*",
        "你的文件不是 UTF-8 文本（看起来是 GBK）。请保存为 UTF-8，或在第一行写 `# -*- coding: gbk -*-`。",
    ),
    (r"Your file is not UTF-8 text\..*", "你的文件不是 UTF-8 文本。请保存为 UTF-8，或在第一行注明编码。"),
    (r"Your archive holds no (.+)\.", r"你的压缩包里没有 \1。"),
    (r"Your archive cannot be read: .+", "你的压缩包无法读取：已损坏、有密码，或是别的格式。"),
    (r"Your notebook cannot be read: .+", "你的笔记本无法读取：它不是第 4 版的 Jupyter 笔记本。"),
    (
        r"Left out of your notebook: (\d+) lines? with a magic or shell command\.",
        r"你的笔记本里有 \1 行魔法命令或 shell 命令，没有运行。",
    ),
    (r"shape (\(.*\))", r"形状 \1"),
    (r"at (\[.*\]): (.+)", r"在 \1 处：\2"),
    (r"a tensor of shape (.+)", r"形状为 \1 的张量"),
    (r"(\w+) tensor of shape (.+)", r"形状为 \2 的 \1 张量"),
    (r"(\w+) array of shape (.+)", r"形状为 \2 的 \1 数组"),
    (r"an object of type (.+)", r"\1 类型的对象"),
    (r"(\d+) of (\d+) are (?:not|NaN or infinite)", r"\2 个里有 \1 个不是"),
    (r"(\d+) numbers", r"\1 个数"),
    (r"(\d+) values", r"\1 个值"),
    (r"finite numbers", "有限的数"),
    (r"one number", "一个数"),
    (r"as it was", "保持原样"),
    (r"changed", "被改动"),
    (r"shared memory", "共享内存"),
    (r"a copy", "一份拷贝"),
    (r"a normal return", "正常返回"),
)
SUBJECTS = (
    ("the result", "结果"),
    ("the gradient", "梯度"),
    ("the argument", "参数"),
    ("argument", "参数"),
    ("the predictions", "预测"),
    ("the parameters", "参数"),
    ("Importing your file", "导入你的文件"),
    ("Your submission", "你的作业"),
    ("The call", "这次调用"),
    ("The test", "这个测试"),
)


def in_chinese(text: str, own: Mapping[str, str] | None = None) -> str:
    """`text` in Chinese if its first line is one of the grader's own sentences, or one of `own`; else as it is.

    own: the lesson's texts, English to Chinese. `{}` stands for any part, which {0}, {1} repeat.
    """
    own = own or {}
    first, newline, rest = text.partition("\n")
    if first not in own:
        for pattern, chinese in SENTENCES:
            if match := re.fullmatch(pattern, first):
                parts = [_own_text(part, own) for part in match.groups()]
                return _subject(_with_parts(chinese, parts)) + newline + rest
    said = _own_text(text, own)
    return said if said != text else _own_text(first, own) + newline + rest


def _own_text(text: str, own: Mapping[str, str]) -> str:
    """A sentence or a noun phrase of the lesson in Chinese; else as it is."""
    if text in own or len(text) > LONGEST:
        return own.get(text, text)
    for english, chinese in own.items():
        if match := re.fullmatch("(.+)".join(map(re.escape, english.split("{}"))), text):
            return chinese.format(*(_subject(own.get(part, part)) for part in match.groups()))
    return text


def _with_parts(chinese: str, parts: list[str]) -> str:
    return re.sub(r"\\(\d)", lambda place: parts[int(place[1]) - 1], chinese)


def _subject(sentence: str) -> str:
    for english, chinese in SUBJECTS:
        if english in sentence:
            return sentence.replace(english, chinese, 1)
    return sentence
