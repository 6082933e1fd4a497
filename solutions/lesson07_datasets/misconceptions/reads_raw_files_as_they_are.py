"""Believes that a compressed file can be read like any other.

expect: test_images_may_be_compressed
says: You read a .gz file without gzip: its bytes are compressed, and the header that you find in them is none.
says_zh: 你没有用 gzip 就读了 .gz 文件：里面的字节是压缩过的，读出来的文件头不是真正的文件头。
"""


def read_raw(path, dimensions):
    opener = open
    with opener(path, "rb") as file:
        content = file.read()
    shape = np.frombuffer(content, dtype=">i4", count=dimensions, offset=4)
    pixels = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * dimensions)
    return torch.from_numpy(pixels.reshape(shape.tolist()).copy())
