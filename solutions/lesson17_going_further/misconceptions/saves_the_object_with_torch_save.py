"""Believes that torch.save of a model is an export.

expect: test_what_was_read_answers_as_in_evaluation, test_what_was_read_is_a_model_of_its_own,
    test_the_file_is_enough_in_a_new_process
says: torch.export.load finds no exported program in your file. Look at the function that writes it: torch.save of a whole model, for one, writes down the name of its class and where to import it from, and a new process has not that class.
says_zh: torch.export.load 在你的文件里找不到导出的程序。看看文件是哪个函数写的：比如用 torch.save 保存整个模型，记下的是类的名字和从哪里导入，而新进程里没有这个类。
"""


def export_and_reload(model: nn.Module, example: Tensor, path: str) -> nn.Module:
    """What was read from the file that holds the exported model."""
    model.eval()
    torch.save(model, path)
    return torch.load(path, weights_only=False)
