from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.nlu.entities import find_entities

TODAY = date(2026, 11, 22)


def found(text: str) -> set[tuple[str, str]]:
    return {(entity["entity"], str(entity["value"])) for entity in find_entities(text, TODAY)}


@pytest.mark.parametrize(
    "said",
    [
        "tôi bị mất căn cước công dân",
        "toi bi mat can cuoc cong dan",
        "TÔI BỊ MẤT CCCD",
        "tôi bị mat căn cuoc công dân",
    ],
)
def test_phrases_are_found_however_their_marks_are_typed(said: str) -> None:
    assert ("reason", "lost") in found(said)
    assert found(said) & {("document", "cccd"), ("document", "can_cuoc")}


def test_a_word_with_other_marks_is_another_word() -> None:
    assert ("reason", "lost") not in found("mặt trước của thẻ")
    assert ("reason", "lost") not in found("mất bao lâu")


def test_a_strict_phrase_needs_its_marks() -> None:
    assert ("person", "island") in found("tôi sống ở đảo")
    assert ("person", "island") not in found("có phải lua dao không")
    assert ("other_country", "other") not in found("where do I renew my card")


def test_the_longest_phrase_wins() -> None:
    documents = {value for entity, value in found("thẻ căn cước công dân") if entity == "document"}
    assert documents == {"cccd"}


def test_every_province_of_the_law_is_found_by_its_names() -> None:
    known = yaml.safe_load(Path("data/law/provinces.yml").read_text(encoding="utf-8"))["provinces"]
    for province in known:
        for name in province["names"]:
            said = f"năm 2018 mất cmnd ở tỉnh {name} làm lại bao nhiêu"
            assert ("province", province["key"]) in found(said), said


@pytest.mark.parametrize(
    ("said", "province"),
    [
        ("em ở TP. Đà Nẵng", "da_nang"),
        ("tui o tp da nang", "da_nang"),
        ("tỉnh Bình Dương cũ", "binh_duong"),
        ("o binh duong", "binh_duong"),
        ("người Huế đi làm thẻ", "hue"),
        ("o hue", "hue"),
        ("TP.HCM", "ho_chi_minh"),
        ("tphcm", "ho_chi_minh"),
        ("thành phố Hồ Chí Minh", "ho_chi_minh"),
        ("Sài Gòn", "ho_chi_minh"),
        ("in Hanoi", "ha_noi"),
        ("en Saigón", "ho_chi_minh"),
        ("Thanh Hoá", "thanh_hoa"),
    ],
)
def test_provinces_by_their_usual_names(said: str, province: str) -> None:
    assert ("province", province) in found(said)
    assert ("area", "city") not in found(said)


@pytest.mark.parametrize(
    "said",
    [
        "mat phi ha nam nay",
        "phí có cao bằng năm ngoái không",
        "¿cuáles son la tasa y el plazo?",
        "sap nhap ha tinh nao",
        "what hue is the card",
    ],
)
def test_other_words_are_no_province(said: str) -> None:
    assert not any(entity == "province" for entity, _ in found(said))


def test_a_document_is_found_inside_a_procedure() -> None:
    assert {("procedure", "exchange"), ("document", "can_cuoc")} <= found("thủ tục đổi căn cước")


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("tôi sinh ngày 20/5/1990", "birth_date"),
        ("thẻ cấp ngày 20/5/1990", "issue_date"),
        ("em nộp hồ sơ ngày 20/5/1990", "received_date"),
        ("em đi làm thẻ ở phường từ ngày 20/5/1990", "received_date"),
        ("ngày 20/5/1990", "date"),
        ("nací el 20/5/1990", "birth_date"),
        ("it was issued on 20/5/1990", "issue_date"),
        ("I handed it in on 20/5/1990", "received_date"),
    ],
)
def test_the_words_before_a_date_tell_its_role(said: str, role: str) -> None:
    assert (role, "1990-05-20") in found(said)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("cái cccd gắn chip em làm hồi 2022", "issue_date"),
        ("my 2022 chip CCCD is gone", "issue_date"),
        ("tôi mất thẻ năm 2022, giờ làm lại bao nhiêu", "event_date"),
        ("I lost my card in 2022, what does a new one cost", "event_date"),
        ("phải nộp lệ phí mức năm 2022", "date"),
        ("năm 2022 mất CCCD thì nộp bao nhiêu", "date"),
    ],
)
def test_a_year_is_of_the_card_of_its_loss_or_of_the_law_asked_about(said: str, role: str) -> None:
    assert (role, "2022") in found(said)


ROLES = {"birth_date", "issue_date", "expiry_date", "received_date", "event_date", "date"}


def dates(text: str) -> list[tuple[str, str]]:
    found = find_entities(text, date(2026, 11, 29))
    return [(entity["entity"], entity["value"]) for entity in found if entity["entity"] in ROLES]


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("Tôi sinh 1992, thẻ cấp 2021", {"birth_date": "1992", "issue_date": "2021"}),
        ("sinh năm 1967, thẻ làm 2025", {"birth_date": "1967", "issue_date": "2025"}),
        ("sinh ngày 20/05/1990 có thẻ ngày 15/03/2021", {"birth_date": "1990-05-20", "issue_date": "2021-03-15"}),
        ("sinh 7/8/1985, 3/4/2022 thì sao", {"birth_date": "1985-08-07", "issue_date": "2022-04-03"}),
        ("07/08/1985, 03/04/2022", {"birth_date": "1985-08-07", "issue_date": "2022-04-03"}),
        ("07/08/1985 và 07/08/2035", {"birth_date": "1985-08-07", "expiry_date": "2035-08-07"}),
        ("thẻ con tôi cấp tháng 3/2024, cháu sinh 12/5/2010", {"issue_date": "2024-03", "birth_date": "2010-05-12"}),
        ("con sinh ngày 12/5/2010 làm thẻ tháng 3/2024", {"birth_date": "2010-05-12", "issue_date": "2024-03"}),
        ("nací en 1985, me dieron la tarjeta en marzo de 2021", {"birth_date": "1985", "issue_date": "2021-03"}),
        ("Born 1 June 1985, card from 2020", {"birth_date": "1985-06-01", "issue_date": "2020"}),
        ("thẻ cấp 15/3/2021 hết hạn 20/5/2030", {"issue_date": "2021-03-15", "expiry_date": "2030-05-20"}),
        ("giá trị từ 15/3/2021 đến 20/5/2030", {"issue_date": "2021-03-15", "expiry_date": "2030-05-20"}),
        ("my card says 20/05/2030", {"expiry_date": "2030-05-20"}),
        ("mi tarjeta vence el 20/05/2030", {"expiry_date": "2030-05-20"}),
        ("20/5/1990 là ngày sinh của tôi", {"birth_date": "1990-05-20"}),
        ("sinh 1987, làm CCCD năm 2017", {"birth_date": "1987", "issue_date": "2017"}),
        ("sinh 2013 thì năm 2027 có phải đổi thẻ không", {"birth_date": "2013", "date": "2027"}),
        ("Năm 2015 tôi làm CMND, nay muốn đổi thẻ", {"issue_date": "2015"}),
        ("làm thẻ trước Tết được không", {"date": "2027-02-05"}),
        ("nộp hồ sơ làm thẻ ngày 18/11/2026", {"received_date": "2026-11-18"}),
        ("hôm nay nộp thì tuần sau có thẻ chưa", {"received_date": "2026-11-29", "date": "2026-11-30"}),
        ("3 ngày nữa tôi nộp hồ sơ", {"received_date": "2026-12-02"}),
        ("hôm qua tôi mất thẻ", {"event_date": "2026-11-28"}),
        ("cấp lại năm 2020 bao nhiêu tiền", {"date": "2020"}),
    ],
)
def test_two_dates_are_told_apart_by_words_and_by_reason(said: str, roles: dict[str, str]) -> None:
    assert dict(dates(said)) == roles
    assert len(dates(said)) == len(roles)


@pytest.mark.parametrize(
    "said",
    [
        "Năm 2019 tôi đi làm xa, giờ mất thẻ căn cước thì làm lại phí bao nhiêu?",
        "Năm 2018 tôi ra nước ngoài, muốn làm lại thẻ thì phí bao nhiêu",
        "In 2018 I moved to Germany, now I lost my card, how much?",
        "tôi sống ở Đức từ năm 2022, phí làm lại thẻ bao nhiêu",
        "I have been living in Spain since 2022, what is the fee",
        "vivo en Madrid desde 2022, cuánto cuesta",
        "mẹ tôi nghỉ hưu từ 2021, đổi thẻ phí bao nhiêu",
        "retired since 2021, how much is it",
    ],
)
def test_a_year_in_a_story_is_not_the_day_asked_about(said: str) -> None:
    assert [role for role, _ in dates(said)] == ["event_date"]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("tháng 1/2017 tôi ở xã biên giới, mất CCCD xin lại bao nhiêu tiền", "2017-01"),
        ("phí năm 2019 bao nhiêu, giờ bao nhiêu", "2019"),
        ("How much did it cost in 2018?", "2018"),
        ("làm CCCD lần đầu năm 2017 lệ phí sao", "2017"),
        ("lệ phí đổi thẻ CCCD từ 01/7/2022", "2022-07-01"),
    ],
)
def test_a_year_that_is_asked_about_stays_so(said: str, value: str) -> None:
    assert dates(said)[0] == ("date", value)


def test_the_words_of_a_day_that_was_worked_out_are_kept() -> None:
    assert ("lunar_date", "2026-04-26 mùng 10 tháng 3 âm lịch") in found("nộp mùng 10 tháng 3 âm lịch")
    assert ("worded_date", "1990-05-20 05/20/1990") in found("born 05/20/1990")
    assert not any(entity == "worded_date" for entity, _ in found("sinh 20/05/1990"))


def test_a_birthday_without_its_year_has_none() -> None:
    assert ("birth_date", "--05-20") in found("tôi sinh ngày 20/5")


def test_a_card_is_no_word_that_joins_the_talk() -> None:
    assert ("cue", "opening") in found("thế mất thẻ thì sao")
    assert ("cue", "opening") not in found("the vua mat thi lam sao")


def test_a_card_believed_lost_is_not_lost() -> None:
    assert ("reason", "lost") not in found("lục ra cái thẻ tưởng đã mất")
    assert ("reason", "lost") not in found("the card I thought I had lost turned up")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("con em đủ 6 tuổi, em muốn bổ sung vân tay", "appearance"),
        ("can I add fingerprints to my card", "appearance"),
        ("quiero añadir las huellas", "appearance"),
        ("tôi vừa được xác lập lại số định danh", "new_number"),
        ("my personal number was cancelled", "new_number"),
        ("me dieron otro número personal", "new_number"),
    ],
)
def test_additions_and_a_number_set_anew_are_reasons(said: str, reason: str) -> None:
    assert ("reason", reason) in found(said)


def test_asking_whether_the_number_changes_is_no_number_set_anew() -> None:
    assert ("reason", "new_number") not in found("đổi thẻ thì có số định danh mới không")
    assert ("reason", "new_number") not in found("will the new card have a new personal number")


def test_a_date_that_does_not_exist_is_kept_as_it_was_typed() -> None:
    assert ("impossible_date", "31/02/2024") in found("tôi nộp ngày 31/02/2024")


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("con tôi 6 tuổi", 6),
        ("e 25t", 25),
        ("cháu mười bốn tuổi", 14),
        ("mi hija tiene ocho años", 8),
        ("I am thirty-eight years old", 38),
        ("a six year old girl", 6),
    ],
)
def test_ages_are_read_in_digits_and_in_words(said: str, age: int) -> None:
    assert ("age", str(age)) in found(said)


@pytest.mark.parametrize("said", ["hace tres años que venció", "bắt tôi cài một ứng dụng", "hai vợ chồng"])
def test_other_numbers_are_no_ages(said: str) -> None:
    assert not any(entity == "age" for entity, _ in found(said))


def test_every_value_is_in_the_vocabulary() -> None:
    terms = yaml.safe_load(Path("data/vocabulary.yml").read_text(encoding="utf-8"))
    for path in Path("data/entities").glob("*.yml"):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        if table["entity"] in terms:
            assert set(table["phrases"]) - {"none"} <= set(terms[table["entity"]]), path.name


@pytest.mark.parametrize("said", ["ủy ban xã", "uỷ ban xã", "UỶ BAN XÃ", "uy ban xa"])
def test_both_places_of_the_tone_are_read_alike(said: str) -> None:
    assert not {entity for entity, _ in found(f"làm lại cccd ở {said}")} & {"area"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("tôi mất thẻ rồi", ("reason", "lost")),
        ("toi mat the roi", ("reason", "lost")),
        ("mất thẻ của tôi rồi", ("reason", "lost")),
        ("I lost my card", ("reason", "lost")),
        ("perdí mi tarjeta", ("reason", "lost")),
    ],
)
def test_the_speaker_takes_no_word_from_what_happened(said: str, told: tuple[str, str]) -> None:
    assert {told, ("who", "self")} <= found(said)


@pytest.mark.parametrize(
    "said",
    ["cách tính?", "cach tinh the nao", "how was this counted?", "how did you work that out", "¿Cómo se calcula?"],
)
def test_who_asks_how_something_was_counted_is_heard(said: str) -> None:
    assert ("cue", "working") in found(said)


def test_what_to_do_now_is_not_how_it_was_counted() -> None:
    assert ("cue", "working") not in found("mất thẻ rồi giờ tính sao")


@pytest.mark.parametrize(
    "said",
    [
        "xã Hòa Ninh huyện Hòa Vang cũ giờ là xã nào, công an nào",
        "phuong 4 quan 3 gio la phuong nao",
        "tỉnh Bình Dương nhập vào tỉnh nào",
        "¿qué comuna es ahora xã Cát Tường, Phù Cát?",
        "xã Cát Tường, Phù Cát, which commune is it now?",
    ],
)
def test_who_asks_what_an_old_place_is_now_is_heard(said: str) -> None:
    assert ("aspect", "old_place") in found(said)


def test_any_commune_is_no_old_place() -> None:
    assert ("aspect", "old_place") not in found("tôi thuộc xã nào cũng làm được à")


@pytest.mark.parametrize(
    ("said", "country"),
    [
        ("mất HKID thì sao", "hong_kong"),
        ("thẻ My Number hết hạn", "japan"),
        ("my green card got wet", "united_states"),
        ("renew an Aadhaar card", "india"),
        ("me robaron el DNI español en Da Nang", "spain"),
        ("perdí la cédula colombiana en Hanói", "colombia"),
        ("căn cước Thái Lan làm lại ở đâu", "thailand"),
    ],
)
def test_a_paper_of_another_country_is_told_from_a_place(said: str, country: str) -> None:
    assert ("other_country", country) in found(said)
    assert ("country", "vn") not in found(said)


@pytest.mark.parametrize(
    "said", ["el registro civil se equivocó en mi nombre", "cómo se usa el chip", "mang thai có chụp ảnh được không"]
)
def test_a_word_that_is_no_country_is_none(said: str) -> None:
    assert not {entity for entity, _ in found(said)} & {"other_country", "abroad"}


def test_a_city_abroad_tells_where_somebody_is() -> None:
    assert ("abroad", "united_kingdom") in found("we have rented in London since May")


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("nộp đơn ly hôn ở đâu", "divorce"),
        ("tra phạt nguội ô tô", "traffic_fine"),
        ("hợp đồng ủy quyền mua nhà", "notary"),
        ("hukou for my nephew", "hukou"),
        ("the red book of our house", "land"),
        ("la línea de celular está cortada", "sim"),
        ("tarjeta de residencia temporal", "visa"),
    ],
)
def test_a_neighbour_is_told_by_its_own_office(said: str, office: str) -> None:
    assert ("neighbour", office) in found(said)
