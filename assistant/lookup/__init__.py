"""Quick lookup without an interview: search over everything that is known, tables of status by age, and the contacts of a region."""

from assistant.lookup.contacts import ContactCard, ContactsPage, contacts_page
from assistant.lookup.results import Found, Hit
from assistant.lookup.scope import Scope
from assistant.lookup.search import Lookup
from assistant.lookup.tables import Cell, Note, Table, TableRow, table, table_topics
from assistant.lookup.when import When

__all__ = [
    "Cell",
    "ContactCard",
    "ContactsPage",
    "Found",
    "Hit",
    "Lookup",
    "Note",
    "Scope",
    "Table",
    "TableRow",
    "When",
    "contacts_page",
    "table",
    "table_topics",
]
