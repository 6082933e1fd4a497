"""What an explanation says, in each language: the table of every sentence that the grader itself can give as a reason."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

__all__ = ["SENTENCES", "Said", "say"]

# name -> (English, Chinese). {where} names a count of an argument; `_count` spells it.
SENTENCES: dict[str, tuple[str, str]] = {
    # Kind and shape.
    "other_kind": (
        "Every value is right; only the kind is not: yours is a {yours}, expected is a {expected}.",
        "每个值都对，只是类型不对：你的是 {yours}，应为 {expected}。",
    ),
    "dimensions_of_one": (
        "Every value is right; only the shape is not: yours is {yours}, expected is {expected}. A dimension of size 1 is too many or missing.",
        "每个值都对，只是形状不对：你的是 {yours}，应为 {expected}。多了或少了大小为 1 的维度。",
    ),
    "transposed": (
        "Yours is the expected result transposed: rows and columns are exchanged.",
        "你的结果是应有结果的转置：行和列互换了。",
    ),
    "reshaped": (
        "The values are right and in the right order; only the shape {yours} is not {expected}.",
        "值都对，顺序也对，只是形状 {yours} 不是 {expected}。",
    ),
    "axes": (
        "The values are right, but the dimensions stand in another order: yours.permute{axes} is what is expected.",
        "值都对，但维度的顺序不同：yours.permute{axes} 才是应有的结果。",
    ),
    "not_reduced_all": (
        "Yours still has shape {shape}: its {way} over all values is what is expected.",
        "你的结果还是形状 {shape}：对所有值取{way}才是应有的结果。",
    ),
    "not_reduced_axis": (
        "Yours still has shape {shape}: its {way} along dimension {axis} is what is expected.",
        "你的结果还是形状 {shape}：沿第 {axis} 维取{way}才是应有的结果。",
    ),
    "reduced_all": (
        "Yours is the {way} over all values of the expected result, which has shape {shape}.",
        "你的结果是对应有结果的所有值取了{way}；应有的形状是 {shape}。",
    ),
    "reduced_axis": (
        "Yours is the {way} of the expected result along its dimension {axis}; expected is shape {shape}.",
        "你的结果是应有结果沿第 {axis} 维的{way}；应有的形状是 {shape}。",
    ),
    "missing_at_the_end": (
        "What is there is right, but {yours} of {expected} are there: the last {n} missing.",
        "已有的都对，但 {expected} 个里只有 {yours} 个：缺最后 {n} 个。",
    ),
    "missing_at_the_start": (
        "What is there is right, but {yours} of {expected} are there: the first {n} missing.",
        "已有的都对，但 {expected} 个里只有 {yours} 个：缺最前 {n} 个。",
    ),
    "too_many_at_the_end": (
        "The first {expected} are right, but there are {yours}: {n} too many at the end.",
        "前 {expected} 个都对，但一共有 {yours} 个：末尾多了 {n} 个。",
    ),
    "too_many_at_the_start": (
        "The last {expected} are right, but there are {yours}: {n} too many at the start.",
        "后 {expected} 个都对，但一共有 {yours} 个：开头多了 {n} 个。",
    ),
    # Not finite.
    "not_finite_overflow": (
        "{n} of {all} values are {what}, and `{name}` holds numbers larger than {limit:g} there: exp of such a number is infinite or 0 in this precision.",
        "{all} 个值里有 {n} 个是 {what}，而那里的 `{name}` 含有绝对值超过 {limit:g} 的数：这样的数取 exp，在这个精度下是无穷大或 0。",
    ),
    "not_finite_zero": (
        "{n} of {all} values are {what}, and `{name}` holds a 0 there: log of 0 is -inf, and a division by 0 is inf or NaN.",
        "{all} 个值里有 {n} 个是 {what}，而那里的 `{name}` 含有 0：log 0 是 -inf，除以 0 得 inf 或 NaN。",
    ),
    "not_finite_one": (
        "{n} of {all} values are {what}, and `{name}` holds a 1 there: 1 - 1 is 0, and log of 0 is -inf.",
        "{all} 个值里有 {n} 个是 {what}，而那里的 `{name}` 含有 1：1 - 1 是 0，log 0 是 -inf。",
    ),
    "not_finite_where": (
        "{n} of {all} values are NaN, the first at {where}; the others are finite.",
        "{all} 个值里有 {n} 个是 NaN，最先在 {where}；其余都是有限的数。",
    ),
    # Constant relations.
    "equal_to_input": (
        "Yours is the argument `{name}` itself, unchanged.",
        "你的结果就是参数 `{name}` 本身，原封不动。",
    ),
    "all_equal": ("All {n} values of yours are {value}.", "你的 {n} 个值全都是 {value}。"),
    "two_times_every": ("Every value is exactly 2 times what is expected.", "每个值都恰好是应有值的 2 倍。"),
    "two_times_one": ("Yours is exactly 2 times what is expected.", "你的值恰好是应有值的 2 倍。"),
    "half_every": ("Every value is exactly half of what is expected.", "每个值都恰好是应有值的一半。"),
    "half_one": ("Yours is exactly half of what is expected.", "你的值恰好是应有值的一半。"),
    "minus_every": (
        "Every value has the wrong sign: yours is minus what is expected.",
        "每个值的符号都反了：你的是应有值的相反数。",
    ),
    "minus_one": ("The sign is wrong: yours is minus what is expected.", "符号反了：你的是应有值的相反数。"),
    "percent": (
        "Yours is exactly 100 times what is expected: percent, where a fraction is asked.",
        "你的值恰好是应有值的 100 倍：是百分数，而要求的是小数。",
    ),
    "fraction": ("Yours is exactly one hundredth of what is expected.", "你的值恰好是应有值的百分之一。"),
    "times_n_every": (
        "Every value is exactly {n} times what is expected, and {n} is {where}: a sum where a mean is asked?",
        "每个值都恰好是应有值的 {n} 倍，而 {n} 是{where}：该取均值的地方取了和？",
    ),
    "times_n_one": (
        "Yours is exactly {n} times what is expected, and {n} is {where}: a sum where a mean is asked?",
        "你的值恰好是应有值的 {n} 倍，而 {n} 是{where}：该取均值的地方取了和？",
    ),
    "through_n_every": (
        "Every value is exactly what is expected divided by {n}, and {n} is {where}: a mean where a sum is asked, or divided twice?",
        "每个值都恰好是应有值除以 {n}，而 {n} 是{where}：该取和的地方取了均值，或者除了两次？",
    ),
    "through_n_one": (
        "Yours is exactly what is expected divided by {n}, and {n} is {where}: a mean where a sum is asked, or divided twice?",
        "你的值恰好是应有值除以 {n}，而 {n} 是{where}：该取和的地方取了均值，或者除了两次？",
    ),
    "n_less_one_every": (
        "Every value is exactly n / (n - 1) times what is expected, with n = {n}, {where}: divided by n - 1 where n is asked.",
        "每个值都恰好是应有值的 n / (n - 1) 倍，n = {n} 是{where}：该除以 n 的地方除以了 n - 1。",
    ),
    "n_less_one_one": (
        "Yours is exactly n / (n - 1) times what is expected, with n = {n}, {where}: divided by n - 1 where n is asked.",
        "你的值恰好是应有值的 n / (n - 1) 倍，n = {n} 是{where}：该除以 n 的地方除以了 n - 1。",
    ),
    "n_not_less_one_every": (
        "Every value is exactly (n - 1) / n times what is expected, with n = {n}, {where}: divided by n where n - 1 is asked.",
        "每个值都恰好是应有值的 (n - 1) / n 倍，n = {n} 是{where}：该除以 n - 1 的地方除以了 n。",
    ),
    "n_not_less_one_one": (
        "Yours is exactly (n - 1) / n times what is expected, with n = {n}, {where}: divided by n where n - 1 is asked.",
        "你的值恰好是应有值的 (n - 1) / n 倍，n = {n} 是{where}：该除以 n - 1 的地方除以了 n。",
    ),
    "minus_times_n_every": (
        "Every value is exactly -{n} times what is expected, and {n} is {where}.",
        "每个值都恰好是应有值的 -{n} 倍，而 {n} 是{where}。",
    ),
    "minus_times_n_one": (
        "Yours is exactly -{n} times what is expected, and {n} is {where}.",
        "你的值恰好是应有值的 -{n} 倍，而 {n} 是{where}。",
    ),
    "factor": ("Every value is {factor} times what is expected.", "每个值都是应有值的 {factor} 倍。"),
    "offset_more": ("Yours is {gap} more than expected, everywhere by the same.", "你的值比应有值多 {gap}，处处一样。"),
    "offset_less": ("Yours is {gap} less than expected, everywhere by the same.", "你的值比应有值少 {gap}，处处一样。"),
    # Order.
    "reversed": ("The values are right, but in reverse order.", "值都对，但顺序颠倒了。"),
    "reversed_axis": (
        "The values are right, but in reverse order along dimension {axis}.",
        "值都对，但沿第 {axis} 维的顺序颠倒了。",
    ),
    "rolled": (
        "The values are right, but all moved by {shift}, and round from one end to the other.",
        "值都对，但整体移动了 {shift} 位，从一端绕到另一端。",
    ),
    "rolled_axis": (
        "The values are right, but all moved by {shift} along dimension {axis}, and round from one end to the other.",
        "值都对，但沿第 {axis} 维整体移动了 {shift} 位，从一端绕到另一端。",
    ),
    "late": (
        "Each value comes {n} place too late: the first {n} does not belong there.",
        "每个值都晚了 {n} 位：第一个不该在那里。",
    ),
    "early": (
        "Each value comes {n} place too early: the first of the expected values is missing.",
        "每个值都早了 {n} 位：应有的第一个值不见了。",
    ),
    "permuted": ("The right values are all there, but in another order.", "应有的值都在，但顺序不同。"),
    "exchanged": ("The two values are right, but stand in each other's places.", "两个值都对，但位置互换了。"),
    # Other functions of it.
    "normalised_along": (
        "Yours adds up to 1 along dimension {yours}; the expected result does along dimension {expected}.",
        "你的结果沿第 {yours} 维之和为 1；应有的结果是沿第 {expected} 维之和为 1。",
    ),
    "normalised_all": (
        "All values of yours together add up to 1; the expected result does along dimension {expected}.",
        "你的所有值加起来才是 1；应有的结果是沿第 {expected} 维之和为 1。",
    ),
    "signs": (
        "The sizes are right; the sign of {n} of {all} values is not.",
        "大小都对；{all} 个值里有 {n} 个符号不对。",
    ),
    "clipped_above": (
        "Right but for {n} of {all} values: where more is expected, yours is {bound}.",
        "除了 {all} 个值里的 {n} 个都对：应该更大的地方，你的是 {bound}。",
    ),
    "clipped_below": (
        "Right but for {n} of {all} values: where less is expected, yours is {bound}.",
        "除了 {all} 个值里的 {n} 个都对：应该更小的地方，你的是 {bound}。",
    ),
    "is_square": ("Yours is the square of what is expected.", "你的结果是应有结果的平方。"),
    "is_root": ("Yours is the square root of what is expected.", "你的结果是应有结果的平方根。"),
    "is_log": ("Yours is the logarithm of what is expected.", "你的结果是应有结果的对数。"),
    "is_exp": ("Yours is exp of what is expected.", "你的结果是应有结果的 exp。"),
    "is_complement": ("Yours is 1 minus what is expected.", "你的结果是 1 减去应有的结果。"),
    "is_inverse": ("Yours is 1 divided by what is expected.", "你的结果是应有结果的倒数。"),
    "is_absolute": ("Yours is the absolute value of what is expected.", "你的结果是应有结果的绝对值。"),
    "is_sigmoid": ("Yours is the sigmoid of what is expected.", "你的结果是应有结果的 sigmoid。"),
    "is_logit": (
        "Yours is the logit of what is expected: the sigmoid of yours is right.",
        "你的结果取 sigmoid 才是应有的结果。",
    ),
    "is_log2": ("Yours is the expected logarithm to the base 2.", "你的结果是以 2 为底的对数。"),
    "is_log10": ("Yours is the expected logarithm to the base 10.", "你的结果是以 10 为底的对数。"),
    "is_minus_log": ("Yours is minus the logarithm of what is expected.", "你的结果是应有结果的负对数。"),
    "is_round": ("Yours is what is expected, rounded to whole numbers.", "你的结果是应有结果四舍五入到整数。"),
    "is_floor": ("Yours is what is expected, rounded down to whole numbers.", "你的结果是应有结果向下取整。"),
    "is_relu": (
        "Yours is what is expected with every negative value turned into 0.",
        "你的结果是把应有结果里的负值都变成了 0。",
    ),
    "lacks_relu": (
        "With every negative value turned into 0, yours would be what is expected.",
        "把你的结果里的负值都变成 0，就是应有的结果。",
    ),
    "lacks_absolute": ("The absolute value of yours is what is expected.", "你的结果取绝对值就是应有的结果。"),
    "lacks_round": ("Yours, rounded to whole numbers, is what is expected.", "你的结果四舍五入到整数就是应有的结果。"),
    "lacks_square": ("The square of yours is what is expected.", "你的结果取平方就是应有的结果。"),
    "corner": (
        "What is there is right, but the shape is {yours} and {expected} is expected: the last of a dimension missing, or too many.",
        "已有的值都对，但形状是 {yours}，应为 {expected}：某一维的末尾缺了或者多了。",
    ),
    "sizes_less": (
        "Yours has shape {yours}, expected is {expected}: {n} less along dimension {axes}.",
        "你的形状是 {yours}，应为 {expected}：第 {axes} 维少了 {n}。",
    ),
    "sizes_more": (
        "Yours has shape {yours}, expected is {expected}: {n} more along dimension {axes}.",
        "你的形状是 {yours}，应为 {expected}：第 {axes} 维多了 {n}。",
    ),
    "broadcast": (
        "Yours has shape {yours} where {expected} is expected: a column and a row were combined, so every value met every other.",
        "应为形状 {expected}，你的是 {yours}：列和行做了广播，每个值都和所有的值组合了。",
    ),
    # Where.
    "only_first": ("Everything is right but the first {what} of {n}.", "除了 {n} 个{what}里的第一个，其余都对。"),
    "only_last": ("Everything is right but the last {what} of {n}.", "除了 {n} 个{what}里的最后一个，其余都对。"),
    "only_line": (
        "Everything is right but {what} {k} of {n}, counted from 0.",
        "除了第 {k} 个{what}（共 {n} 个，从 0 数起），其余都对。",
    ),
    "right_up_to": (
        "Right up to value {k} of {n}; every one after it is wrong.",
        "{n} 个值里前 {k} 个对，之后的都不对。",
    ),
    "only_border": ("Everything inside is right; what is wrong lies on the border.", "内部都对，不对的都在边界上。"),
    "only_inside": ("The border is right; what is wrong lies inside.", "边界都对，不对的都在内部。"),
    "only_negative": (
        "Right wherever the expected value is not negative, wrong wherever it is.",
        "应有值不为负的地方都对，为负的地方都不对。",
    ),
    "only_diagonal": ("Right but on the diagonal.", "除了对角线，其余都对。"),
    "earlier_cause": (
        "In this test `{function}` of task {task} answers wrongly already: mend that first.",
        "在这个测试里，任务 {task} 的 `{function}` 已经答错了：先改好它。",
    ),
    # Not written yet.
    "returns_none_here": (
        "`{function}` returned None: is a `return` missing on this path?",
        "`{function}` 返回了 None：是不是有一条路径漏了 `return`？",
    ),
    "nearly": (
        "Every value agrees with the expected one to {digits} digits, and more are asked: is something added that should not be, or a lower precision used?",
        "每个值都与应有值有 {digits} 位相同，但要求更准：是不是多加了什么，或者用了较低的精度？",
    ),
    "returns_none": (
        "`{function}` returned None: is a `return` missing, or is it not written yet?",
        "`{function}` 返回了 None：是不是漏了 `return`，或者还没有写？",
    ),
    "returns_zero": (
        "`{function}` returns nothing but 0, whatever it is given: is it not written yet?",
        "不管给什么，`{function}` 返回的都是 0：是不是还没有写？",
    ),
    "returns_argument": (
        "`{function}` returns its argument `{name}` as it was given: is it not written yet?",
        "`{function}` 把参数 `{name}` 原样返回了：是不是还没有写？",
    ),
    "changes_nothing": (
        "Nothing has moved: after these calls every value is still what it was.",
        "什么都没有动：这些调用之后，每个值都还是原来的。",
    ),
    # The reference, asked otherwise.
    "left_out": (
        "This is what comes out of `{function}` when `{name}` is not used, as if it were always {default}.",
        "如果 `{function}` 不使用 `{name}`（总当作 {default}），得到的正是这个结果。",
    ),
    "other_value": (
        "This is what comes out of `{function}` with `{name}={value}`, whatever is asked.",
        "不管要求什么，`{function}` 按 `{name}={value}` 算，得到的正是这个结果。",
    ),
    "one_less": (
        "This is what comes out of `{function}` when `{name}` is one less than asked.",
        "如果 `{function}` 的 `{name}` 比要求的少 1，得到的正是这个结果。",
    ),
    "one_more": (
        "This is what comes out of `{function}` when `{name}` is one more than asked.",
        "如果 `{function}` 的 `{name}` 比要求的多 1，得到的正是这个结果。",
    ),
    "exchanged_arguments": (
        "This is what comes out of `{function}` when `{name}` and `{other}` are exchanged.",
        "如果 `{function}` 的 `{name}` 和 `{other}` 互换，得到的正是这个结果。",
    ),
    "transposed_argument": (
        "This is what comes out of `{function}` when `{name}` is transposed first.",
        "如果先把 `{function}` 的 `{name}` 转置，得到的正是这个结果。",
    ),
    "flipped_argument": (
        "This is what comes out of `{function}` when `{name}` is turned round first, rows and columns.",
        "如果先把 `{function}` 的 `{name}` 上下左右翻转，得到的正是这个结果。",
    ),
    # Exceptions.
    "crash_none_has_no": (
        "Something here is None. A function without `return` gives None, and so does a method that works in place.",
        "这里有一个值是 None。没有 `return` 的函数返回 None，原地修改的方法也是。",
    ),
    "crash_none_in_arithmetic": (
        "One of the two operands is None. A function without `return` gives None; the `.grad` of a tensor is None before `backward`.",
        "两个操作数里有一个是 None。没有 `return` 的函数返回 None；`backward` 之前张量的 `.grad` 也是 None。",
    ),
    "crash_none_subscripted": (
        "What you index is None. A function without `return` gives None.",
        "你取下标的东西是 None。没有 `return` 的函数返回 None。",
    ),
    "crash_none_unpacked": (
        "What you take apart is None. A function without `return` gives None.",
        "你拆开的东西是 None。没有 `return` 的函数返回 None。",
    ),
    "crash_none_called": (
        "What you call is None: a name was set to the result of a function that returns nothing.",
        "你调用的东西是 None：某个名字被赋成了没有返回值的函数的结果。",
    ),
    "crash_forgot_self": (
        "`{function}` was given one argument more than it takes: a method needs `self` as its first one.",
        "`{function}` 收到的参数比它声明的多一个：方法的第一个参数应是 `self`。",
    ),
    "crash_argument_count": (
        "`{function}` takes {asked} arguments and was given {given}: compare its `def` line with the handout's.",
        "`{function}` 接收 {asked} 个参数，却给了 {given} 个：对照讲义检查它的 `def` 行。",
    ),
    "crash_missing_argument": (
        "`{function}` was called without its argument `{argument}`.",
        "调用 `{function}` 时没有给参数 `{argument}`。",
    ),
    "crash_unknown_argument": (
        "`{function}` has no argument called `{argument}`: compare its `def` line with the handout's, and its spelling with the documentation's.",
        "`{function}` 没有名为 `{argument}` 的参数：对照讲义检查 `def` 行，对照文档检查拼写。",
    ),
    "crash_numpy_of_graph": (
        "A tensor that belongs to a graph does not turn into an array by itself: `.detach()` it first, or stay with tensors where gradients must flow.",
        "属于计算图的张量不能直接变成数组：先 `.detach()`；如果需要梯度，就一直用张量。",
    ),
    "crash_leaf_in_place": (
        "A parameter is changed in place while autograd is watching: do it under `torch.no_grad()`.",
        "在 autograd 记录的时候原地修改了参数：请放在 `torch.no_grad()` 里做。",
    ),
    "crash_backward_twice": (
        "`backward` went through the same graph twice: compute the loss anew before each `backward`, and `.detach()` what is kept from one step to the next.",
        "`backward` 两次经过了同一张计算图：每次 `backward` 之前重新计算损失，跨步保留的值要 `.detach()`。",
    ),
    "crash_changed_in_graph": (
        "A tensor that the way back still needs was changed in place (`+=`, `x[i] = ...`, a method that ends in `_`): make a new one instead.",
        "反向传播还要用的张量被原地修改了（`+=`、`x[i] = ...`、以 `_` 结尾的方法）：请新建一个张量。",
    ),
    "crash_no_graph": (
        "The loss does not hang on any parameter: `.item()`, `.detach()`, NumPy, `torch.tensor(...)` or `no_grad` cut the graph on the way, or nothing requires a gradient.",
        "损失没有连到任何参数：中途的 `.item()`、`.detach()`、NumPy、`torch.tensor(...)` 或 `no_grad` 切断了计算图，或者没有张量需要梯度。",
    ),
    "crash_backward_of_many": (
        "`backward` starts from one number: take the mean or the sum of the losses first.",
        "`backward` 要从一个数开始：先对损失取均值或求和。",
    ),
    "crash_leaf_only": (
        "Only a tensor that was made by hand, not computed, can be copied like this: `.detach()` it first.",
        "只有直接创建、不是算出来的张量才能这样复制：先 `.detach()`。",
    ),
    "crash_devices": (
        "Two tensors lie on different devices: move the network and each batch to the same one.",
        "两个张量在不同的设备上：把网络和每个批次都移到同一个设备。",
    ),
    "crash_target_dtype": (
        "The dtype does not fit this operation. Class targets must be int64 (`.long()`), probabilities and inputs floating.",
        "dtype 不适合这个运算。类别标签应为 int64（`.long()`），概率和输入应为浮点数。",
    ),
    "crash_mixed_dtypes": (
        "Two tensors have different dtypes here: an array from NumPy is float64 by default, a layer float32. Convert one of them.",
        "这里两个张量的 dtype 不同：NumPy 数组默认是 float64，网络层是 float32。请转换其中一个。",
    ),
    "crash_mean_of_integers": (
        "There is no mean of whole numbers or of True and False: convert with `.float()` first.",
        "整数和布尔值不能直接取均值：先用 `.float()` 转换。",
    ),
    "crash_grad_of_integers": (
        "Only floating tensors can have gradients: write `1.0` for `1`, or convert with `.float()`.",
        "只有浮点张量才能有梯度：把 `1` 写成 `1.0`，或用 `.float()` 转换。",
    ),
    "crash_result_type": (
        "A {found} result does not fit into a {wanted} tensor in place: convert the tensor first, or make a new one.",
        "{found} 的结果不能原地放进 {wanted} 张量：先转换张量，或新建一个。",
    ),
    "crash_numpy_result_type": (
        "A {found} result does not fit into an {wanted} array in place: convert the array first, or make a new one.",
        "{found} 的结果不能原地放进 {wanted} 数组：先转换数组，或新建一个。",
    ),
    "crash_matrices": (
        "The inner sizes of a matrix product must be equal: print both shapes; is a transpose missing, or another number of features expected?",
        "矩阵乘法的内侧维度必须相等：打印两个形状看看，是不是少了转置，或者特征数不同？",
    ),
    "crash_matrices_numpy": (
        "The inner sizes of a matrix product must be equal: print both shapes; is a transpose missing?",
        "矩阵乘法的内侧维度必须相等：打印两个形状看看，是不是少了转置？",
    ),
    "crash_broadcast": (
        "Sizes {one} and {two} cannot be combined element by element: print both shapes; `keepdim=True` or `unsqueeze` keeps a dimension where it is needed.",
        "大小 {one} 和 {two} 不能逐元素运算：打印两个形状看看；需要保留维度时用 `keepdim=True` 或 `unsqueeze`。",
    ),
    "crash_broadcast_numpy": (
        "These shapes cannot be combined element by element: print both; `keepdims=True` or `[:, None]` keeps a dimension where it is needed.",
        "这两个形状不能逐元素运算：打印出来看看；需要保留维度时用 `keepdims=True` 或 `[:, None]`。",
    ),
    "crash_einsum": (
        "One letter of the einsum stands for two sizes: a letter names one dimension, and its size must be the same everywhere.",
        "einsum 里同一个字母对应了两个不同的大小：一个字母代表一个维度，各处的大小必须相同。",
    ),
    "crash_kernel_too_large": (
        "The kernel is larger than the padded image: print both shapes; rows and columns may be exchanged, or a layer too many has made the image small.",
        "卷积核比填充后的图像还大：打印两个形状看看；可能行列互换了，或者层数太多图像已经变小了。",
    ),
    "crash_stack": (
        "What is put together has different shapes: print them; stack needs all alike, cat all but one dimension.",
        "要拼在一起的形状不同：打印出来看看；stack 要求完全相同，cat 只允许一个维度不同。",
    ),
    "crash_probabilities": (
        "Binary cross-entropy takes probabilities between 0 and 1, and was given something else: logits, most often, which have a function of their own.",
        "二元交叉熵要求 0 到 1 之间的概率，给的却不是：多半是 logit，它有专门的函数。",
    ),
    "crash_view": (
        "`view` cannot look at this memory in the asked shape, as after a transpose: use `reshape`.",
        "`view` 不能按要求的形状看这块内存（例如转置之后）：请用 `reshape`。",
    ),
    "crash_reshape": (
        "{size} numbers do not fill the shape {shape}: the sizes before it are not what you think; print the shape one line earlier.",
        "{size} 个数填不满形状 {shape}：之前的大小和你想的不一样，在上一行打印形状看看。",
    ),
    "crash_channels": (
        "The layer takes {wanted} channels and was given {found}: images lie as (n, channels, height, width).",
        "这一层要 {wanted} 个通道，却得到了 {found} 个：图像的形状是 (n, 通道, 高, 宽)。",
    ),
    "crash_target_out_of_range": (
        "Target {index} is no class: classes are counted from 0 to one less than the number of columns; a value to be ignored must be named with `ignore_index`.",
        "标签 {index} 不是任何一类：类别从 0 数到列数减 1；要忽略的值必须用 `ignore_index` 指明。",
    ),
    "crash_index_minus_hundred": (
        "-100 marks a target to be ignored; it is no class and cannot be used as an index. Mask it first.",
        "-100 表示要忽略的标签；它不是类别，不能当下标用。请先用掩码处理。",
    ),
    "crash_out_of_bounds": (
        "Index {index} does not exist in a dimension of size {size}: it runs from 0 to one less than the size.",
        "大小为 {size} 的维度没有下标 {index}：下标从 0 到大小减 1。",
    ),
    "crash_dimension": (
        "The tensor has fewer dimensions than this `dim` or axis needs: print its shape.",
        "张量的维数比这个 `dim`（轴）需要的少：打印它的形状看看。",
    ),
    "crash_too_many_indices": (
        "There are more indices than dimensions: print the shape; a squeeze or a sum may have removed one.",
        "下标比维度多：打印形状看看；可能被 squeeze 或 sum 去掉了一维。",
    ),
    "crash_float_index": (
        "An index must be a whole number or a bool mask: convert with `.long()`, `int(...)` or `//`.",
        "下标必须是整数或布尔掩码：用 `.long()`、`int(...)` 或 `//` 转换。",
    ),
    "crash_range_of_float": (
        "A whole number is needed and a float came: `/` always gives a float, `//` does not.",
        "需要整数，却得到了浮点数：`/` 总是得到浮点数，`//` 不会。",
    ),
    "crash_one_element": (
        "One number is needed and a tensor of {n} came: a mean, a sum or an index is missing.",
        "需要一个数，却得到了 {n} 个元素的张量：少了 mean、sum 或下标。",
    ),
    "crash_truth": (
        "A tensor of several values is neither true nor false: use `torch.where` or a mask, or `.any()` or `.all()`.",
        "多个值的张量没有真假：用 `torch.where` 或掩码，或 `.any()`、`.all()`。",
    ),
    "crash_array_for_tensor": (
        "A NumPy array came where PyTorch needs a tensor: `torch.from_numpy(...)` turns one into the other.",
        "PyTorch 需要张量的地方给了 NumPy 数组：用 `torch.from_numpy(...)` 转换。",
    ),
    "crash_number_for_tensor": (
        "A plain {found} came where PyTorch needs a tensor: `torch.tensor(...)`, or Python's own function for a number.",
        "PyTorch 需要张量的地方给了 Python 的 {found}：用 `torch.tensor(...)`，或者对数使用 Python 自己的函数。",
    ),
    "crash_tensor_method_on_array": (
        "This is a NumPy value, and `{attribute}` belongs to tensors, or the other way round: stay with one of the two libraries.",
        "这是 NumPy 的值，而 `{attribute}` 是张量的方法：请只用两个库中的一个。",
    ),
    "crash_array_method_on_tensor": (
        "This is a tensor, and `{attribute}` belongs to NumPy arrays or lists: a tensor has `.to(...)`, `.clone()`, `torch.cat`.",
        "这是张量，而 `{attribute}` 是 NumPy 数组或列表的方法：张量用 `.to(...)`、`.clone()`、`torch.cat`。",
    ),
    "crash_number_method": (
        "This value is a Python {found}, which has no `{attribute}`: was it to be a tensor or an array?",
        "这个值是 Python 的 {found}，没有 `{attribute}`：它本来应该是张量或数组吗？",
    ),
    "crash_list_arithmetic": (
        "Python lists do not calculate element by element: turn them into a tensor or an array first.",
        "Python 列表不能逐元素运算：先转换成张量或数组。",
    ),
    "crash_super_init": (
        "`super().__init__()` must come first in `__init__` of a module.",
        "模块的 `__init__` 里必须先调用 `super().__init__()`。",
    ),
    "crash_module_attribute": (
        "`{module}` has no `{attribute}` in the version that is installed here: look for the present name in its documentation.",
        "这里安装的 `{module}` 版本没有 `{attribute}`：请在文档里查现在的名字。",
    ),
    "crash_own_attribute": (
        "A {type} has no `{attribute}`: is it spelt alike everywhere, and set (in `__init__`, with `self.`) before it is used?",
        "{type} 没有 `{attribute}`：各处拼写一致吗？使用之前（在 `__init__` 里用 `self.`）设置了吗？",
    ),
    "crash_empty_parameters": (
        "The network has no parameters: layers are found only as attributes of the module (`self.layer = ...`), not in a plain list.",
        "网络没有参数：层必须是模块的属性（`self.layer = ...`），放在普通列表里是找不到的。",
    ),
    "crash_not_iterable": (
        "There is nothing to go through in a {found}: a loop over numbers needs `range(...)`, an optimizer `model.parameters()`.",
        "{found} 不能逐个遍历：对数循环要用 `range(...)`，优化器要用 `model.parameters()`。",
    ),
    "crash_not_callable": (
        "A {found} is called like a function: a name was used twice, or a `*` or a comma is missing before the bracket.",
        "把 {found} 当函数调用了：名字重复使用了，或者括号前少了 `*` 或逗号。",
    ),
    "crash_unbound": (
        "`{name}` is used before this function gives it a value on this path.",
        "在这条路径上，`{name}` 还没有赋值就被使用了。",
    ),
    "crash_name_missing": (
        "`{name}` is not known here: is an import, a `self.` or an argument missing, or is it spelt otherwise?",
        "这里没有 `{name}`：是不是少了 import、`self.` 或参数，或者拼写不同？",
    ),
    "crash_recursion": (
        "The function calls itself again and again: is its name the same as that of the function that you meant to call?",
        "函数不停地调用自己：它的名字是不是和你想调用的函数相同？",
    ),
    "crash_unpack": (
        "The number of names on the left is not the number of values on the right.",
        "等号左边名字的个数和右边值的个数不同。",
    ),
    "crash_key": ("The dict has no key {key}.", "字典里没有键 {key}。"),
    "crash_module_missing": (
        "`{module}` is not there when your file is graded; use what the lesson names.",
        "评分时没有 `{module}`；请使用本课指明的库。",
    ),
    "crash_indentation": (
        "The indentation does not fit: the lines of a block begin in the same column, with spaces or with tabs but not both.",
        "缩进不一致：同一个代码块的行必须从同一列开始，空格和制表符不能混用。",
    ),
    "crash_zero_division": ("Something is divided by 0.", "除数是 0。"),
    "crash_math_domain": (
        "A function of `math` was given a number that it has no value for, as log of 0 or the root of a negative number.",
        "`math` 的函数收到了没有定义的数，例如 0 的对数或负数的平方根。",
    ),
    "crash_math_range": (
        "`math.exp` refuses results that are too large, where torch and NumPy give inf: write the formula so that no large power is needed.",
        "`math.exp` 的结果太大会报错（torch 和 NumPy 给出 inf）：请改写公式，避免很大的指数。",
    ),
    "crash_math_of_tensor": (
        "A function for one number was given several: torch and NumPy have it under the same name for whole tensors and arrays.",
        "只接受一个数的函数得到了多个数：torch 和 NumPy 里有同名的、可用于整个张量或数组的函数。",
    ),
}

COUNTERFACTUALS = {
    "left_out",
    "other_value",
    "one_less",
    "one_more",
    "exchanged_arguments",
    "transposed_argument",
    "flipped_argument",
}
WORDS_ZH = {
    "sum": "和", "mean": "均值", "maximum": "最大值", "row": "行", "column": "列", "item": "值",
    "axis0": "第 0 维的切片", "axis1": "第 1 维的切片", "axis2": "第 2 维的切片", "axis3": "第 3 维的切片",
}  # fmt: skip
WORDS_EN = {
    "axis0": "slice of dimension 0",
    "axis1": "slice of dimension 1",
    "axis2": "slice of dimension 2",
    "axis3": "slice of dimension 3",
}


class Said(Struct, frozen=True):
    """A reason as a value. name: of its sentence; parts: what fills it in."""

    name: str
    parts: dict[str, Any] = {}

    @property
    def kind(self) -> Literal["relation", "counterfactual", "crash"]:
        if self.name in COUNTERFACTUALS:
            return "counterfactual"
        return "crash" if self.name.startswith("crash_") else "relation"

    def sentence(self, language: str) -> str:
        """It in words."""
        english, chinese = SENTENCES[self.name]
        parts = {key: _part(key, value, language) for key, value in self.parts.items()}
        return (chinese if language == "zh" else english).format(**parts)


def say(name: str, /, **parts: Any) -> Said:
    return Said(name, parts)


def _part(key: str, value: Any, language: str) -> Any:
    if key == "where" and ":" in str(value):
        name, what = str(value).split(":")
        return _count(name, what, language)
    if isinstance(value, str):
        return (WORDS_ZH if language == "zh" else WORDS_EN).get(value, value)
    return value


def _count(name: str, what: str, language: str) -> str:
    zh = language == "zh"
    if what == "value":
        return f"参数 `{name}` 的值" if zh else f"the value of `{name}`"
    if what == "len":
        return f"`{name}` 的长度" if zh else f"the length of `{name}`"
    if what == "all":
        return f"`{name}` 里数的个数" if zh else f"how many numbers `{name}` has"
    if what == "0":
        return f"`{name}` 的行数" if zh else f"the number of rows of `{name}`"
    return f"`{name}` 第 {what} 维的大小" if zh else f"the size of dimension {what} of `{name}`"
