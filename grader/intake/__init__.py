"""From the bytes of a stranger to a Submission: files, folders, archives, notebooks, the downloads of platforms.

Nothing of a submission is run, imported or unpickled here, and every read is bounded. It knows the course,
not who grades: it imports no judge, engine or classroom.
"""
