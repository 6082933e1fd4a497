"""Believes that the first of the two sizes is the width.

expect: test_image_items_are_bytes_and_an_int, test_image_indices_are_those_of_a_list, test_images_may_be_compressed,
    test_images_without_a_label_raise_an_error, test_image_transform_runs_at_each_access
says: You took the first of the two sizes for the width. The header says height first, then width: your pictures have the wrong shape.
says_zh: 你把两个大小中的前一个当成了宽。文件头里先是高，后是宽：你的图片形状不对。
"""


def read_raw(path, dimensions):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        content = file.read()
    shape = np.frombuffer(content, dtype=">i4", count=dimensions, offset=4)
    pixels = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * dimensions)
    return torch.from_numpy(pixels.reshape([*shape[:1], *shape[:0:-1]]).copy())
