"""One page of a list as the standard wraps it. Pure."""

from lifesci.oruk.asking import Asked
from lifesci.oruk.given import given


def page(contents: list[dict], *, total: int, asked: Asked, version: int) -> dict:
    """The envelope. A page after the last is empty and says that it is the last, so that every walk comes to an end."""
    pages = -(-total // asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": [given(item) for item in contents],
        "x_lsr_register_version": version,
        "x_lsr_applied": asked.applied(),
        "x_lsr_ignored": asked.ignored,
    }
