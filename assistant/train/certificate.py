"""The certificate: that a learner has mastered all topics, as HTML or Markdown; and why there is none yet."""

from __future__ import annotations

from datetime import date

from assistant.texts import for_html, for_markdown
from assistant.train.progress import Progress
from assistant.train.schedule import MASTERED_DAYS
from assistant.words.wording import Wording

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "main{border:3px double #1b1b1b;padding:2rem}h1{font-size:1.6rem}li{margin:.15rem 0}footer{color:#444;font-size:.85rem}"
    "@media print{body{margin:1cm auto;font-size:11pt}}"
)


def missing(progress: Progress, wording: Wording) -> tuple[str, ...]:
    """The topics that are not mastered yet, each with how far the learner is; empty if there is a certificate."""
    return tuple(
        wording.language.gettext(
            "{topic}: {mastered} of {total} pairs mastered",
            topic=wording.topic(topic.topic),
            mastered=topic.mastered,
            total=topic.total,
        )
        for topic in progress.topics
        if not topic.is_mastered
    )


def certificate(
    learner: str, region: str | None, progress: Progress, wording: Wording, day: date, as_html: bool
) -> str:
    """The certificate of a learner whose `progress` is mastered. Raises ValueError if it is not."""
    if not progress.mastered:
        raise ValueError("not mastered")
    gettext = wording.language.gettext
    title = gettext("Certificate of training")
    sentence = gettext("{learner} has mastered every topic of the training in Vårdlots.", learner=learner)
    lines = [
        gettext("{topic}: {number} pairs of cases", topic=wording.topic(topic.topic), number=topic.total)
        for topic in progress.topics
    ]
    place = []
    if region is not None:
        question = wording.knowledge.questions["region"]
        place = [gettext("For work in: {region}", region=wording.value(question, region))]
    foot = gettext(
        "{day}. Vårdlots, knowledge {version}. Mastered: the last answer to each case is right and is expected to be "
        "remembered for at least {days} days.",
        day=day.isoformat(),
        version=wording.knowledge.version,
        days=int(MASTERED_DAYS),
    )
    if as_html:
        items = "".join(f"<li>{for_html(line)}</li>" for line in lines)
        paragraphs = "".join(f"<p>{for_html(line)}</p>" for line in (sentence, *place))
        return (
            f'<!doctype html><html lang="{wording.language.code}"><head><meta charset="utf-8"><title>{for_html(title)}</title>'
            f"<style>{_STYLE}</style></head><body><main><h1>{for_html(title)}</h1>{paragraphs}<ul>{items}</ul></main>"
            f"<footer>{for_html(foot)}</footer></body></html>\n"
        )
    parts = [
        f"# {title}",
        *(for_markdown(line) for line in (sentence, *place)),
        "\n".join(f"- {for_markdown(line)}" for line in lines),
    ]
    return "\n\n".join((*parts, f"*{for_markdown(foot)}*")) + "\n"
