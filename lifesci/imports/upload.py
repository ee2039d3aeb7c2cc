"""The most that anybody may send in one request: what is larger is left unread, and the page says so."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from lifesci.imports.files.bounds import MOST_BYTES

ROOM = 1024 * 1024  # for the other fields of a form


class Ceiling(FileUploadHandler):
    """Stands first: files of a request that is larger than any import are dropped as they arrive."""

    is_over = False

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 - Django's name
        """Look at the length that was announced."""
        self.is_over = content_length > MOST_BYTES + ROOM

    def new_file(self, *args, **options):
        """Skip every file of a request that is too large."""
        super().new_file(*args, **options)
        if self.is_over:
            raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        """Hand the data on."""
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the next handler."""
        return


def is_over(request) -> bool:
    """Was the request larger than the register reads?"""
    length = request.META.get("CONTENT_LENGTH") or ""
    return length.isdigit() and int(length) > MOST_BYTES + ROOM
