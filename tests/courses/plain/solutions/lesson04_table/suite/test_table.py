import pytest

from grader.judge import check

FILE = b"class,fare\n2,10\n1,30\n2,\n1,50\n3,1\n"
FRAME = "import pandas as pd\ndef frame(columns): return pd.DataFrame(columns)\n"


@pytest.mark.task(1)
def test_read(student, worker):
    """read leaves out rows without a fare

    zh: read 去掉没有票价的行
    """
    table = student.read(worker.file("passengers.csv", FILE))

    assert table.shape == (4, 2)
    assert table["fare"].tolist() == [10, 30, 50, 1]


@pytest.mark.task(1, points=2)
def test_means(student, worker):
    """mean_fare has a mean for each class

    zh: mean_fare 给出每个舱位的平均值
    """
    table = worker.code(FRAME).frame({"class": [2, 1, 2, 1], "fare": [1.0, 2.0, 3.0, 6.0]})

    means = student.mean_fare(table)

    check.close(means.tolist(), [4.0, 2.0])
    assert means.index.tolist() == [1, 2]
