"""Where an Elasticsearch is and what the site's indexes there are called."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

DEFAULT_PREFIX = "kka"
# Names of indexes are lower case and short (Elasticsearch: 255 bytes); ours get an ending.
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True)
class Address:
    """`url` is the node without a login; `login` is (user, password) or None; `prefix` begins every index's name."""

    url: str
    login: tuple[str, str] | None = field(default=None, repr=False)
    prefix: str = DEFAULT_PREFIX

    @classmethod
    def read(cls, text: str) -> "Address":
        """`http(s)://[user:password@]host:port[/index-prefix]` as an address.

        Raises ValueError, whose text says what is wrong and never repeats a password.
        """
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("it must begin with http://host:port or https://host:port")
        try:
            port = parts.port
        except ValueError:
            port = None
        if not port:
            raise ValueError("it must name the port, for example :9200")
        if parts.query or parts.fragment:
            raise ValueError("it must end with the index prefix, without ? and #")
        if (parts.username is None) != (parts.password is None):
            raise ValueError("a login is user:password, with @, : and / in them written as %40, %3A and %2F")
        prefix = parts.path.strip("/") or DEFAULT_PREFIX
        if not _PREFIX.fullmatch(prefix):
            raise ValueError("the index prefix may hold a-z, 0-9, - and _ and begins with a letter or digit")
        login = None
        if parts.username is not None and parts.password is not None:
            login = unquote(parts.username), unquote(parts.password)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return cls(f"{parts.scheme}://{host}:{port}", login, prefix)
