"""Believes that an exported program is a file already.

expect: test_what_was_read_answers_as_in_evaluation, test_what_was_read_is_a_model_of_its_own,
    test_the_file_is_enough_in_a_new_process
says: Your program never left the memory: the file at path is as it was before, and the program still shares its weights with the model.
says_zh: 你的程序一直留在内存里：path 处的文件还是原样，程序的权重也仍与原模型共用。
"""


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    """What was read from the file that holds the exported model."""
    model.eval()
    program = torch.export.export(model, (example,))
    return program.module()
