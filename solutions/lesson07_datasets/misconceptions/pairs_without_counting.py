"""Believes that two files which belong together always have the same length.

expect: test_images_without_a_label_raise_an_error
says: Your data set takes files of different lengths without a word. From there on a picture may have the label of another one.
says_zh: 两个文件长度不同，你的数据集却一声不吭。这样一来，图片可能配上别的图片的标签。
"""


class ImageDataset(Dataset):
    def __init__(self, images_path, labels_path, transform=None):
        self.images, self.labels = read_raw(images_path, 3), read_raw(labels_path, 1)
        self.transform = transform

    def __getitem__(self, index):
        image = self.images[index]
        return (image if self.transform is None else self.transform(image)), int(self.labels[index])

    def __len__(self):
        return len(self.images)
