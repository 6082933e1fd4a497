"""Believes that pictures are floating numbers from the start.

expect: test_image_items_are_bytes_and_an_int
says: Your pictures are floating numbers already. The item is the picture as it is in the file, uint8; the transform makes numbers of it.
says_zh: 你的图片已经是浮点数了。取出的应当是文件里原样的 uint8 图片，变成浮点数是 transform 的事。
"""


class ImageDataset(Dataset):
    def __init__(self, images_path, labels_path, transform=None):
        self.images, self.labels = read_raw(images_path, 3).float(), read_raw(labels_path, 1)
        self.transform = transform
        if len(self.images) != len(self.labels):
            raise ValueError(f"{len(self.images)} images, but {len(self.labels)} labels")

    def __getitem__(self, index):
        image = self.images[index]
        return (image if self.transform is None else self.transform(image)), int(self.labels[index])

    def __len__(self):
        return len(self.images)
