"""Validators of public answers (RFC 9110, 13.1.2). Pure; called by lifesci.api and lifesci.site."""


def is_known(held: str, etag: str) -> bool:
    """Whether an If-None-Match field names this ETag, by weak comparison. `*` is left to whoever has the answer."""
    return bool(held) and opaque(etag) in {opaque(tag) for tag in held.split(",")}


def opaque(tag: str) -> str:
    """The tag without the mark of weakness."""
    return tag.strip().removeprefix("W/")
