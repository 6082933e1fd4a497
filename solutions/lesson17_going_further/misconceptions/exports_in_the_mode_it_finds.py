"""Believes that export leaves dropout out by itself.

expect: test_what_was_read_answers_as_in_evaluation, test_what_was_read_is_a_model_of_its_own,
    test_the_file_is_enough_in_a_new_process
says: You exported the model in training mode. What goes into the file is what the model does at that moment: dropout, and the statistics of the batch.
says_zh: 你在训练模式下导出了模型。写进文件的是模型那一刻的做法：照样做 dropout，照样用本批的统计量。
"""


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    """What was read from the file that holds the exported model."""
    program = torch.export.export(model, (example,))
    torch.export.save(program, path)
    return torch.export.load(path).module()
