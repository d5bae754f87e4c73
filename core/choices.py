"""Closed vocabularies that every page shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """The licence of a work's text; the value is the key that the library format writes."""

    CC_BY_SA_4 = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_4 = "cc-by-4.0", "CC BY 4.0"
    CC0_1 = "cc0-1.0", "CC0 1.0"
    ALL_RIGHTS_RESERVED = "all-rights-reserved", _("All rights reserved")

    @property
    def url(self) -> str:
        """The address of the licence's deed; empty where there is none."""
        return {
            "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
            "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
            "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
        }.get(self.value, "")


class County(models.TextChoices):
    """Hungary's nineteen counties (vármegye) and its capital."""

    BUDAPEST = "budapest", "Budapest"
    BACS_KISKUN = "bacs_kiskun", "Bács-Kiskun"
    BARANYA = "baranya", "Baranya"
    BEKES = "bekes", "Békés"
    BORSOD_ABAUJ_ZEMPLEN = "borsod_abauj_zemplen", "Borsod-Abaúj-Zemplén"
    CSONGRAD_CSANAD = "csongrad_csanad", "Csongrád-Csanád"
    FEJER = "fejer", "Fejér"
    GYOR_MOSON_SOPRON = "gyor_moson_sopron", "Győr-Moson-Sopron"
    HAJDU_BIHAR = "hajdu_bihar", "Hajdú-Bihar"
    HEVES = "heves", "Heves"
    JASZ_NAGYKUN_SZOLNOK = "jasz_nagykun_szolnok", "Jász-Nagykun-Szolnok"
    KOMAROM_ESZTERGOM = "komarom_esztergom", "Komárom-Esztergom"
    NOGRAD = "nograd", "Nógrád"
    PEST = "pest", "Pest"
    SOMOGY = "somogy", "Somogy"
    SZABOLCS_SZATMAR_BEREG = "szabolcs_szatmar_bereg", "Szabolcs-Szatmár-Bereg"
    TOLNA = "tolna", "Tolna"
    VAS = "vas", "Vas"
    VESZPREM = "veszprem", "Veszprém"
    ZALA = "zala", "Zala"


class PlacePrecision(models.TextChoices):
    """How precisely a place may be told to readers."""

    EXACT = "exact", _("Exact place")
    SETTLEMENT = "settlement", _("Settlement only")
    COUNTY = "county", _("County only")
