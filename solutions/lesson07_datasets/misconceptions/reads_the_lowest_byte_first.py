"""Believes that every file has its bytes in the order of the computer.

expect: test_image_items_are_bytes_and_an_int, test_image_indices_are_those_of_a_list, test_images_may_be_compressed,
    test_images_without_a_label_raise_an_error, test_image_transform_runs_at_each_access
says: You read the numbers of the header with the lowest byte first. In these files the highest comes first.
says_zh: 你按低位在前读了文件头里的数；这种文件是高位在前。
"""


def read_raw(path, dimensions):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        content = file.read()
    shape = np.frombuffer(content, dtype="<i4", count=dimensions, offset=4)
    pixels = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * dimensions)
    return torch.from_numpy(pixels.reshape(shape.tolist()).copy())
