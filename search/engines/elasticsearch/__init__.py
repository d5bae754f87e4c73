"""The engine for large or shared sites: one index on an Elasticsearch 9, without any plugin."""

from search.engines.elasticsearch.address import Address
from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["Address", "ElasticsearchEngine"]
