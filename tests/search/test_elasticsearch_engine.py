"""The engine on Elasticsearch: the suite of all engines, and what only a server can suffer."""

import pytest

from search.engines.elasticsearch import Address, ElasticsearchEngine
from tests.search.elasticsearch_node import own_address
from tests.search.engine_suite import EngineSuite

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def engine() -> ElasticsearchEngine:
    engine = ElasticsearchEngine(Address.read(own_address()))
    engine.reset()
    return engine


class TestElasticsearchEngine(EngineSuite):
    @pytest.fixture
    def engine(self) -> ElasticsearchEngine:
        engine = ElasticsearchEngine(Address.read(own_address()))
        engine.reset()
        return engine
