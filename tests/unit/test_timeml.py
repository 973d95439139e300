"""TimeML: whole XML documents whose text is the text that was read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import eventrules
from eventrules.export.timeml import timeml

PUBLISHED = date(2024, 3, 6)


def written(extractor: eventrules.Extractor, text: str, *, published: date = PUBLISHED, id: str = "a1") -> ET.Element:
    times = extractor.find_times(text, published=published).timexes
    line = timeml(text, published=published, id=id, times=times, events=extractor.extract(text, published=published).events)
    assert "\n" not in line and "\r" not in line
    return ET.fromstring(line.encode("utf-8"))


def text_of(document: ET.Element) -> str:
    return "".join(document.find("TEXT").itertext())  # type: ignore[union-attr]


class TestText:
    @given(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
            | st.sampled_from("\n\r\t <&>'\"]")
        )
    )
    def test_comes_back_as_it_was(self, extractor: eventrules.Extractor, text: str):
        assert text_of(written(extractor, f"On Friday {text} in May 2023")) == f"On Friday {text} in May 2023"

    @given(st.text(st.characters(categories=["Cc", "Cs"]) | st.sampled_from("\ufffe\uffff a")))
    def test_what_xml_cannot_hold_is_replaced_one_for_one(self, extractor: eventrules.Extractor, text: str):
        expected = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]", "\ufffd", text)
        assert text_of(written(extractor, text)) == expected
        assert len(expected) == len(text)

    def test_the_id_is_told(self, extractor: eventrules.Extractor):
        assert written(extractor, "It rained.", id="<a&b>").findtext("DOCID") == "<a&b>"


class TestTimes:
    def test_of_the_text(self, extractor: eventrules.Extractor):
        document = written(extractor, "It rained on Monday, in early June 2023 and for two days.")
        assert [(t.text, dict(t.attrib)) for t in document.find("TEXT")] == [  # type: ignore[union-attr]
            ("Monday", {"tid": "t1", "type": "DATE", "value": "2024-03-04"}),
            ("early June 2023", {"tid": "t2", "type": "DATE", "value": "2023-06", "mod": "START"}),
            ("two days", {"tid": "t3", "type": "DURATION", "value": "P2D"}),
        ]

    def test_an_alternative_marks_the_times_it_names(self, extractor: eventrules.Extractor):
        document = written(extractor, "It may rain on Thursday or Friday.")
        assert [t.text for t in document.find("TEXT")] == ["Thursday", "Friday"]  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("published", "kind", "value"),
        [
            (PUBLISHED, "DATE", "2024-03-06"),
            (datetime(2024, 3, 6, 18, 0, tzinfo=UTC), "TIME", "2024-03-06T18:00+00:00"),
        ],
    )
    def test_of_publication(self, extractor: eventrules.Extractor, published: date, kind: str, value: str):
        time = written(extractor, "It rained.", published=published).find("DCT/TIMEX3")
        assert time is not None
        assert (time.text, time.get("tid"), time.get("type"), time.get("value")) == (value, "t0", kind, value)
        assert time.get("functionInDocument") == "CREATION_TIME"


class TestEvents:
    def test_an_event_its_instance_and_its_time(self, extractor: eventrules.Extractor):
        document = written(extractor, "Ann Lee is expected to meet Bo Kim on Friday.")
        event, time = document.find("TEXT")  # type: ignore[misc]
        assert (event.tag, event.text, dict(event.attrib)) == ("EVENT", "meet", {"eid": "e1", "class": "OCCURRENCE"})
        assert (time.tag, time.text) == ("TIMEX3", "Friday")
        (instance,) = document.findall("MAKEINSTANCE")
        assert dict(instance.attrib) == {
            "eiid": "ei1", "eventID": "e1", "pos": "OTHER", "tense": "FUTURE", "aspect": "NONE", "polarity": "POS",
            "modality": "expected",
        }  # fmt: skip
        (link,) = document.findall("TLINK")
        assert dict(link.attrib) == {"lid": "l1", "relType": "IS_INCLUDED", "eventInstanceID": "ei1", "relatedToTime": "t1"}

    def test_what_was_denied_is_negative(self, extractor: eventrules.Extractor):
        (instance,) = written(extractor, "Ann Lee did not meet Bo Kim.").findall("MAKEINSTANCE")
        assert instance.get("polarity") == "NEG"
