"""What is offered when no question is left. Ids of choices, beside those of values and topics.

The widgets tell the screen what the user did by calling it, not by messages: with messages, keys typed fast could overtake
one another and reply to the wrong question.
"""

from __future__ import annotations

NEW_PATIENT = "action:new_patient"
OTHER_TOPICS = "action:other_topics"
CHANGE_ANSWER = "action:change_answer"
