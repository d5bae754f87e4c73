"""The addresses of these views below `/admin/`."""

from django.urls import URLPattern, URLResolver, include, path

from linking.admin.gone import GoneWorksView, SuccessorView
from linking.admin.page_links import PageLinksView
from linking.admin.withdrawing import WithdrawVersionView

views = [
    path("pages/<int:page_id>/links/", PageLinksView.as_view(), name="page_links"),
    path("pages/<int:page_id>/links/<int:number>/withdraw/", WithdrawVersionView.as_view(), name="withdraw"),
    path("reports/gone-works/", GoneWorksView.as_view(), name="gone_works"),
    path("reports/gone-works/<str:code>/", SuccessorView.as_view(), name="successor"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((views, "linking_admin")))]
