"""How often one client may ask: counted by address in the cache of the process, for as long as a window lasts.

What is kept is no address, only a number beside a keyed hash of it that nobody can turn back without the secret key.
"""

import ipaddress
import math
import re
import threading
import time

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from ninja.throttling import BaseThrottle

RATE = re.compile(r"([1-9][0-9]{0,8})/(s|m|h)")
SECONDS = {"s": 1, "m": 60, "h": 3600}


def parse_rate(text: str) -> tuple[int, int]:
    """`120/m` as (120, 60): so many requests in so many seconds. Raises ImproperlyConfigured for anything else."""
    found = RATE.fullmatch(text)
    if found is None:
        raise ImproperlyConfigured(
            f"“{text}” is no rate: write a number, a slash and s, m or h, as in 120/m."
        )
    return int(found[1]), SECONDS[found[2]]


class AddressThrottle(BaseThrottle):
    """At most as many requests of one client as the setting with this name says.

    ninja's own throttles remember the request on themselves, which threads would share.
    """

    def __init__(self, setting: str) -> None:
        parse_rate(getattr(settings, setting))
        self.setting = setting
        self._left = threading.local()

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; False where it is one too many."""
        number, seconds = parse_rate(getattr(settings, self.setting))
        now = time.time()
        window = int(now // seconds)
        key = f"{self.setting}:{window}:{client_of(self.get_ident(request) or '')}"
        cache.add(key, 0, seconds)
        try:
            count = cache.incr(key)
        except ValueError:  # the window has ended meanwhile
            return True
        self._left.seconds = max(1, math.ceil((window + 1) * seconds - now))
        return count <= number

    def wait(self) -> float | None:
        """How long the window lasts that the last request of this thread was counted in, in seconds."""
        return getattr(self._left, "seconds", None)


def client_of(address: str) -> str:
    """A name for who asks from an address. One client has the last half of an IPv6 address to itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        client = address
    else:
        client = (
            str(ipaddress.ip_network((parsed, 64), strict=False))
            if isinstance(parsed, ipaddress.IPv6Address)
            else str(parsed)
        )
    return salted_hmac("linking.api.throttling", client, algorithm="sha256").hexdigest()[:32]
