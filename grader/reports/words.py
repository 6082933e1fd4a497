"""The fixed words of the reports, in each language."""

from __future__ import annotations

import os

__all__ = ["WORDS", "default_language"]

LOCALES = ("DLGRADE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as POSIX has it

WORDS = {
    "en": {
        "expected": "expected",
        "yours": "yours",
        "read": "Read: {read}",
        "task": "Task {number}: {title}",
        "points": "{score} points",
        "asked": "asked {percent}",
        "time": "reference {reference:.2f} s, {ratio:g} times allowed",
        "real": "real",
        "stand_in": "stand-in",
        "drawn": "drawn",
        "unstable": "unstable: measured {n} times",
        "crashed": "crashed",
        "timed_out": "out of time",
        "not_run": "not run",
        "grader_fault": "our fault, not yours; your score is unaffected",
        "public": "The public tests only. The lesson's points are given by the hidden suite, which your instructor runs.",
        "fault": "The grader is at fault, not this submission. No points are lost; please report it and grade again.",
        "every": "No test could get past this:",
        "more": "{n} more of this task: the same reason.",
        "above": "(the same reason)",
        "again": "The same reason as in task {number}.",
        "failed": "failed",
        "passing": "{n} passed",
        "forbidden": "To be done without: {names}. Your code used it.",
        "training": "Training",
        "history": "What train returned: {n} numbers, from {first} to {last}; the lowest is {low}, the highest {high}.",
        "numbers": "The numbers",
        "confusion": "Each row is a class, each column what its examples were read as",
        "none": "none",
        "misread": "The first misread examples stand in the data set at: {places}",
        "read_as": "{label}, read as {answer}",
        "work": "What your code made:",
        "wrong_places": "{n} of {all} values are wrong, in the rows {rows} and the columns {columns} (counted from 0).",
        "shades": "Both on one scale, from the least expected value (dark) to the greatest (light); black is below it, white above, red is NaN.",
        "wrong": "wrong",
        "passed_by": "Marked: the lines that an exception passed.",
        "source": "What was handed in",
        "cut": "{n} more lines are not shown.",
        "about": "How it was graded",
        "next": "Next: task {number}. Stuck? Type: dlgrade hint {lesson} {number}",
    },
    "zh": {
        "expected": "应为",
        "yours": "你的",
        "read": "参考：{read}",
        "task": "任务 {number}：{title}",
        "points": "{score} 分",
        "asked": "要求 {percent}",
        "time": "参考解 {reference:.2f} s，允许 {ratio:g} 倍",
        "real": "真实数据",
        "stand_in": "替代数据",
        "drawn": "随机生成",
        "unstable": "结果不稳定：测了 {n} 次",
        "crashed": "出错",
        "timed_out": "超时",
        "not_run": "未完成",
        "grader_fault": "是评分系统的问题，不是你的；不影响你的得分",
        "public": "只运行了公开测试。本课的分数由老师运行的隐藏测试决定。",
        "fault": "这是评分系统的问题，不是这份作业的问题。不扣分；请报告并重新评分。",
        "every": "所有测试都停在这里：",
        "more": "本任务另有 {n} 个测试，原因相同。",
        "above": "（原因相同）",
        "again": "原因与任务 {number} 相同。",
        "failed": "未通过",
        "passing": "通过 {n} 项",
        "forbidden": "本任务不能使用：{names}。你的代码用到了。",
        "training": "训练",
        "history": "train 返回了 {n} 个数，从 {first} 到 {last}；最低 {low}，最高 {high}。",
        "numbers": "全部数值",
        "confusion": "每一行是一个真实类别，每一列是识别成的类别",
        "none": "都不是",
        "misread": "最先认错的样本在数据集中的位置：{places}",
        "read_as": "{label} 认成 {answer}",
        "work": "你的代码算出来的：",
        "wrong_places": "{all} 个值里有 {n} 个不对，在第 {rows} 行、第 {columns} 列（从 0 数起）。",
        "shades": "两幅图同一尺度，从最小的应有值（深）到最大的（浅）；黑色更小，白色更大，红色是 NaN。",
        "wrong": "不对之处",
        "passed_by": "标出的是异常经过的行。",
        "source": "提交的代码",
        "cut": "另有 {n} 行未显示。",
        "about": "评分信息",
        "next": "下一步：任务 {number}。卡住了？输入：dlgrade hint {lesson} {number} --lang zh",
    },
}


def default_language() -> str:
    """The language of people's texts where nobody names one: DLGRADE_LANG's, else the locale's, else English."""
    chosen = next((os.environ[name] for name in LOCALES if os.environ.get(name)), "")
    return "zh" if chosen.lower().startswith("zh") else "en"
