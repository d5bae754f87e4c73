import pytest
from tests.factories import *
from tests.factories.case_studies import ALL_CRITERIA
import datetime as dt
pytestmark = pytest.mark.django_db
def test_x(db):
    s = CaseStudyPageFactory()
    e = translate(s)
    for k, v in ALL_CRITERIA.items(): setattr(s, k, v)
    s.status="good_practice"; s.decided_on=dt.date(2026,11,20)
    publish(s)
    e = reloaded(e)
    print(e.status, e.decided_on, e.live)
    assert e.is_good_practice
