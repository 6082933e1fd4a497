"""The IPython extension, under the name that notebooks load: `%load_ext grader.magic`."""

from grader.learner.magic import load_ipython_extension

__all__ = ["load_ipython_extension"]
