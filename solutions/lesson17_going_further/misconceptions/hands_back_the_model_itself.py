"""Believes that what was saved need not be read.

expect: test_what_was_read_is_a_model_of_its_own
says: What you gave back changes when the model changes: it is the model itself. A file that nobody has read is not proven.
says_zh: 原模型一改，你返回的也跟着变：它就是原模型。没有读回来过的文件，谁也不知道能不能用。
"""


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    """What was read from the file that holds the exported model."""
    model.eval()
    program = torch.export.export(model, (example,))
    torch.export.save(program, path)
    return model
