"""Where an Elasticsearch is and what the site's indexes there are called."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

DEFAULT_PREFIX = "kka"
# Names of indexes are lower case and short (Elasticsearch: 255 bytes); ours get an ending.
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
# What Elasticsearch calls `encoded`: identity and secret in Base64.
_API_KEY = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")


@dataclass(frozen=True)
class Address:
    """`url` is the node without a login; `login` is (user, password) or None; `prefix` begins every index's name.

    `api_key` (empty: none) takes the login's place; `ca_file` (empty: those of the machine) holds the certificates of the
    authorities that a node may be certified by, as PEM.
    """

    url: str
    login: tuple[str, str] | None = field(default=None, repr=False)
    prefix: str = DEFAULT_PREFIX
    api_key: str = field(default="", repr=False)
    ca_file: str = ""

    @classmethod
    def read(cls, text: str, api_key: str = "", ca_file: str = "") -> "Address":
        """`http(s)://[user:password@]host:port[/index-prefix]` as an address.

        Raises ValueError, whose text says what is wrong and never repeats a password or a key.
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
        if api_key and login:
            raise ValueError("it names a login, and CMS_SEARCH_API_KEY is set: only one can be meant")
        if api_key and not _API_KEY.fullmatch(api_key):
            raise ValueError("CMS_SEARCH_API_KEY must be the key that Elasticsearch calls encoded, in Base64")
        if ca_file and parts.scheme != "https":
            raise ValueError("CMS_SEARCH_CA_FILE is for an address with https://")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return cls(f"{parts.scheme}://{host}:{port}", login, prefix, api_key, ca_file)
