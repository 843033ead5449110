"""Where another office's paper only stands beside a card that is asked about: "my driving test is next week".

What is asked for decides: the noun that a verb of wanting, losing or renewing governs. A paper that is governed itself
("đổi bằng lái", "my passport expired") is what the message is about, unless its clause only tells what has been done
("nhập khẩu về nhà chồng rồi, có phải đổi thẻ không").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from common.text import fold, has_marks

Place = tuple[int, int]
"""The first character of a phrase, and the one after its last."""

_VERB = (
    # Vietnamese, folded
    r"(?:doi|cap|lam|xin|gia han|mat|roi|rot|danh roi|bi lay|lay|nhan|rut|huy|mo|khoa|nop|tra cuu|sang ten|dang ky"
    r"|cap nhat|hong|rach|gay|vay|tra|dong|sua|chinh|dinh chinh|chuyen|muon|mua|ban"
    # English
    r"|renew\w*|replac\w*|chang\w+|change|exchang\w+|exchange|updat\w+|gets?|getting|got"
    r"|apply for|applying for|appl\w+"
    r"|obtain\w*|request\w*|order\w*|los[et]\w*|lost|stole\w*|damag\w+|broke\w*|extend\w*|cancel\w*|unlock\w*|open\w*"
    r"|register\w*|collect\w*|pick up|issue|make|making|correct\w*|fix|pay|block\w*|report\w*"
    # Spanish
    r"|renov\w+|cambi\w+|canje\w+|sac[ao]\w*|saqu\w+|obten\w+|solicit\w+|ped\w+|pid\w+|tramit\w+|perd\w+|pierd\w+"
    r"|rob\w+"
    r"|actualiz\w+|recog\w+|recoj\w+|hac\w+|corrig\w+|correg\w+|pag\w+|bloque\w+|desbloque\w+|recuper\w+|anul\w+"
    r"|consig\w+|conseg\w+|repon\w+|repong\w+|duplic\w+|extravi\w+|registr\w+|inscrib\w+|homolog\w+|conval\w+)"
)
"""Verbs of wanting, losing, renewing."""
_SMALL = (
    r"(?:\s+(?:lai|cai|chiec|cuon|quyen|tam|mot|the|mat|moi|duoc|di|cho|con|toi|em|minh|vo|chong|bi|luon|het|cap|giay"
    r"|a|an|my|our|his|her|their|your|new|old|first|vietnamese|of|for|to|on|up|another|expired|lost|damaged|wife s"
    r"|el|la|los|las|un|una|mi|mis|su|sus|tu|nuevo|nueva|primer|primera|mio|de|del|lo|me|le|se|otro|otra|vietnamita))"
    r"{0,4}\s*$"
)
_GOVERNED = re.compile(rf"\b{_VERB}{_SMALL}")
"""A verb right before a noun, with small words between."""
_WRITTEN_IN_IT = re.compile(
    r"\b(?:change|update|correct|fix|doi|sua|cap nhat|dinh chinh|actualiz\w+|cambi\w+|corrig\w+)\b[^,.?!]{0,40}"
    r"\b(?:in|on|tren|trong|en|del)(?: (?:the|el|la|my|our|mi|cuon|quyen|giay))*\s*$"
)
"""A verb of changing what is written in a paper: "change the number in the red book"."""
_HAPPENED = re.compile(
    r"^\W*(?:cu |nay |cua \w+ |toi |em |minh |vietnamita |espanol ){0,2}(?:thi |da |moi |sap |vua )?(?:bi )?"
    r"(?:mat|roi(?= mat| dau| o)|rot|danh roi|cuop|trom|het han|hong|rach"
    r"|doi|lam(?! viec)|cap|gia han|o dau|bao lau|bao nhieu|het bao|can gi|can giay|phai lam"
    r"|(?:(?:has |have |is |was |got |just |been |about to )*(?:expire\w*|lost|stolen|damaged|renewal|replacement"
    r"|application|fee|cost\w*|run\w* out|locked|blocked))"
    r"|(?:se |me |ya |esta |ha |fue )*(?:venc\w+|caduc\w+|expir\w+|perd\w+|robad\w+|extravi\w+|bloquead\w+))\b"
)
"""What is said of a paper right behind its name, and makes it the subject."""
_BEGINS_WITH_A_VERB = re.compile(
    r"^(?:dang ky|khai|lam|tach|nhap|cat|chuyen|xoa|sang ten|gia han|cap|mo|vay|quyet toan|hoan|bao|open"
    r"|register|registering|get|file|hacer\w*|hacemos|inscrib\w+|registr\w+|sacar|tramitar|abrir|renovar|matricul\w+"
    r"|casarme|divorciarme|uy quyen|ra|di|tach|thu tuc|cong chung|move|cancel|poder para)\b"
)
"""Phrases that name what that office does."""
_REGISTERS = re.compile(
    r"\s*(?:$|[.?!,]|(?:cho|o dau|can|mat bao|bao nhieu|bao lau|tre|lai|online|qua mang|tai|nhu|the nao|phai|duoc"
    r"|xong)\b)"
)
"""What follows a "khai sinh" that is an act; else it is the paper: "khai sinh ghi 15/8", "khai sinh của em sai"."""
_BIRTH_PAPER = "khai sinh"
_ACCOUNT = re.compile(
    r"\b(?:vneid|e-?account|electronic (?:id|identity|account|identification)|dinh danh(?: dien tu)?|e-?id|cuenta"
    r" electronica"
    r"|identidad electronica|tai khoan dinh danh)\b"
)
"""A foreigner's account, which a visa or a passport only stands beside."""
_BY_WAY_OF = re.compile(
    r"\b(?:with|by|via|through|on|in|using|con|por|en|mediante|desde|qua|tren|bang|voi|trong|vao)"
    r"(?: (?:the|my|his|a|el|la|mi|su|ung dung|app|tai khoan|account|cuenta|company s))*\s+(?:\w+['’]s\s+)?$"
)
"""Words before an account by way of which another office's paper is asked for: "con el VNeID de la empresa"."""
OF_FOREIGNERS = ("visa", "passport")
_CARD = re.compile(
    r"\b(?:can cuoc|cccd|cmnd|cmt|chung minh(?: thu)?|(?:id |identity |identification |citizen )?cards?"
    r"|ids?|identity document|tarjetas?|carne|carnet|dni|cedula|documento (?:de identidad|nacional)|shenfenzheng"
    r"|identity[ -]certificates?"
    r"|certificado de identidad)\b"
)
"""A card of ours, named without its own name as well."""
THEMSELVES_CARDS = ("bank", "student", "health_insurance", "sim", "visa")
"""Papers of other offices beside which a bare "card" may be theirs."""
_NO_OTHER_CARD = re.compile(r"can cuoc|cccd|cmnd|cmt|chung minh|\bids?\b|ident|citizen|dni|cedula|shenfenzheng")
"""What is in the name of a card that can be no other office's."""
_UNMARKED_CARD = re.compile(
    r"(?<=\bmat |\bdoi |\blam |\bcap |\blay |\blai |\bcai |\btam )the\b(?! nao)"
    r"|\bthe(?= (?:cu|moi|nay|cua|bi|het|lam|khong|ko|chua|cc|can cuoc|roi|gan chip)\b)"
)
"""An unmarked "the" that is "thẻ"."""
_CLAUSE = re.compile(
    r"[.,;:?!\n…]+|\s(?:pero|but|ma|nhung|xong thi|roi thi|xong|roi(?= muon| co phai| co can)|thi co phai)\s"
)
_ASKS = re.compile(
    r"\b(?:bao nhieu|bao lau|bao gio|may ngay|the nao|lam sao|ra sao|thi sao|o dau|di dau|cho nao|khi nao|gi"
    r"|khong|ko|hong|how|what|where|when|which|can i|do i|must i|should i|cuanto|cuanta|donde|cuando|como|cual|que"
    r"|puedo|debo)\b"
)
_OBJECTLESS = re.compile(
    r"\b(?:where|how|when|can|must|should|do)\b[^.?!,]*\b(?:renew|be replaced)\s*(?:$|[,.?!])"
    r"|\bthe replacement\b|\bthe new one\b|\bla reposicion\b|\bel duplicado\b|\bla nueva\s*[,.?!]"
)
"""A wish for what needs no name: "where do I renew", said before another clause that names a paper."""
_OF_IT = re.compile(
    r"\b(?:what|where|how|when|can|must|should|do)\b[^.?!,]*\b(?:replace|change|get|renew|make) (?:it|one)\b"
    r"|\b(?:phai|can|nen|muon) (?:doi|lam lai|cap lai|thay)\b|\b(?:sacar|renovar|cambiar|pedir|obtener)l[ao]\b"
)
"""A wish for "it", which is the card where one is named."""
_WITHOUT = re.compile(r"\b(?:sin|without|no|chua co|khong co)(?: (?:tener|mi|my|el|la|an?|any|un|una))*\s*$")
"""Words before a card that somebody has not: no more is told of it."""
_INSTEAD = re.compile(
    r"\b(?:instead of|in place of|en vez del?|en lugar del?|thay cho|thay the cho)(?: (?:an?|my|el|mi))?\s*$"
)
"""What is used in place of another paper is what is asked about."""
OFFICES = ("bank", "notary", "sim", "land", "civil_status", "student")
"""Kinds of papers whose word is often that of who asks for a card: "the notary wants proof"."""
_DEMANDS = re.compile(
    r"^ (?:me |nos |se )*(?:pide|piden|exige|exigen|quiere|dice|wants?|asks?|says?|requires?|doi|yeu cau|bao|noi)\b"
    r"(?! (?:gi|que|what|nhieu|lau|gio)\b)[^.?!]*\b(?:cards?|ids?|numbers?|digits|proof|prueba|tarjeta|carne|dni"
    r"|numeros?|cifras|cccd|cmnd|can cuoc|the|so)\b"
)
_DEMANDED = re.compile(r"\bl[oa]s? (?:pide|piden|exige|exigen)(?: (?:el|la|mi|un|una))?\s*$")
"""Who asks for something: said behind its name, or before."""
_STATE = re.compile(r"\b(?:noi|dang|co|chua co|chua|ve|con|with|con|tengo|than (?:her|his|my|their|our))(?: noi)?\s*$")
"""Words before a registered residence that is only somebody's state: "có tạm trú thì làm ở đây được không"."""
_DONE_HERE = re.compile(r"\b(?:lam|do it|hacer\w*|sacarl[ao]|renovarl[ao]|doi)\b(?!.*\bphat\b)")
RESIDENCE, NATIONALITY, HUKOU = "residence", "nationality", "hukou"
_HUKOU = re.compile(r"\bhukou\b")
_MOVED = re.compile(
    r"\b(?:pasar|trasladar|mover|move|transfer|cut|chuyen|nhap|cat)(?: (?:el|mi|su|my|the|our|her|his))?\s+$"
)
_JOINED = re.compile(r"\W*(?:y|e|and|va|voi|lan|cung)?\W*(?:el|la|mi|my|the|an?|primero|riêng)?\W*")
"""What joins a paper and a card that are lost or asked for together."""


def beside(text: str, papers: Mapping[Place, str], others: Sequence[Place] = ()) -> set[Place]:
    """Return which papers of other offices are only named beside a card.

    papers: where they stand in `text`, and what they are. others: phrases that are no card of ours either
    ("DNI español").
    """
    folded = fold(text)
    if len(folded) != len(text):
        return set()
    cards = [at for at in _cards(text, folded) if not any(_meet(at, one) for one in (*papers, *others))]
    accounts = [one.span() for one in _ACCOUNT.finditer(folded) if not _BY_WAY_OF.search(folded[: one.start()])]
    named = [at for at in cards if _NO_OTHER_CARD.search(folded[at[0] : at[1]])]
    return {
        paper
        for paper, kind in papers.items()
        if _is_beside(folded, paper, named if kind in THEMSELVES_CARDS else cards)
        or (kind in OF_FOREIGNERS and accounts and _is_beside(folded, paper, accounts))
        or _INSTEAD.search(folded[: paper[0]])
        or (kind in OFFICES and (_DEMANDS.match(folded[paper[1] :]) or _DEMANDED.search(folded[: paper[0]])))
        or (kind == NATIONALITY and _is_elsewhere(folded, paper, cards))
        or (kind == RESIDENCE and _is_a_state(folded, paper))
    }


def _is_beside(folded: str, paper: Place, cards: Sequence[Place]) -> bool:
    """Say whether one paper is not what is asked for: a card is, or is spoken of while the paper is not governed."""
    if any(_are_joined(folded, paper, card) for card in cards):
        return True
    first, last = _clause_of(folded, paper)
    happened = _HAPPENED.search(folded[paper[1] : last])
    if _is_wanted(folded, (first, last), cards) and not _ASKS.search(folded[first:last]) and not happened:
        return True
    if happened or _is_an_act(folded, paper) or _is_governed(folded, paper):
        return False
    return bool(cards)


def _is_an_act(folded: str, paper: Place) -> bool:
    """Say whether a phrase names what another office does, and no paper."""
    said = folded[paper[0] : paper[1]]
    if said == _BIRTH_PAPER:
        return _REGISTERS.match(folded[paper[1] :]) is not None
    return _BEGINS_WITH_A_VERB.match(said) is not None


def _is_wanted(folded: str, clause: Place, cards: Sequence[Place]) -> bool:
    """Say whether a card is wanted, lost or renewed outside the clause that names a paper."""
    first, last = clause
    outside = [card for card in cards if not first <= card[0] < last]
    around = f"{folded[:first]} . {folded[last:]}"
    return (
        any(_is_governed(folded, card) or _HAPPENED.search(folded[card[1] :]) for card in outside)
        or (bool(cards) and _OF_IT.search(around) is not None)
        or _OBJECTLESS.search(folded[:first]) is not None
    )


def hukou_beside(text: str, papers: Sequence[Place] = ()) -> Place | None:
    """Return where a hukou only tells whose card is meant: "perdió el carnet, hukou de Sichuan".

    papers: where other offices' papers stand; a hukou that is to be moved or had is one of them.
    """
    folded = fold(text)
    hukou = _HUKOU.search(folded)
    if papers or hukou is None or len(folded) != len(text) or _is_governed(folded, hukou.span()):
        return None
    if _MOVED.search(folded[: hukou.start()]):
        return None
    cards = _cards(text, folded)
    happens = any(_is_governed(folded, card) or _HAPPENED.search(folded[card[1] :]) for card in cards)
    return hukou.span() if happens else None


def _is_elsewhere(folded: str, paper: Place, cards: Sequence[Place]) -> bool:
    """Say whether cards are spoken of in another clause than a paper: "sắp thôi quốc tịch. Thẻ của em sẽ thế nào"."""
    first, last = _clause_of(folded, paper)
    return any(not first <= card[0] < last for card in cards)


def _is_a_state(folded: str, paper: Place) -> bool:
    """Say whether a registered residence only tells how somebody lives who asks where something is done."""
    before, behind = folded[: paper[0]], folded[paper[1] :]
    if _OBJECTLESS.search(folded):
        return True
    return bool(_STATE.search(before)) and bool(_DONE_HERE.search(behind) or _DONE_HERE.search(before))


def _are_joined(folded: str, paper: Place, card: Place) -> bool:
    """Say whether a card is named in one breath with a paper: "perdí el pasaporte y la tarjeta"."""
    between = folded[paper[1] : card[0]] if paper[1] <= card[0] else folded[card[1] : paper[0]]
    return bool(between.strip()) and _JOINED.fullmatch(between) is not None


def _is_governed(folded: str, noun: Place) -> bool:
    """Say whether a verb of wanting, losing or renewing stands before a noun, or before what is written in it."""
    before = folded[_clause_of(folded, noun)[0] : noun[0]]
    within = re.match(rf"{_VERB}\s", folded[noun[0] : noun[1]])
    return bool(within or _GOVERNED.search(before) or _WRITTEN_IN_IT.search(before))


def _clause_of(folded: str, place: Place) -> Place:
    """Return the clause in which something stands."""
    ends = [(match.start(), match.end()) for match in _CLAUSE.finditer(folded)]
    first = max((end for _, end in ends if end <= place[0]), default=0)
    last = min((start for start, _ in ends if start >= place[1]), default=len(folded))
    return first, last


def _cards(text: str, folded: str) -> list[Place]:
    """Return where cards are named; a marked "thẻ" is one wherever it stands."""
    lower = text.lower()
    vietnamese = re.finditer(r"\bthẻ\b", lower) if has_marks(text) else _UNMARKED_CARD.finditer(folded)
    found = [match.span() for matches in (vietnamese, _CARD.finditer(folded)) for match in matches]
    return [place for place in found if not _WITHOUT.search(folded[: place[0]])]


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
