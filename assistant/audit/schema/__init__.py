"""JSON Schemas of the files of a knowledge, for editors that complete and check while one types; made of the tables by which it is read."""

from assistant.audit.schema.files import kind_of, schemas
from assistant.audit.schema.keeping import SCHEMAS, KeptSchema, kept, unnamed

__all__ = ["SCHEMAS", "KeptSchema", "kept", "kind_of", "schemas", "unnamed"]
