"""From a group of equal failures that nothing explains to a draft of a misconception: `dlgrade harvest`.

It reads a graded class and grades smaller and smaller programs in a session of its own. It may import all that grades and shows a class,
never what exports it.
"""
