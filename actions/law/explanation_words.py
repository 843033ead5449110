"""How the working of a computation is said: why a row was left out, and what a day was."""

from __future__ import annotations

from collections.abc import Mapping

from actions.law.rows import Words
from actions.law.selection import Why

LEFT_OUT: Mapping[Why, Words] = {
    "day": Words(
        vi="không có hiệu lực vào ngày đó",
        es="no regía ese día",
        en="not in force on that day",
    ),
    "issued": Words(
        vi="không có hiệu lực vào ngày cấp thẻ",
        es="no regía el día de la expedición",
        en="not in force on the day of issue",
    ),
    "procedure": Words(vi="dành cho thủ tục khác", es="es de otro trámite", en="for another procedure"),
    "reason": Words(vi="dành cho lý do khác", es="es para otro motivo", en="for another reason"),
    "reason_excluded": Words(
        vi="không áp dụng với lý do này", es="no alcanza a este motivo", en="does not reach this reason"
    ),
    "general": Words(
        vi="chỉ dùng khi có lý do riêng",
        es="solo vale con un motivo propio",
        en="only with a reason of its own",
    ),
    "person": Words(
        vi="dành cho đối tượng hoặc khu vực khác",
        es="es para otras personas o zonas",
        en="for other people or areas",
    ),
    "age": Words(vi="dành cho độ tuổi khác", es="es para otra edad", en="for another age"),
    "area": Words(vi="dành cho khu vực khác", es="es para otra zona", en="for another area"),
    "province": Words(vi="của tỉnh khác", es="es de otra provincia", en="of another province"),
    "channel": Words(
        vi="dành cho cách nộp khác", es="es para otro modo de presentación", en="for another way of filing"
    ),
    "document": Words(vi="dành cho giấy tờ khác", es="es de otro documento", en="for another document"),
    "expired": Words(
        vi="dành cho thẻ đã hết hạn, hoặc chưa hết hạn",
        es="depende de si la tarjeta está vencida, y aquí no es el caso",
        en="depends on whether the card has run out, which is otherwise here",
    ),
    "special": Words(
        vi="có dòng riêng cụ thể hơn thay thế",
        es="la sustituye una fila más específica",
        en="a more specific row takes its place",
    ),
    "first_of_many": Words(vi="đã có dòng khác đủ dùng", es="otra fila ya basta", en="another row already settles it"),
    "free_anyway": Words(
        vi="đã được miễn, không cần giảm", es="ya está exento, no hace falta rebaja", en="free already, nothing to cut"
    ),
    "settled": Words(
        vi="văn bản đang chờ đã có", es="el texto que se esperaba ya existe", en="the awaited text is out"
    ),
    "moment": Words(
        vi="chỉ nói trong trường hợp khác", es="solo se dice en otro caso", en="only said in another case"
    ),
    "expiry": Words(
        vi="không liên quan đến ngày hết hạn này",
        es="no afecta a este vencimiento",
        en="does not touch this day of expiry",
    ),
}

COUNTED = Words(vi="ngày được tính", es="cuenta", en="counts")
RECEIVED = Words(
    vi="ngày nộp đủ hồ sơ, không tính",
    es="día de entrega, no cuenta",
    en="the day the file was handed in, not counted",
)
MOVED = Words(
    vi="hạn rơi vào ngày nghỉ nên lùi đến ngày này",
    es="el plazo acababa en un día de descanso y pasa a este",
    en="the end fell on a rest day and moves here",
)
