from __future__ import annotations

import random

import pytest

from bot.channels.core.masking import PLACEHOLDER, mask, mask_identity


@pytest.mark.parametrize(
    "number",
    [
        "123456789",
        "001090012345",
        "001 090 012 345",
        "0010 9001 2345",
        "001.090.012.345",
        "001-090-012-345",
        "001 - 090 - 012 - 345",
        "00 10 90 01 23 45",
        "0 0 1 0 9 0 0 1 2 3 4 5",
        "001/090/012/345",
        "００１０９００１２３４５",
        "001\u200b090\u200b012\u2060345",
        "001\u00a0090\u00a0012345",
        "110101199003078515",
        "11010119900307851X",
        "0912345678",
        "0912.345.678",
        "84 912 345 678",
        "028) 3822 1234",
        "19034567890123",
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("CCCD của tôi là ", " nhé"), ("CCCD", "ạ"), ("mi número: ", "."), ("(", ")")],
)
def test_personal_numbers_are_hidden(number: str, before: str, after: str) -> None:
    assert mask(f"{before}{number}{after}") == f"{before}{PLACEHOLDER}{after}"


@pytest.mark.parametrize(
    "text",
    [
        "Tôi sinh 20/05/1990, thẻ cấp 15-03-2021",
        "20/05/1990",
        "2026-11-22",
        "20.05.1990 3 ngày",
        "từ 01/07/2024-31/12/2025",
        "từ 01-07-2024 đến 31-12-2025",
        "ngày 31/02/2026",
        "năm 2019-2020-2021",
        "2019 2020 2021",
        "70.000 đồng",
        "35,000 VND",
        "70.000 - 100.000 đồng",
        "30.000-50.000-70.000",
        "30.000/50.000/70.000 đồng",
        "phạt 500.000-1.000.000 đồng",
        "Luật 59/2014/QH13 (20/11/2014)",
        "Quyết định 5710 (01/7/2025 đến 17/8/2026)",
        "70000 50000 30000",
        "150.000.000 đồng",
        "Luật 26/2023/QH15, Thông tư 73/2024/TT-BTC",
        "TT 73/2024 26/2023",
        "thủ tục 2.001195 1.014064",
        "mẫu CC01, DC02",
        "14, 25, 40, 60, 65 tuổi",
        "8:00 - 11:30, 13:30 - 17:00",
        "gọi 113, 114, 115 hoặc 1900 0368",
        "điều 25 khoản 4 điểm a",
        "tài khoản VNeID mức 2",
        "số điện thoại đổi từ 20/05/2020",
    ],
)
def test_dates_money_and_law_numbers_stay(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("sinh 20-05-1990 001090012345", f"sinh 20-05-1990 {PLACEHOLDER}"),
        ("001090012345 20/05/1990", f"{PLACEHOLDER} 20/05/1990"),
        ("năm 2021 001090012345", f"năm 2021 {PLACEHOLDER}"),
        ("0010 2012 3456", PLACEHOLDER),
        ("0912345678 hoặc 0987 654 321", f"{PLACEHOLDER} hoặc {PLACEHOLDER}"),
    ],
)
def test_a_date_beside_a_personal_number_stays(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text", ["stk 1234567", "số tài khoản ngân hàng: 12345678", "phone 3822 1234", "mi cuenta es 1234567"]
)
def test_a_word_before_it_makes_a_short_number_personal(text: str) -> None:
    assert mask(text).endswith(f" {PLACEHOLDER}")


@pytest.mark.parametrize("text", ["CMND 271.234.000 Đồng Nai", "cmnd 271.234.000 đồng tháp"])
def test_a_province_is_no_currency(text: str) -> None:
    assert "271" not in mask(text)


def test_masking_twice_changes_nothing() -> None:
    once = mask("CMND 123456789, gọi 0912.345.678, sinh 20/05/1990")
    assert mask(once) == once


def test_no_identity_number_survives_however_it_is_spelled() -> None:
    chance = random.Random(26)
    separators = ["", "", "", " ", ".", "-", " - ", "\u200b", "\u00a0", "–", "·"]
    fullwidth = str.maketrans("0123456789", "０１２３４５６７８９")
    words = ["", "CCCD", "số ", "tôi là ", "my ID: ", "ngày 20/05/1990 số ", "2021 "]
    for _ in range(5000):
        province = f"{chance.randint(1, 96):03}" if chance.random() < 0.7 else f"{chance.randint(1, 38):02}"
        digits = province + "".join(chance.choices("0123456789", k=9 if len(province) == 3 else 7))
        one_separator = chance.choice(separators)
        spelled = digits[0] + "".join(
            (one_separator if chance.random() < 0.5 else chance.choice(separators)) + digit for digit in digits[1:]
        )
        if chance.random() < 0.2:
            spelled = spelled.translate(fullwidth)
        masked = mask(f"{chance.choice(words)}{spelled}{chance.choice(['', ' nhé', '.', ' cấp 2021'])}")
        left = "".join(character for character in masked if character.isdecimal())
        assert PLACEHOLDER in masked, spelled
        assert digits not in left, (spelled, masked)


@pytest.mark.parametrize(
    "typed",
    [
        "mã OTP 482913",
        "OTP của tôi là 4829",
        "otp: 48 29 13",
        "ma xac nhan la 482913",
        "mã xác thực VNeID: 482913",
        "mật khẩu 123456 có đúng không",
        "482913 là mã OTP của tôi",
        "my verification code is 482913",
        "el código de verificación es 482913",
        "PIN 4829",
    ],
)
def test_one_time_codes_and_secrets_are_hidden(typed: str) -> None:
    assert PLACEHOLDER in mask(typed)
    assert not any(character.isdigit() for character in mask(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "sinh 20 05 1990",
        "cấp ngày 01 07 2021, hết hạn 20 05 2030",
        "từ 20 / 05 / 2020 đến 20 / 05 / 2030",
        "20 . 5 . 2020 20 . 5 . 2030",
        "điện thoại cấp ngày 20 05 1990",
        "tôi chưa nhận mã OTP, gửi hồ sơ từ 01/07/2024",
        "VNeID không gửi OTP 3 lần rồi",
        "mã hồ sơ năm 2024",
        "mật khẩu có cần 8 ký tự không",
    ],
)
def test_dates_with_spaces_and_counts_stay(typed: str) -> None:
    assert mask(typed) == typed


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Gọi 028 3822 1234 hoặc 1900 0368.", "Gọi 028 3822 1234 hoặc 1900 0368."),
        ("Điện thoại: 0912 345 678, +84 28 3822 1234", "Điện thoại: 0912 345 678, +84 28 3822 1234"),
        ("Thẻ 079090001234 đã có.", "Thẻ ●●● đã có."),
        ("CMND 271234567", "CMND ●●●"),
        ("Lệ phí 35.000 đồng, ngày 10/11/2026", "Lệ phí 35.000 đồng, ngày 10/11/2026"),
    ],
)
def test_an_officers_telephone_numbers_stay(said: str, kept: str) -> None:
    assert mask_identity(said) == kept
