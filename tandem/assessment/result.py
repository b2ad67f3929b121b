"""Tell the result of a self-assessment."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.advice.book import Book
from tandem.advice.describe import Describe
from tandem.advice.profile import Profile
from tandem.advice.rank import lacks
from tandem.assessment import code
from tandem.assessment.chart import radar
from tandem.assessment.compare import Compare
from tandem.assessment.questionnaire import Dimension, Question, Questionnaire
from tandem.assessment.score import Scores, gaps, mean, score, shown
from tandem.assessment.state import Assessment, Sheet
from tandem.files import Files
from tandem.phrases import Phrases
from tandem.reply import Reply, Source
from tandem.reply.reply import Attachment, Card, Suggestion

MOST_WEAK, MOST_PRACTICES = 2, 3


class Result:
    """Replies that tell scores, what follows from them, and how two people's views differ."""

    def __init__(self, questionnaire: Questionnaire, book: Book, phrases: Phrases, files: Files) -> None:
        self._questionnaire, self._book, self._phrases, self._files = questionnaire, book, phrases, files
        self._describe = Describe(book, phrases)
        self._compare = Compare(questionnaire, self._describe, phrases)

    def reply(self, state: Assessment, asked: Sequence[Question], profile: Profile) -> Reply:
        """What the answers so far come to."""
        own = score(self._questionnaire, asked, state.own.answers)
        other = self._of_sheet(state.other) if state.other else None
        first = {} if own.total is None else self._first(own, other, profile, alone=state.own.who == "both")
        return Reply(
            "result",
            self._text(own, state, asked, profile),
            points=tuple(self._line(dimension, own) for dimension in self._questionnaire.dimensions),
            cards=tuple(self._card(number, id, why) for number, (id, why) in enumerate(first.items(), 1)),
            after=" ".join(self._after(own, other, state)),
            attachments=self._charts(own, other, state),
            sources=(self._source(), *(self._describe.source(self._book.practices[id]) for id in first)),
            suggestions=self._offers(state, asked),
        )

    def _of_sheet(self, sheet: Sheet) -> Scores:
        """The scores of answers of which it is not known whether they were to the short form: they tell themselves."""
        short = self._questionnaire.is_short(sheet.answers)
        return score(self._questionnaire, self._questionnaire.asked(short=short, cases=()), sheet.answers)

    def _text(self, own: Scores, state: Assessment, asked: Sequence[Question], profile: Profile) -> str:
        if own.total is None or own.percent is None:
            count = sum(state.own.answers.get(q.id) is not None for q in asked)
            return self._phrases("assess_partial", count=count, all=len(asked))
        band = self._questionnaire.band(own.total)
        values = {"total": shown(own.total), "percent": round(own.percent), "band": band.name}
        told = self._phrases("assess_total", **values, also=band.also, means=band.means)
        at_peace = profile.size in ("solo", "small") and not profile.symptoms
        advice = self._phrases("assess_advice", advice=band.advice)
        return " ".join(filter(None, (told, advice, band.if_small if at_peace else "", band.beware)))

    def _line(self, dimension: Dimension, scores: Scores) -> str:
        value = scores.dimensions.get(dimension.id)
        if value is None:
            return self._phrases("assess_unscored", name=dimension.name)
        full = round(value)
        bar = self._phrases("bar_full") * full + self._phrases("bar_empty") * (5 - full)
        key = "assess_single" if dimension.id in scores.single else "assess_score"
        return self._phrases(key, name=dimension.name, score=shown(value), bar=bar)

    def _first(self, own: Scores, other: Scores | None, profile: Profile, *, alone: bool) -> dict[str, str]:
        """What to do first: at most three practices that fit, each with the reason ("" where it needs none)."""
        scores = mean(own, other) if other else own
        chosen: list[tuple[str, str]] = [(self._questionnaire.gap, "")] if other and gaps(own, other) else []
        chosen += [(id, "") for id in self._questionnaire.alone] if alone else []
        for dimension in scores.weakest(self._questionnaire, MOST_WEAK):
            value = scores.dimensions[dimension.id]
            why = self._phrases("assess_weak", name=dimension.name, score=shown(value))
            chosen += [(id, why) for id in dimension.practices[min(int(value + 1e-6), 3) - 1][:MOST_WEAK]]
        fitting = [(id, why) for id, why in chosen if not lacks(self._book.practices[id], profile)]
        first: dict[str, str] = {}
        for id, why in fitting:
            first.setdefault(id, why)
        return dict(list(first.items())[:MOST_PRACTICES])

    def _card(self, number: int, id: str, why: str) -> Card:
        practice = self._book.practices[id]
        rows = [
            ("tip_why", why),
            ("tip_first_step", practice.first_step),
            ("tip_owner", practice.owner),
            ("tip_effort", self._describe.effort(practice)),
            ("tip_watch", practice.metric),
            ("tip_from", self._describe.publishers(practice)),
        ]
        return self._describe.card(f"{number}. {practice.name}", rows)

    def _after(self, own: Scores, other: Scores | None, state: Assessment) -> list[str]:
        strong = [dimension.name for dimension in own.strong(self._questionnaire)]
        told = [self._phrases("assess_strong", names=self._describe.listed(strong))] if strong else []
        levels = {level for level in state.own.answers.values() if level}
        if len(levels) == 1 and len(state.own.answers) > 1:
            told.append(self._phrases("assess_equal"))
        if state.last_time and own.total is not None:
            told.append(self._compare.times(self._of_sheet(state.last_time), own, state.last_time.on))
        if other and state.other:
            told += self._compare.sides(own, other)
            told += self._compare.answers(state.own.answers, state.other.answers)
        elif own.total is not None and state.own.who != "both" and state.company is not None:
            told.append(self._phrases("assess_one_sided", code=self.code(state.own, state.company)))
        later = [self._phrases("assess_again_later")] if state.own.on else []
        return [*told, *later, self._phrases("assess_validity")]

    def code(self, sheet: Sheet, company: int) -> str:
        """The code of somebody's answers."""
        return code.encode(sheet.who, company, [q.id for q in self._questionnaire.questions], sheet.answers)

    def _charts(self, own: Scores, other: Scores | None, state: Assessment) -> tuple[Attachment, ...]:
        if own.total is None:
            return ()
        both = [d for d in self._questionnaire.dimensions if d.id in own.dimensions]
        drawn = {"assess_chart_own": own}
        if other:
            drawn["assess_chart_other"] = other
        elif state.last_time:
            drawn["assess_chart_before"] = self._of_sheet(state.last_time)
        series = {self._phrases(key): [s.dimensions.get(d.id, 0.0) for d in both] for key, s in drawn.items()}
        kept = self._files.keep("assessment.png", radar([d.name for d in both], series))
        told = [f"{d.name} {shown(own.dimensions[d.id])}" for d in both]
        return (Attachment("image", self._phrases("assess_chart"), ", ".join(told), kept.path, kept.url),)

    def _offers(self, state: Assessment, asked: Sequence[Question]) -> tuple[Suggestion, ...]:
        unfinished = any(q.id not in state.own.answers for q in asked)
        key, intent = ("offer_go_on", "assess_start") if unfinished else ("offer_tips", "want_tips")
        return (Suggestion(self._phrases(key), intent=intent),)

    def _source(self) -> Source:
        return Source(
            self._phrases("source_assessment"),
            self._phrases("assess_source"),
            "data/advice/assessment.yml",
            1,
            "assessment",
        )
