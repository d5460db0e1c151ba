"""The certificates: that a learner has mastered all topics, or done a course, as HTML or Markdown; and why there is none yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from assistant.knowledge.model import REGION
from assistant.texts import for_html, for_markdown
from assistant.train.courses import CourseProgress
from assistant.train.outline import course_name
from assistant.train.progress import Progress
from assistant.train.schedule import MASTERED_DAYS
from assistant.words.page import spoken
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
    lines = [
        gettext("{topic}: {number} pairs of cases", topic=wording.topic(topic.topic), number=topic.total)
        for topic in progress.topics
    ]
    foot = gettext(
        "{day}. Vårdlots, knowledge {version}. Mastered: the last answer to each case is right and is expected to be "
        "remembered for at least {days} days.",
        day=day.isoformat(),
        version=wording.knowledge.version,
        days=int(MASTERED_DAYS),
    )
    sentence = gettext("{learner} has mastered every topic of the training in Vårdlots.", learner=learner)
    return _page(
        gettext("Certificate of training"), [sentence, *_place(region, wording)], lines, foot, wording, as_html
    )


def course_certificate(
    learner: str,
    region: str | None,
    done: CourseProgress,
    topics: Iterable[str],
    wording: Wording,
    day: date,
    as_html: bool,
) -> str:
    """The certificate of a learner who has done a course on these topics. Raises ValueError if it is not done."""
    if not done.is_done:
        raise ValueError("not done")
    gettext = wording.language.gettext
    sentence = gettext(
        "{learner} has done the course “{course}” in Vårdlots: {number} cases, each answered right.",
        learner=learner,
        course=course_name(done.course, wording),
        number=done.total,
    )
    lines = [wording.topic(topic) for topic in dict.fromkeys(topics)]
    foot = gettext(
        "{day}. Vårdlots, knowledge {version}. A course is a beginning: the long training goes on with every topic.",
        day=day.isoformat(),
        version=wording.knowledge.version,
    )
    return _page(
        gettext("Certificate of a course"), [sentence, *_place(region, wording)], lines, foot, wording, as_html
    )


def _place(region: str | None, wording: Wording) -> list[str]:
    """The region that somebody works in."""
    if region is None:
        return []
    question = wording.knowledge.questions[REGION]
    return [wording.language.gettext("For work in: {region}", region=wording.value(question, region))]


def _page(title: str, paragraphs: list[str], lines: list[str], foot: str, wording: Wording, as_html: bool) -> str:
    """One page, as it is printed."""
    foot = f"{foot} {wording.elsewhere}".rstrip()
    put = partial(for_html, direction=wording.language.direction)
    if as_html:
        items = "".join(f"<li>{put(line)}</li>" for line in lines)
        told = "".join(f"<p>{put(line)}</p>" for line in paragraphs)
        return (
            f'<!doctype html><html {spoken(wording.language.code, wording.language.direction)}><head><meta charset="utf-8"><title>{for_html(title)}</title>'
            f"<style>{_STYLE}</style></head><body><main><h1>{put(title)}</h1>{told}<ul>{items}</ul></main>"
            f"<footer>{put(foot)}</footer></body></html>\n"
        )
    parts = [
        f"# {title}",
        *(for_markdown(line) for line in paragraphs),
        "\n".join(f"- {for_markdown(line)}" for line in lines),
    ]
    return "\n\n".join((*parts, f"*{for_markdown(foot)}*")) + "\n"
