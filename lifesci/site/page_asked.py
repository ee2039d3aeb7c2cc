"""The `page` parameter of the site's own long pages, read strictly."""

from lifesci.search.parameters import refuse_unknown, whole_number


def page_asked(params, pages: int) -> int:
    """The page number in a QueryDict that may hold nothing else; 1 if none is given.

    Raises BadParameter for any other parameter, for what is not a page number, and for a page after the last.
    """
    refuse_unknown(params, ("page",))
    return whole_number(params, "page", lowest=1, highest=max(pages, 1), default=1)
