"""Communities for the Murmurations network: a profile each, by the schema `organizations_schema-v1.0.0`.

Indexes of the network fetch a profile from its address and keep what they need to find it (https://docs.murmurations.network).
"""
