"""How Hungarian writes dates, times and numbers (design brief §10)."""

DATE_FORMAT = "Y. F j."
SHORT_DATE_FORMAT = "Y. m. d."
YEAR_MONTH_FORMAT = "Y. F"
MONTH_DAY_FORMAT = "F j."
TIME_FORMAT = "G.i"
DATETIME_FORMAT = "Y. F j., G.i"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
