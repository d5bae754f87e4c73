"""The addresses of the site, and one of each language behind which everything breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("This view breaks on purpose.")


urlpatterns = [path("hu/elromlott/", broken), path("en/broken/", broken), *urlpatterns]
