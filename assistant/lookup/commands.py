"""The words that do something while one looks things up, marked for translation: the same in the app and in the plain lines."""

from __future__ import annotations

from assistant.i18n import N_

START_A_CASE = N_("start a case")
OTHER_REGION = N_("next region")
PATIENTS = N_("all patients")
TABLES = N_("overview")
CONTACTS_WORD = N_("contacts")
