"""Why a file cannot be held; raised by those who read files, caught by those who hold them."""


class NotReadable(Exception):
    """The file holds no text the register can read; the message is a sentence for whoever chose the file."""
