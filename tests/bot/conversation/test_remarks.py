"""Which of an adviser's words are internal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import remarks


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("// between us", id="plain"),
        pytest.param("  //between us", id="spaces before"),
        pytest.param("\u00a0\u3000// between us", id="other spaces before"),
        pytest.param("\u200b\ufeff\u2060// between us", id="invisible before"),
        pytest.param("\u3164// between us", id="a blank letter before"),
        pytest.param("/\u200b/ between us", id="invisible between"),
        pytest.param("\uff0f\uff0f between us", id="full width"),
        pytest.param("\u2044\u2215 between us", id="other slashes"),
        pytest.param("/// between us", id="three"),
        pytest.param("> // between us", id="quoted"),
        pytest.param("• // between us", id="in a list"),
        pytest.param("*_~`// between us`~_*", id="formatted"),
        pytest.param("\n \n\u2028\u200b\n// between us", id="blank lines before"),
        pytest.param("\x00// between us", id="a control character before"),
    ],
)
def test_line_that_begins_with_slashes_is_internal(line: str) -> None:
    said, remark = remarks.split(line)

    assert said == ""
    assert remark is not None
    assert "between us" in remark


@pytest.mark.parametrize(
    "line",
    ["https://example.org", "see // there", "and/or", "/ / apart", "", "one/two//three"],
)
def test_slashes_elsewhere_in_a_line_make_no_remark(line: str) -> None:
    assert remarks.split(line) == (line, None)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028", "\u2029", "\x85"])
def test_all_from_the_first_such_line_on_is_internal(end: str) -> None:
    said, remark = remarks.split(end.join(("Ringing you now.", "// upset", "since Monday")))

    assert (said, remark) == ("Ringing you now.", end.join(("upset", "since Monday")))


@given(st.text(alphabet=st.sampled_from("ab /\n\r\u200b\u2028>*_"), max_size=30))
def test_what_is_said_never_holds_a_line_that_begins_with_slashes(text: str) -> None:
    said, _ = remarks.split(text)

    assert remarks.split(said) == (said, None)
