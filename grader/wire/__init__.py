"""What both sides speak: messages, the channel that carries them, values as bytes. Nothing here is ever pickled.

The one room that enters the sandbox beside the worker itself, so it imports nothing else of this package.
"""
