"""dlgrade: grades PyTorch exercises; student code never shares a process with the tests.

The rooms are the walk of a submission: `course` says what is asked, `intake` takes it in, `engine` pairs a `judge` with a
`worker` in a `sandbox` (both speak `wire`), the result is a `scorecard`, a class of them a `classroom`; `reports` shows
them, `lms` exports them. `learner` and `authoring` are the loops of students and authors, `commands` what they type.
"""

__version__ = "0.1.0"
