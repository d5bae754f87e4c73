"""Permalinks in templates."""

from django import template

from linking.permalinks import labels

register = template.Library()
register.simple_tag(labels.qr_code, name="qr_code")
