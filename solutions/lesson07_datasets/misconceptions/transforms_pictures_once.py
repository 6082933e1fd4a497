"""Believes that a transform is a preparation, done when the files are read.

expect: test_image_transform_runs_at_each_access
says: You transform the pictures once, when you read them. A random transform has to give something new each time that a picture is asked for.
says_zh: 你在读文件时就把图片变换好了，只做了一次；随机的变换每次取用都应当给出新的结果。
"""


class ImageDataset(Dataset):
    def __init__(self, images_path, labels_path, transform=None):
        self.images, self.labels = read_raw(images_path, 3), read_raw(labels_path, 1)
        if transform is not None:
            self.images = [transform(image) for image in self.images]
        if len(self.images) != len(self.labels):
            raise ValueError(f"{len(self.images)} images, but {len(self.labels)} labels")

    def __getitem__(self, index):
        return self.images[index], int(self.labels[index])

    def __len__(self):
        return len(self.images)
