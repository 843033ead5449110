"""Where a "lost" is no lost card: a face or an eye typed without marks ("anh chup mat"), a right, a job, a memory."""

from __future__ import annotations

import re

from common.text import fold

_FACE_BEFORE = re.compile(
    r"\b(?:rua|che|bit|deo|so khop|doi chieu|xac thuc|soi|mo mot|chup hinh|chup anh|hai|mot)\s+$"
)
"""Words before an unmarked "mat" that is "mặt" or "mắt" where no card and no "rồi" follows."""
_FACE_BEFORE_ANYTHING = re.compile(
    r"\b(?:chup|quet|mong|khuon|nhan dien|nhan dang|trang diem|xam|guong|kham|cap|nham|nhay|tren|vang|giu)\s+$"
)
"""Words before an unmarked "mat" that is no "mất", whatever follows: "quet mong mat", "giu bi mat"."""
_FACE_AFTER = re.compile(
    r"\s+(?:kinh|mui|mong|moc|khau|ma so|na|hang|trai tim|thiet|can thi|truoc(?! khi)|sau(?! khi| do| nay| day|"
    r" \d))\b"
)
_PRESENT = re.compile(r"\b(?:co|vang)\s+$")
_PRESENT_AFTER = re.compile(r"\s*(?:o\b|tai\b|truc tiep|de\b|luc\b|khi\b|dung\b|[.,?!]|$)")
"""An unmarked "co mat" that is "có mặt", to be present."""
_CARDS = (
    r"(?:the|cccd|cmnd|cmt|can cuoc|chung minh|giay to|id|cards?|documents?|carne|carnet|cedula|dni"
    r"|tarjetas?|documentos?)"
)
_ITS = (
    r"(?:\s+(?:my|his|her|their|our|the|a|an|all|some|mi|mis|su|sus|el|la|los|las|un|una|mot|het|di|luon|cai|ca|tam"
    r"|vietnamese|vietnamita))*"
)
_NO_CARD = re.compile(
    rf"{_ITS}\s+(?:"
    # Vietnamese
    r"gia tri|hieu luc|quyen|quoc tich|tu cach|nang luc|kha nang|viec|chuc|tri nho|ky uc|y thuc|tri giac|ngu"
    r"|dien(?! thoai)|mang|song|ket noi|lien lac|tap trung|long tin"
    r"|niem tin|uy tin|danh du|tich|hen|lich hen|cuoc hen|luot|suat|trat tu"
    r"|thinh luc|thi luc|mau|vi giac|suc|tay|chan|ngon|toc|rang|canh tay|van tay"
    r"|gioi han|can bang|kiem soat|binh tinh|thoi gian|co hoi|mat rieng tu|do net|mau sac"
    # English
    r"|jobs?|work|employment|memory|memories|mind|citizenship|nationality|appointments?|slot|turn|place in|track"
    r"|count"
    r"|interest|patience|hope|time|validity|force|effect|rights?|legal|capacity|ability|access|contact|connection"
    r"|signal|sight|eyesight|vision|hearing|eyes?|legs?|arms?|hands?|feet|foot|fingers?|fingertips?|thumbs?"
    r"|fingerprints?|hair|teeth|tooth|weight|voice|consciousness|status|permission|temper|money|income|husband|wife"
    r"|father|mother|parents?|dad|mom|mum|brother|sister"
    # Spanish
    r"|trabajos?|empleo|puesto|memoria|vista|vision|oido|citas?|turno|nacionalidad|ciudadania|dedos?|brazos?|manos?"
    r"|piernas?|pies?|ojos?|pelo|peso|cabello|dientes?|tiempo|derechos?|vigencia|validez|valor|capacidad|conexion"
    r"|contacto|acceso|esperanza|paciencia|conocimiento|huellas?|dinero|condicion|padres?|madre|marido|esposo|esposa"
    rf"|hij[oa]s?)\b(?!['’]s)(?!\s+(?:\w+\s+)?{_CARDS}\b)"
)
"""What is lost and is no card; people have died."""
_NO_CARD_BEFORE = re.compile(
    r"\b(?:jobs?|memory|hair|weight|hearing|vision|sight|nationality|citizenship|rights?|im|i(?: am|['’]m)|feel"
    r"|estoy|estaba|ando|me siento|nacionalidad|ciudadania|tiempo|memoria|cita|empleo|vigencia)"
    r"(?:\s+(?:is|was|has been|have been|completely|totally|so|a bit|bit|muy|un poco|es|fue|ha sido))*\s+$"
)
"""What is lost, said before it; "I am lost" is somebody who does not understand."""
_OF = re.compile(r"\s+(?:of|de|del)(?=\s)")
"""What joins a noun to what is lost: "loss of capacity", "pérdida de la nacionalidad"."""
_NAMES_A_CARD = re.compile(rf"\b{_CARDS}\b")
_A_RELATIVE = re.compile(
    rf"{_ITS}\s+(?:padres?|madre|marido|espos[oa]|hij[oa]s?|father|mother|parents?|dad|mom|mum|husband|wife|brother"
    rf"|sister)\b"
)
_AND_A_CARD = re.compile(rf"[^.;?!]{{0,30}}\b(?:and|y|e|va|cung|lan|voi|kem|with|con)\b[^.;?!]{{0,15}}\b{_CARDS}\b")


_RELATIVE = r"(?:bo|ba|cha|tia|me|ma|u|ong|ong noi|ba noi|ong ngoai|ba ngoai|vo|chong|anh|chi|bac|chu|co|di|cau)"
_A_RELATIVE_BEFORE = re.compile(
    rf"(?P<before>^|\b\w+\W+){_RELATIVE}(?: (?:noi|ngoai|trai|gai|ruot|vo|chong|re|dau))?(?: (?:toi|em|tui|minh"
    rf"|chau|con))?"
    r"(?: (?:da|moi|vua|vua moi|bi benh|bi tai nan|khong may|chang may))*\s+$"
)
"""Who may have died, right before a "mất", and the word before him."""
_OF_A_THING = re.compile(r"\b(?:cua|the|cccd|cmnd|cmt|cuoc|cho|giay|minh|bop|vi)\W+$")
"""Words before a relative whose thing is lost: "thẻ của ba em mất rồi"."""
_WHEN = re.compile(
    r"\s+(?:(?:duoc |cach day |tu |vao |luc |gan |hom |hoi |cung |gan day )*"
    r"(?:\d{1,2}[/-]\d|\d+ (?:ngay|tuan|thang|nam)|hom|ngay|nam|thang|hoi|tuan|dot|mua|dau|cuoi|ba nam|hai nam|may"
    r" nam|lau)\b"
    r"|(?:vi|do|tai) (?:benh|tai nan|covid|ung thu|tuoi|dot quy|dich)|som\b|roi\b|\s*[,.;?!]|\s*$)|^\s*[,.;?!]|^\s*$"
)
"""What is told of a death: when, why, or nothing more."""
_OF_A_DEATH = re.compile(
    r"\b(?:khai tu|bao tu|giay chung tu|dam tang|dam ma|chon cat|qua doi|nguoi (?:da )?(?:mat|chet|khuat)|di san"
    r"|thua ke"
    r"|mo ma|huong duong|huy so|giam tuoi|nguoi qua co|co phai (?:dem )?(?:nop|tra)(?! (?:don|phi|tien|phat|ho so"
    r"|giay|le phi|gi|bao))|nop lai|tra lai|giu (?:lai )?(?:the|lam ky niem)"
    r"|xoa (?:ten|thuong tru|dang ky))\b"
)
"""Words of a message that tells of somebody who died."""


_A_CARD_NEXT = re.compile(rf"{_ITS}\s+{_CARDS}\b")
_STILL_A_LOSS = re.compile(rf"\s+(?:cai |tam )?(?:roi|{_CARDS})\b")


def is_no_card_lost(text: str, start: int, end: int) -> bool:
    """Say whether the "lost" at `start` to `end` of a text says something else than that a card is gone."""
    folded = fold(text)
    before, after = folded[:start], folded[end:]
    typed = text[start:end].lower()
    if (typed == "mat" and _is_face(before, after)) or (typed == "bi mat" and before.endswith("giu ")):
        return True
    if typed in ("mat", "mất", "da mat", "đã mất", "vua mat", "vừa mất") and _is_death(before, after):
        return True
    joined = _OF.match(after)
    if _NAMES_A_CARD.search(folded[start:end]) or (joined and _A_RELATIVE.match(after[joined.end() :])):
        return False  # "mất thẻ tích ô nào", "la tarjeta perdida de mi madre"
    what = _NO_CARD.match(after[joined.end() :] if joined else after)
    if what:
        rest = after[(joined.end() if joined else 0) + what.end() :]
        return not _AND_A_CARD.match(rest)
    return bool(_NO_CARD_BEFORE.search(before)) and not _A_CARD_NEXT.match(after)


def _is_face(before: str, after: str) -> bool:
    """Say whether an unmarked "mat" is "mặt" (face, side), "mắt" (eye) or "mật" (secret)."""
    if _FACE_BEFORE_ANYTHING.search(before) or _FACE_AFTER.match(after):
        return True
    if _PRESENT.search(before):
        return bool(_PRESENT_AFTER.match(after))
    return bool(_FACE_BEFORE.search(before)) and not _STILL_A_LOSS.match(after)


def _is_death(before: str, after: str) -> bool:
    """Say whether a relative right before the word died: "ba em mất hôm 20/11, khai tử ở đâu"."""
    relative = _A_RELATIVE_BEFORE.search(before)
    if relative is None or _OF_A_THING.search(relative["before"]) or not _WHEN.match(after):
        return False
    return _OF_A_DEATH.search(before + after) is not None
