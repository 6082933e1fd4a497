"""What an exception of PyTorch, NumPy or Python most likely means, in one sentence beside its own message."""

from __future__ import annotations

import re
from typing import NamedTuple

from grader.judge.explain.reasons import Said, because
from grader.wire.messages import Raised

__all__ = ["RULES", "Rule", "crash"]

LONGEST = 500  # of a message that is looked at


class Rule(NamedTuple):
    """types: of the exception, or a base of it. pattern: searched for in the message; its named groups fill the sentence in."""

    name: str
    types: tuple[str, ...]
    pattern: str


# The first that fits is taken, so the narrow ones come first.
RULES = (
    Rule("none_has_no", ("AttributeError",), r"^'NoneType' object has no attribute '(?P<attribute>\w+)'"),
    Rule("none_in_arithmetic", ("TypeError",), r"'NoneType' and '|' and 'NoneType'|bad operand type for .*'NoneType'"),
    Rule("none_subscripted", ("TypeError",), r"'NoneType' object is not subscriptable"),
    Rule("none_unpacked", ("TypeError",), r"cannot unpack non-iterable NoneType|'NoneType' object is not iterable"),
    Rule("none_called", ("TypeError",), r"'NoneType' object is not callable"),
    Rule("forgot_self", ("TypeError",), r"(?P<function>[\w.]+)\(\) takes (?P<asked>\d+) positional arguments? but (?P<given>\d+) (?:was|were) given"),
    Rule("missing_argument", ("TypeError",), r"(?P<function>[\w.]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: '(?P<argument>\w+)'"),
    Rule("unknown_argument", ("TypeError",), r"(?P<function>[\w.]+)\(\) got an unexpected keyword argument '(?P<argument>\w+)'"),
    Rule("numpy_of_graph", ("RuntimeError",), r"Can't call numpy\(\) on Tensor that requires grad"),
    Rule("leaf_in_place", ("RuntimeError",), r"a (?:view of a )?leaf [Vv]ariable that requires grad is being used in an in-place operation"),
    Rule("backward_twice", ("RuntimeError",), r"backward through the graph a second time"),
    Rule("changed_in_graph", ("RuntimeError",), r"modified by an inplace operation"),
    Rule("no_graph", ("RuntimeError",), r"does not require grad and does not have a grad_fn"),
    Rule("backward_of_many", ("RuntimeError",), r"grad can be implicitly created only for scalar outputs"),
    Rule("leaf_only", ("RuntimeError",), r"only .*leaf (?:variables|Tensors).*deepcopy|Only Tensors created explicitly by the user"),
    Rule("devices", ("RuntimeError",), r"Expected all tensors to be on the same device|should be the same as weight type|expected device"),
    Rule("target_dtype", ("RuntimeError",), r"expected target dtype to be Long|expected scalar type Long but found (?P<found>\w+)|not implemented for '(?P<found2>Int|Float|Double|Short|Char|Byte)'.*|\"nll_loss\w*\" not implemented"),
    Rule("mixed_dtypes", ("RuntimeError",), r"expected (?:m1 and m2|mat1 and mat2) to have the same dtype|mat1 and mat2 must have the same dtype|expected scalar type (?P<wanted>\w+) but found (?P<found>\w+)|Found dtype (?P<found2>\w+) but expected (?P<wanted2>\w+)"),
    Rule("mean_of_integers", ("RuntimeError",), r"mean\(\): could not infer output dtype|could not infer output dtype. Input dtype must be either a floating"),
    Rule("grad_of_integers", ("RuntimeError",), r"[Oo]nly Tensors of floating point (?:and complex )?dtype can require gradients"),
    Rule("result_type", ("RuntimeError",), r"result type (?P<found>\w+) can't be cast to the desired output type (?P<wanted>\w+)"),
    Rule("numpy_result_type", ("UFuncTypeError", "_UFuncOutputCastingError"), r"Cannot cast ufunc '\w+' output from dtype\('(?P<found>\w+)'\) to dtype\('(?P<wanted>\w+)'\)"),
    Rule("matrices", ("RuntimeError",), r"mat1 and mat2 shapes cannot be multiplied \((?P<one>\d+x\d+) and (?P<two>\d+x\d+)\)|size mismatch"),
    Rule("matrices_numpy", ("ValueError",), r"matmul: Input operand 1 has a mismatch|shapes (?P<one>\([\d,]+\)) and (?P<two>\([\d,]+\)) not aligned"),
    Rule("pair_for_number", ("TypeError",), r"must be tuple of ints, but found element of type (?:tuple|list)"),
    Rule("too_few_to_choose", ("RuntimeError",), r"selected index k out of range"),
    Rule("empty_list", ("RuntimeError", "ValueError"), r"expect(?:s|ed) a non-empty (?:list of Tensors|TensorList)|need at least one array to (?:stack|concatenate)"),
    Rule("export_tuple", ("UserError",), r"Expecting `args` to be a tuple"),
    Rule("broadcast", ("RuntimeError",), r"The size of tensor a \((?P<one>\d+)\) must match the size of tensor b \((?P<two>\d+)\)"),
    Rule("broadcast_numpy", ("ValueError",), r"operands could not be broadcast together"),
    Rule("einsum", ("RuntimeError", "ValueError"), r"^einsum\(\): subscript (?P<letter>\w) has size (?P<one>\d+) for operand \d+ which does not broadcast with previously seen size (?P<two>\d+)|does not match previous terms|cannot reshape operand .* einstein"),
    Rule("kernel_too_large", ("RuntimeError",), r"Kernel size can't be greater than actual input size"),
    Rule("stack", ("RuntimeError", "ValueError"), r"stack expects each tensor to be equal size|Sizes of tensors must match except in dimension|all input array(?:s must have the same shape| dimensions)"),
    Rule("probabilities", ("RuntimeError",), r"all elements of (?:input|target) should be between 0 and 1"),
    Rule("view", ("RuntimeError",), r"view size is not compatible with input tensor's size and stride"),
    Rule("reshape", ("RuntimeError", "ValueError"), r"shape '(?P<shape>\[[\d, -]+\])' is invalid for input of size (?P<size>\d+)|cannot reshape array of size (?P<size2>\d+) into shape (?P<shape2>\([\d,-]+\))"),
    Rule("channels", ("RuntimeError",), r"expected input\[[\d, ]+\] to have (?P<wanted>\d+) channels, but got (?P<found>\d+) channels"),
    Rule("target_out_of_range", ("IndexError",), r"Target (?P<index>-?\d+) is out of bounds"),
    Rule("index_minus_hundred", ("IndexError", "RuntimeError"), r"index -100 is out of bounds"),
    Rule("out_of_bounds", ("IndexError", "RuntimeError"), r"index (?P<index>-?\d+) is out of bounds for (?:dimension|axis) (?P<axis>\d+) with size (?P<size>\d+)"),
    Rule("dimension", ("IndexError", "AxisError"), r"Dimension out of range|axis -?\d+ is out of bounds for array"),
    Rule("too_many_indices", ("IndexError",), r"too many indices for (?:tensor|array)"),
    Rule("float_index", ("IndexError", "TypeError"), r"tensors used as indices must be long|arrays used as indices must be of integer|only integers?(?: tensors| scalar arrays)?|only integer scalar arrays can be converted"),
    Rule("range_of_float", ("TypeError",), r"'float' object cannot be interpreted as an integer"),
    Rule("one_element", ("RuntimeError",), r"a Tensor with (?P<n>\d+) elements cannot be converted to Scalar"),
    Rule("truth", ("RuntimeError", "ValueError"), r"Boolean value of Tensor with more than one value is ambiguous|truth value of an array with more than one element is ambiguous"),
    Rule("array_for_tensor", ("TypeError",), r"must be Tensor, not (?:numpy\.)?ndarray|expected Tensor as element \d+ in argument 0, but got (?:numpy\.)?ndarray|got \(?(?:numpy\.)?ndarray"),
    Rule("number_for_tensor", ("TypeError",), r"must be Tensor, not (?P<found>int|float|list|tuple|bool)|received an invalid combination of arguments - got \((?P<found2>int|float|list|tuple)\b"),
    Rule("tensor_method_on_array", ("AttributeError",), r"'numpy\.(?:ndarray|float\d+|int\d+)' object has no attribute '(?P<attribute>\w+)'"),
    Rule("array_method_on_tensor", ("AttributeError",), r"'Tensor' object has no attribute '(?P<attribute>astype|copy|fill|tolist_|transpose_|size_|dot_|append)'"),
    Rule("number_method", ("AttributeError",), r"'(?P<found>int|float|list|tuple|str|dict|bool)' object has no attribute '(?P<attribute>\w+)'"),
    Rule("list_arithmetic", ("TypeError",), r"unsupported operand type\(s\) for (?P<operator>\S+): '(?:list|tuple)' and|can't multiply sequence by non-int"),
    Rule("super_init", ("AttributeError",), r"cannot assign (?:module|parameters?) before Module\.__init__\(\) call"),
    Rule("module_attribute", ("AttributeError",), r"module '(?P<module>numpy|torch|torch\.\w+(?:\.\w+)?)' has no attribute '(?P<attribute>\w+)'"),
    Rule("own_attribute", ("AttributeError",), r"'(?P<type>\w+)' object has no attribute '(?P<attribute>\w+)'"),
    Rule("empty_parameters", ("ValueError",), r"optimizer got an empty parameter list"),
    Rule("not_iterable", ("TypeError",), r"'(?P<found>\w+)' object is not iterable"),
    Rule("not_callable", ("TypeError",), r"'(?P<found>Tensor|int|float|list|tuple|str|numpy\.ndarray|dict)' object is not callable"),
    Rule("unbound", ("UnboundLocalError",), r"local variable '(?P<name>\w+)'"),
    Rule("name_missing", ("NameError",), r"name '(?P<name>\w+)' is not defined"),
    Rule("recursion", ("RecursionError",), r""),
    Rule("unpack", ("ValueError",), r"(?:too many|not enough) values to unpack"),
    Rule("key", ("KeyError",), r"^(?P<key>['\"]?[\w.]+['\"]?)$"),
    Rule("module_missing", ("ModuleNotFoundError",), r"No module named '(?P<module>[\w.]+)'"),
    Rule("block_missing", ("IndentationError",), r"expected an indented block"),
    Rule("indentation", ("IndentationError", "TabError"), r""),
    Rule("never_closed", ("SyntaxError",), r"^'(?P<sign>[(\[{])' was never closed"),
    Rule("unmatched", ("SyntaxError",), r"^(?:unmatched '(?P<sign>[)\]}])'|closing parenthesis '(?P<sign2>[)\]}])' does not match)"),
    Rule("colon_missing", ("SyntaxError",), r"^expected ':'"),
    Rule("one_equals_sign", ("SyntaxError",), r"Maybe you meant '==' or ':='|cannot assign to \w+ here. Maybe you meant '=='"),
    Rule("quote_missing", ("SyntaxError",), r"unterminated (?:triple-quoted )?(?:f-)?string literal"),
    Rule("comma_missing", ("SyntaxError",), r"Perhaps you forgot a comma"),
    Rule("outside_function", ("SyntaxError",), r"^'(?P<word>return|yield|await)' outside (?:async )?function"),
    Rule("old_print", ("SyntaxError",), r"Missing parentheses in call to 'print'"),
    Rule("foreign_sign", ("SyntaxError",), r"invalid (?:character '(?P<sign>.)' \(U\+(?:FF[0-5][0-9A-F]|300[0-9A-F]|301[0-9A-F]|201[0-9A-F])\)|non-printable character (?P<sign2>U\+(?:3000|00A0|200B|FEFF)))"),
    Rule("zero_division", ("ZeroDivisionError",), r""),
    Rule("math_domain", ("ValueError",), r"math domain error|expected a (?:positive|nonnegative) input"),
    Rule("math_range", ("OverflowError",), r"math range error"),
    Rule("math_of_tensor", ("TypeError", "ValueError"), r"only (?:length-1|0-dimensional) arrays can be converted to Python scalars|only one element tensors can be converted to Python scalars"),
)  # fmt: skip


def crash(raised: Raised) -> Said | None:
    """The sentence of the first rule that fits; None where none does."""
    message = raised.message[:LONGEST]
    for rule in RULES:
        if not {raised.type, *raised.bases} & set(rule.types):
            continue
        if match := re.search(rule.pattern, message):
            parts = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
            return _adjusted(rule.name, parts, raised)
    return None


def _adjusted(name: str, parts: dict[str, str], raised: Raised) -> Said | None:
    if name == "forgot_self":
        parts["function"] = parts["function"].split(".")[-1]
        one_more = int(parts["given"]) == int(parts["asked"]) + 1
        return because("crash_forgot_self" if one_more else "crash_argument_count", **parts)
    if name in {"missing_argument", "unknown_argument"}:
        parts["function"] = parts["function"].split(".")[-1]
    return because(f"crash_{name}", **parts)
