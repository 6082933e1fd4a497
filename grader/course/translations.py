"""The grader's own sentences in Chinese, and those of a lesson's suite. What nobody has translated stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["in_chinese"]

LONGEST = 300  # of a sentence with several open places: a student's text must not keep the search busy

# What is said of a hand-in and of its import.
INTAKE: tuple[tuple[str, str], ...] = (
    (r"Your file contains zero bytes: .+", "你的文件里有零字节，不是文本文件。请保存为 UTF-8 文本。"),
    (
        r"Your file is not UTF-8 text \(it looks like (.+): `(.+)` would name that\).*",
        r"你的文件不是 UTF-8 文本（看起来是 \1）。请保存为 UTF-8，或在第一行写 `\2`。",
    ),
    (r"Your file is not UTF-8 text\..*", "你的文件不是 UTF-8 文本。请保存为 UTF-8，或在第一行注明编码。"),
    (r"Your archive cannot be read: .+", "你的压缩包无法读取：已损坏、有密码，或是别的格式。"),
    (r"Your archive has a password\. .+", "你的压缩包有密码。请去掉密码后重新打包。"),
    (r"Your archive is larger than (.+)\.", r"你的压缩包超过了 \1。"),
    (r"Your archive unpacks to (?:more than )?(.+?)(?:: too much)?\.", r"你的压缩包解压后有 \1，太大了。"),
    (r"Your (archive|folder) holds more than (.+) files\.", r"你交的内容里有超过 \2 个文件。"),
    (r"Your archive holds a file name that leads out of its folder\.", "你的压缩包里有指向包外的文件名。"),
    (r"You handed in more than (\d+) archives\.", r"你交了超过 \1 个压缩包。"),
    (r"(.+) holds (.+); wanted (.+)\.", r"\1 里有 \2；需要的是 \3。"),
    (r"(.+) is empty; wanted (.+)\.", r"\1 是空的；需要的是 \2。"),
    (r"You handed in nothing: an empty folder\. (.+) was expected\.", r"你交的是空文件夹，需要的是 \1。"),
    (r"You handed in (.+) (\d+) times: (.+)\. Hand in one\.", r"你把 \1 交了 \2 次：\3。请只交一个。"),
    (r"You handed in several files and none is called (.+?): (.+)\.", r"你交了多个文件，没有一个叫 \1：\2。"),
    (
        r"You handed in several files that could be (.+?): (.+)\. Hand in one\.",
        r"你交的文件里有多个可能是 \1：\2。请只交一个。",
    ),
    (r"You handed in (.+); wanted (.+)\.", r"你交的是 \1；需要的是 \2。"),
    (r"(.+) is of no kind that (.+) takes: (.+)\.", r"\2 不收 \1 这种文件，只收：\3。"),
    (r"What you handed in is a link, not a regular file\.", "你交的是链接，不是普通文件。"),
    (r"What you handed in is .+, not a regular file\.", "你交的不是普通文件。"),
    (r"(.+) is a link, not a regular file\.", r"\1 是链接，不是普通文件。"),
    (r"(.+) is a folder, not a regular file\.", r"\1 是文件夹，不是普通文件。"),
    (r"(.+) is (?:a named pipe|a socket|a device), not a regular file\.", r"\1 不是普通文件。"),
    (r"What you handed in is not a regular file\.", "你交的不是普通文件。"),
    (r"What you handed in cannot be read: (.+)\.", r"你交的内容无法读取：\1。"),
    (r"You handed in an online text, and a file is asked for\.", "你交的是在线文本，要求交文件。"),
    (r"(.+) could not be unpacked: (.+)\.", r"\1 无法解压：\2。"),
    (r"Your notebook cannot be read: .+", "你的笔记本无法读取：它不是 Jupyter 笔记本。请重新保存并提交 .ipynb 文件。"),
    (r"Your notebook is larger than (.+): clear its outputs\.", r"你的笔记本超过了 \1：请清除输出。"),
    (r"Your notebook has more than (.+) code cells\.", r"你的笔记本有超过 \1 个代码单元。"),
    (r"Your notebook holds no code: .+", "你的笔记本里没有代码：没有以 ```python 或 ```{python} 开头的代码块。"),
    (r"The code of your notebook is larger than (.+)\.", r"你的笔记本里的代码超过了 \1。"),
    (r"Left out of your notebook: a cell that begins with (.+)\.", r"你的笔记本里以 \1 开头的单元没有运行。"),
    (r"Left out of your notebook: a cell with the tag (.+)\.", r"你的笔记本里带 \1 标签的单元没有运行。"),
    (r"Left out of your notebook: a test cell of nbgrader's\.", "你的笔记本里 nbgrader 的测试单元没有运行。"),
    (r"Left out of your notebook: a cell that says `(.+)`\.", r"你的笔记本里写着 `\1` 的单元没有运行。"),
    (r"Left out of your notebook: (\d+) more cells\.", r"你的笔记本里另有 \1 个单元没有运行。"),
    (
        r"Look at the first text cell: it looks like code and defines (.+)\. .+",
        r"请看第一个文本单元：它像是代码，定义了 \1。请改为代码单元。",
    ),
    (
        r"Look at the text cell after cell (\d+): it looks like code and defines (.+)\. Make it a code cell\.",
        r"请看第 \1 个单元后面的文本单元：它像是代码，定义了 \2。请改为代码单元。",
    ),
    (
        r"(.+) is left out: a module of that name would hide the package (.+)\.",
        r"\1 没有采用：这个模块名会遮住包 \2。",
    ),
    (r"Handed in beside (.+) and not graded: (.+)\.", r"与 \1 一起交来、没有评分的有：\2。"),
    (r"Handed in before and not graded: (.+)\.", r"之前还交过，没有评分：\1。"),
    (r"(.+) was handed in and is not part of this lesson\.", r"\1 交来了，但不属于这一课。"),
    (
        r"Cell (\d+) stopped at line (\d+): (.+); what it defines is missing\.",
        r"第 \1 个单元在第 \2 行停下：\3；它定义的内容缺失。",
    ),
    (r"Cell (\d+) stopped: (.+); what it defines is missing\.", r"第 \1 个单元停下：\2；它定义的内容缺失。"),
    (
        r"The cell at line (\d+) stopped: (.+); what it defines is missing\.",
        r"第 \1 行的单元停下：\2；它定义的内容缺失。",
    ),
    (r"(\d+) more cells stopped\.", r"另有 \1 个单元停下。"),
    (
        r"Your file stopped at line (\d+): (.+); what stands below is missing\. What is not part of the lesson belongs under (.+)\.",
        r"你的文件在第 \1 行停下：\2；下面的内容缺失。不属于这一课的代码应放在 \3 之下。",
    ),
    (
        r"Your file stopped: (.+); what stands below is missing\. What is not part of the lesson belongs under (.+)\.",
        r"你的文件停下：\1；下面的内容缺失。不属于这一课的代码应放在 \2 之下。",
    ),
    (
        r"There is no package (.+) here: what uses it fails\. There are: (.+)\.",
        r"这里没有 \1 这个包，用到它的代码会出错。有的包：\2。",
    ),
    (r"Shell commands do nothing here: (.+)\.", r"这里不运行 shell 命令：\1。"),
    (
        r"Your file sets the default dtype (.+); each test begins with float32\.",
        r"你的文件把默认 dtype 设为 \1；每个测试都从 float32 开始。",
    ),
)

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
    *INTAKE,
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
                return _subject(_with_parts(chinese, parts)) + newline + _rest(rest)
    said = _own_text(text, own)
    return said if said != text else _own_text(first, own) + newline + _rest(rest)


def _rest(lines: str) -> str:
    """What follows the first line: sentences of ours that give a reason, and lines of a traceback, which begin with spaces."""
    return "\n".join(line if line.startswith(" ") or not line else in_chinese(line) for line in lines.split("\n"))


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
