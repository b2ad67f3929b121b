from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tandem.assessment.code import COMPANIES, WHO, decode, encode

IDS = [f"q.{n}" for n in range(17)]
sheets = st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=17, max_size=17)


@given(st.sampled_from(WHO), st.integers(0, COMPANIES - 1), sheets)
def test_a_code_gives_back_what_it_was_made_from(who: str, company: int, levels: list[int | None]) -> None:
    answers = dict(zip(IDS, levels))
    code = encode(who, company, IDS, answers)
    assert decode(f"here it is: {code.lower()}.", IDS) == (who, company, answers)


def test_a_mistyped_code_is_refused() -> None:
    code = encode("sales", 7, IDS, dict.fromkeys(IDS, 3))
    wrong = [code[:n] + ("A" if code[n] != "A" else "B") + code[n + 1 :] for n in range(len(code)) if code[n] != "-"]
    assert sum(decode(text, IDS) is None for text in wrong) >= len(wrong) - 1


def test_a_text_without_a_code_holds_none() -> None:
    assert decode("i have a code", IDS) is None
