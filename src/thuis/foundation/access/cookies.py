"""What a cookie is called. Browsers give some names a meaning of their own."""

from django.conf import settings


def cookie_name(name: str, *, path: str = "/") -> str:
    """Over https: `__Host-…` comes from this host alone, with `Secure`, for all paths; else `__Secure-…`.

    A neighbouring host of the same domain can then neither set it nor overwrite it.
    """
    if not settings.HTTPS:
        return name
    return f"__Host-{name}" if path == "/" else f"__Secure-{name}"
