"""Models that every app shares."""

from core.models.base_page import BasePage
from core.models.children import TranslatableChild
from core.models.media import CustomDocument, CustomImage, CustomRendition

__all__ = ["BasePage", "CustomDocument", "CustomImage", "CustomRendition", "TranslatableChild"]
