"""What is not ours, and what comes before a refusal that would be a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions import refusing, router
from actions.answers import refusals
from actions.question import Question
from tests.actions.made import TODAY, know, question, real_library, unit
from tests.actions.test_router import FILIPINO, PASSPORT, finds, law, reasons

IDENTITY = {"named": ("identity",)}
LICENCE = {"neighbour": ("driving_licence",)}


@pytest.fixture(autouse=True)
def _nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch)


class TestOtherPapers:
    def test_the_card_of_another_country_is_declined(self) -> None:
        asked = question("renew my philippine id", "en", intent="renewal", entities=FILIPINO)
        assert reasons(refusing.other_country(asked, TODAY)) == ["other_country"]

    def test_who_names_vietnam_beside_it_is_not(self) -> None:
        asked = question("filipino in Vietnam", "en", entities={**FILIPINO, "country": ("vn",)})
        assert refusing.other_country(asked, TODAY) == []

    @pytest.mark.parametrize(("text", "language"), [("thẻ Philippines mất thì sao", "vi"), ("un DNI de allí", "es")])
    def test_no_unit_of_ours_answers_for_it(self, text: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.95)
        for intent in ("lost_card", "renewal", "off_topic", "neighbouring_procedure"):
            asked = question(text, language, intent=intent, entities={**FILIPINO, "reason": ("lost",)}, reason="lost")
            assert reasons(router.replies(asked, TODAY)) == ["other_country"]

    @pytest.mark.parametrize(
        ("country", "language", "office"),
        [
            ("spain", "vi", "Policía Nacional"),
            ("united_states", "en", "USCIS"),
            ("peru", "es", "RENIEC"),
            ("hong_kong", "en", "Immigration Department"),
            ("other", "en", "the office that issues it"),
        ],
    )
    def test_the_office_of_that_country_is_named(self, country: str, language: str, office: str) -> None:
        (reply,) = refusing.other_country(question("…", language, entities={"other_country": (country,)}), TODAY)
        assert office in reply.text

    def test_of_its_other_papers_no_card_office_is_named(self) -> None:
        asked = question("renew a Spanish licence", "en", entities={"other_country": ("spain",), **LICENCE})
        (reply,) = refusing.other_country(asked, TODAY)
        assert (reply.reason, "Policía" in reply.text) == ("neighbouring_procedure", False)
        assert "embassy" in reply.text

    def test_who_is_only_there_has_a_card_of_ours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.9)
        asked = question("we will be in Chile", "en", intent="renewal", entities={"abroad": ("chile",)})
        assert [reply.unit for reply in router.replies(asked, TODAY)] == ["keep-valid"]

    def test_another_office_s_paper_is_passed_on(self) -> None:
        asked = question("làm hộ chiếu ở đâu", intent="place", entities=PASSPORT)
        assert reasons(refusing.neighbour(asked, TODAY)) == ["neighbouring_procedure"]

    @pytest.mark.parametrize(
        "asked",
        [
            question("làm thẻ ở đâu", intent="place"),
            question("căn cước thay hộ chiếu", entities={**PASSPORT, "document": ("can_cuoc",)}),
            question("có cần mang hộ chiếu không", intent="papers", entities=PASSPORT),
            question("bằng lái trong VNeID", intent="electronic_id", entities={"neighbour": ("driving_licence",)}),
        ],
    )
    def test_a_card_a_paper_to_bring_or_to_have_in_vneid_is_our_question(self, asked: Any) -> None:
        assert refusing.neighbour(asked, TODAY) == []

    def test_what_is_filed_elsewhere_with_an_account_is_passed_on(self) -> None:
        asked = question("nộp thuế qua VNeID", intent="electronic_id", entities={"neighbour": ("tax",)})
        assert reasons(refusing.neighbour(asked, TODAY)) == ["neighbouring_procedure"]


class TestNeighbours:
    @pytest.mark.parametrize(
        ("named", "language", "office"),
        [
            ("divorce", "vi", "Toà án"),
            ("civil_status", "es", "Comité Popular"),
            ("traffic_fine", "en", "traffic police"),
            ("driving_licence", "vi", "cảnh sát giao thông"),
            ("notary", "en", "notary office"),
            ("sim", "es", "operadora"),
            ("bank", "en", "your bank"),
            ("student", "vi", "trường học"),
            ("visa", "es", "inmigración"),
            ("land", "en", "land registration"),
            ("nationality", "en", "Department of Justice"),
            ("nationality", "vi", "Sở Tư pháp"),
            ("criminal_record", "es", "1 de marzo de 2025"),
            ("passport", "en", "his own embassy"),
        ],
    )
    def test_each_procedure_names_its_own_office(self, named: str, language: str, office: str) -> None:
        reply = refusals.neighbouring(question("…", language, entities={"neighbour": (named,)}))
        assert office in reply.text

    @pytest.mark.parametrize("named", ["bank", "sim", "student", "divorce", "notary"])
    def test_what_no_office_of_the_state_does_is_not_on_its_portal(self, named: str) -> None:
        reply = refusals.neighbouring(question("…", "en", entities={"neighbour": (named,)}))
        assert "dichvucong" not in reply.text

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("renew my passport, I live in Leeds", {"abroad": ("united_kingdom",)}),
            ("renew my passport at the embassy", {"named": ("embassy",)}),
        ],
    )
    def test_abroad_the_embassy_sees_to_a_passport(self, text: str, told: Any) -> None:
        reply = refusals.neighbouring(question(text, "en", entities={**PASSPORT, **told}))
        assert "Vietnam's embassy" in reply.text
        assert "provincial police" not in reply.text

    def test_a_visa_for_another_country_is_its_embassy_s(self) -> None:
        visa = {"neighbour": ("visa",), "abroad": ("japan",)}
        elsewhere = refusals.neighbouring(question("a visa for Japan", "en", entities=visa))
        assert "embassy" in elsewhere.text
        home = refusals.neighbouring(
            question("visa for Vietnam, I'm in Japan", "en", entities=visa | {"country": ("vn",)})
        )
        assert "Vietnam's embassy" in home.text

    @pytest.mark.parametrize(
        ("named", "office"), [("visa", "visa centre"), ("residence", "exit-entry"), ("passport", "exit-entry")]
    )
    def test_of_china_its_own_offices_are_named(self, named: str, office: str) -> None:
        told = {"neighbour": (named,), "country": ("cn",)}
        assert office in refusals.neighbouring(question("…", "en", country="cn", entities=told)).text

    def test_a_visa_for_vietnam_is_not_chinas(self) -> None:
        told = {"neighbour": ("visa",), "country": ("cn", "vn")}
        assert "visa centre" not in refusals.neighbouring(question("…", "en", entities=told)).text

    def test_a_visa_is_asked_for_with_a_passport(self) -> None:
        told = {"neighbour": ("passport", "visa"), "country": ("cn",)}
        assert "visados" in refusals.neighbouring(question("…", "es", country="cn", entities=told)).text

    def test_a_paper_of_several_countries_is_that_of_where_somebody_is(self) -> None:
        told = {"other_country": ("other",), "abroad": ("south_korea",)}
        assert "Hàn Quốc" in refusals.other_country(question("thẻ ngoại kiều ở Hàn", entities=told)).text

    def test_a_can_cuoc_named_in_another_language_is_vietnams(self) -> None:
        told = {"other_country": ("united_states",), "document": ("can_cuoc",)}
        assert not refusals.is_of_another_country(question("is a Real ID my căn cước", "en", entities=told))
        assert refusals.is_of_another_country(question("căn cước Mỹ", entities=told))

    def test_who_is_to_be_married_names_no_paper_to_bring(self) -> None:
        told = {"neighbour": ("civil_status",)}
        asked = question("which papers to marry my wife", "en", intent="papers", sure=0.9, entities=told)
        assert not refusals.names_it_as_a_paper(asked)

    def test_who_wants_anothers_number_is_warned_of_no_scam(self) -> None:
        asked = question("số căn cước của anh A", intent="scam", entities={"file": ("others",)})
        assert reasons(refusing.warning(asked, TODAY)) == ["personal_data"]

    @pytest.mark.parametrize("entities", [{"neighbour": ("hukou",)}, {"country": ("cn",)}])
    def test_a_hukou_is_for_the_police_station_of_the_hukou(self, entities: Any) -> None:
        reply = refusals.neighbouring(question("transfer a hukou", "en", country="cn", entities=entities))
        assert "police station of the hukou" in reply.text

    @pytest.mark.parametrize("intent", ["neighbouring_procedure", "off_topic"])
    def test_a_paper_that_only_stands_beside_a_card_refuses_nothing(
        self, intent: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        know(monkeypatch, [unit()], 0.9)
        entities = {"beside": ("driving_licence",)}
        asked = question("thẻ mất làm lại mấy ngày, mai em thi bằng lái", intent=intent, sure=0.9, entities=entities)
        assert [reply.unit for reply in router.replies(asked, TODAY)] == ["keep-valid"]

    def test_with_a_paper_that_is_asked_for_it_is_passed_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.5)
        entities = {"beside": ("driving_licence",), **PASSPORT}
        asked = question("làm hộ chiếu", intent="neighbouring_procedure", sure=0.9, entities=entities)
        assert reasons(router.replies(asked, TODAY)) == ["neighbouring_procedure"]


class TestOwnFile:
    @pytest.mark.parametrize("intent", ["timeline", "number", "validity", "personal_data", "off_topic"])
    def test_no_rule_on_time_or_numbers_answers_for_a_file(self, intent: str, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.95)
        asked = question("thẻ của em in xong chưa", intent=intent, entities={"file": ("own",)})
        (reply,) = router.replies(asked, TODAY)
        assert (reply.status, reply.reason) == ("abstain", "personal_data")
        assert "dichvucong.gov.vn" in reply.text

    @pytest.mark.parametrize(
        ("text", "language", "said"),
        [
            ("số này là của ai", "vi", "không tra cứu"),
            ("whose number is it", "en", "do not look up"),
            ("búscame el número de mi jefe", "es", "No busco"),
        ],
    )
    def test_nobody_is_looked_up(self, text: str, language: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.95)
        asked = question(text, language, intent="number", entities={"file": ("others",)})
        (reply,) = router.replies(asked, TODAY)
        assert reply.reason == "personal_data"
        assert said in reply.text


class TestTalk:
    @pytest.mark.parametrize("intent", ["place", "off_topic", "card_question", "neighbouring_procedure"])
    def test_a_joke_gets_a_friendly_no_and_what_the_assistant_is_for(
        self, intent: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        know(monkeypatch, [unit()], 0.95)
        asked = question("do vampires renew their cards", "en", intent=intent, entities={"talk": ("joke",)})
        (reply,) = router.replies(asked, TODAY)
        assert (reply.status, reply.reason) == ("abstain", "off_topic")
        assert "identity cards" in reply.text
        assert reply.buttons

    def test_thanks_with_a_greeting_are_thanks(self) -> None:
        asked = question("gracias, saludos desde Quito", "es", intent="off_topic", entities={"talk": ("thanks",)})
        (reply,) = router.replies(asked, TODAY)
        assert (reply.status, reply.text.startswith("De nada")) == ("chat", True)


class TestFittingUnit:
    @pytest.mark.parametrize(
        "asked",
        [
            question("sim chính chủ phải có cccd à", entities={"neighbour": ("sim",), "document": ("cccd",)}),
            question("is my id number that of my passport", "en", entities={**PASSPORT, **IDENTITY}),
            question("mi pasaporte y mi número personal", "es", entities={**PASSPORT, **IDENTITY}),
            question("hộ chiếu có trong vneid không", entities={**PASSPORT, **IDENTITY}),
        ],
    )
    def test_where_a_card_its_number_or_vneid_is_named_a_unit_comes_before_the_refusal(
        self, asked: Question, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = replace(asked, intent="neighbouring_procedure", sure=0.7)
        know(monkeypatch, [unit()], 0.4)
        assert [reply.unit for reply in router.replies(asked, TODAY)] == ["keep-valid"]

    def test_what_only_may_be_meant_is_offered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        named = {"neighbour": ("sim",), "document": ("cccd",)}
        asked = question("sim chính chủ cần cccd", intent="neighbouring_procedure", sure=0.7, entities=named)
        know(monkeypatch, [unit()], 0.25)
        assert reasons(router.replies(asked, TODAY)) == ["did_you_mean"]
        know(monkeypatch, [unit()], 0.1)
        assert reasons(router.replies(asked, TODAY)) == ["neighbouring_procedure"]

    def test_the_surer_the_refusal_the_likelier_it_must_be(self, monkeypatch: pytest.MonkeyPatch) -> None:
        named = {"neighbour": ("driving_licence",), "document": ("cccd",)}
        asked = question("đổi bằng lái cần cccd", intent="neighbouring_procedure", sure=0.99, entities=named)
        know(monkeypatch, [unit()], 0.6)
        assert reasons(router.replies(asked, TODAY)) == ["neighbouring_procedure"]
        know(monkeypatch, [unit()], 0.85)
        assert [reply.unit for reply in router.replies(asked, TODAY)] == ["keep-valid"]

    def test_what_is_filed_with_an_account_is_passed_on_though_vneid_is_named(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        know(monkeypatch, [unit()], 0.6)
        asked = question("đăng ký tạm trú qua vneid", intent="online", entities={"neighbour": ("residence",)})
        assert reasons(refusing.neighbour(asked, TODAY)) == ["neighbouring_procedure"]

    def test_without_any_of_them_the_refusal_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.9)
        assert refusing.fitting_unit(question("đổi hộ chiếu", entities=PASSPORT), TODAY) == []


class TestBareName:
    @pytest.mark.parametrize("named", [{"document": ("cccd",)}, {"country": ("cn",)}])
    def test_where_nothing_but_a_name_of_ours_stands_it_is_asked_what_for(self, named: Any) -> None:
        asked = question("hukou", intent="neighbouring_procedure", entities=named)
        assert reasons(router.replies(asked, TODAY)) == ["topic_missing"]

    def test_another_paper_alone_is_passed_on(self) -> None:
        asked = question("hộ chiếu", intent="neighbouring_procedure", entities=PASSPORT)
        assert refusing.bare_name(asked, TODAY) == []

    def test_with_more_words_something_is_asked(self) -> None:
        asked = question("hukou ở đâu thế", intent="off_topic", entities={"country": ("cn",)}, rest=3)
        assert refusing.bare_name(asked, TODAY) == []


class TestOfItsMaking:
    @pytest.mark.parametrize(
        ("asked", "language"),
        [
            ("mực in trên căn cước của hãng nào", "vi"),
            ("công ty nào sản xuất chip căn cước", "vi"),
            ("máy in thẻ hiệu gì", "vi"),
            ("what brand of ink is on the card", "en"),
            ("which company makes the chip", "en"),
            ("qué empresa fabrica la tarjeta", "es"),
        ],
    )
    def test_who_makes_a_card_is_not_known(self, asked: str, language: str) -> None:
        (reply,) = router.replies(question(asked, language, entities={"document": ("can_cuoc",)}), TODAY)
        assert (reply.status, reply.reason, reply.buttons) == ("abstain", "no_ground", [])

    def test_what_a_unit_tells_of_it_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit("who-makes")], 0.7)
        (reply,) = router.replies(question("what brand of ink", "en"), TODAY)
        assert reply.unit == "who-makes"

    @pytest.mark.parametrize(
        "asked", ["hãng bay nào nhận VNeID", "công ty nào cũng đòi thẻ", "what company can ask for it"]
    )
    def test_a_firm_that_asks_for_the_card_makes_none(self, asked: str) -> None:
        assert refusing.of_its_making(question(asked), TODAY) == []


class TestRefusals:
    def test_a_text_that_is_named_is_asked_about(self, monkeypatch: pytest.MonkeyPatch) -> None:
        finds(monkeypatch, law())
        asked = question("luật 2023 nói gì", intent="off_topic", law="law_2023", entities={"law": ("law_2023",)})
        assert [reply.status for reply in refusing.named_text(asked, TODAY)] == ["retrieved"]
        assert refusing.named_text(question(intent="off_topic"), TODAY) == []

    def test_a_refusal_that_would_be_a_guess_gives_way_to_what_is_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.9)
        (reply,) = router.replies(question("đổi không ta", intent="off_topic", sure=0.3), TODAY)
        assert reply.unit == "keep-valid"

    def test_a_sure_one_that_names_another_paper_does_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.9)
        asked = question("đổi hộ chiếu", intent="neighbouring_procedure", sure=0.9, entities=PASSPORT)
        assert reasons(router.replies(asked, TODAY)) == ["neighbouring_procedure"]

    def test_of_another_country_no_office_of_vietnam_is_named(self) -> None:
        asked = question("renovar el pasaporte", intent="neighbouring_procedure", language="es", entities=PASSPORT)
        here, there = (refusals.neighbouring(replace(asked, country=country)).text for country in ("vn", "cn"))
        assert "dichvucong.gov.vn" in here
        assert "dichvucong.gov.vn" not in there
        assert "embajada" in there

    def test_nobody_s_own_file_is_answered_from_a_unit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.7)
        asked = question("thẻ của tôi làm xong chưa", intent="personal_data")
        assert reasons(router.replies(asked, TODAY)) == ["personal_data"]

    def test_how_anybody_finds_it_out_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit("check-status-how")], 0.9)
        (reply,) = router.replies(question("how do I check whether my card is ready", intent="personal_data"), TODAY)
        assert reply.unit == "check-status-how"

    def test_the_warning_is_always_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for intent in ("scam", "emergency"):
            (reply,) = refusing.warning(question("có người gọi đòi mã", intent=intent), TODAY)
            assert reply.reason == intent

    def test_beside_a_scam_only_what_is_on_scams_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = question("có người gọi đòi mã", intent="scam")
        finds(monkeypatch, law())
        assert len(refusing.warning(asked, TODAY)) == 1
        on_scams = next(p for p in real_library().passages if "scam" in p.topics and p.source != "safety")
        finds(monkeypatch, on_scams)
        assert len(refusing.warning(asked, TODAY)) == 2

    def test_who_asks_whether_it_is_one_hears_the_answer_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = question("công an có gọi điện đòi mã không", intent="scam", sure=0.95)
        know(monkeypatch, [unit(about={"topic": "scam"}, answer="Không.")], 0.9)
        answer, fixed = refusing.warning(asked, TODAY)
        assert (answer.unit, fixed.reason) == ("keep-valid", "scam")

    def test_a_likely_unit_of_any_topic_comes_before_the_warning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = question("lỡ cho người lạ chụp căn cước thì có phải đổi thẻ không", intent="scam", sure=0.95)
        know(monkeypatch, [unit()], 0.6)
        answer, fixed = refusing.warning(asked, TODAY)
        assert (answer.unit, fixed.reason) == ("keep-valid", "scam")
        know(monkeypatch, [unit()], 0.59)
        assert reasons(refusing.warning(asked, TODAY)) == ["scam"]


class TestNothingKnown:
    """Who names nothing of a card asks of something else, whatever the understanding took it for."""

    def test_it_is_off_the_subject(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.4)
        place = {"province": ("can_tho",)}
        asked = question("em ở Cần Thơ tìm việc ca tối", intent="place", sure=0.7, entities=place)
        assert reasons(router.replies(asked, TODAY)) == ["off_topic"]

    @pytest.mark.parametrize(
        "asked",
        [
            question("làm lúc nào", intent="first_card", entities={"procedure": ("first",)}),
            question("bao lâu thì có", intent="timeline"),
            question("rồi đi đâu", intent="place", topic="fee"),
        ],
    )
    def test_what_names_something_asks_for_a_figure_or_goes_on_is_not(self, asked: Question) -> None:
        assert refusing.of_nothing_known(asked, TODAY) == []

    def test_nor_is_what_a_unit_answers_all_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        know(monkeypatch, [unit()], 0.6)
        assert refusing.of_nothing_known(question("sinh đôi thì sao", intent="first_card", sure=0.7), TODAY) == []
