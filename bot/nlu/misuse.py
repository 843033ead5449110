"""A card that somebody else keeps, lends, sells, copies or abuses: what is asked about is the card, not the loan.

"My ex used my card to open a SIM", "no vay tiền bằng cccd của em", "alquilé mi carnet para abrir una tienda": the
bank, the mobile line and the shop only say what it was used for. Told on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

BESIDE, OTHER = "beside", "other"
_CARD = (
    r"(?:(?:id|identity|chinese|vietnamese|citizen|lost|stolen|old|new|own) )*"
    r"(?:cards?|ids?|cccd|cmnd|can cuoc|ident\w+)"
)
_WHOSE = (
    r"(?:my|his|her|our|their|the|somebody s|someone s|someone else s|somebody else s|another person s"
    r"|a friend s|\w+ s)(?: \w+ s)?"
)
_THE = r"(?:the can cuoc|can cuoc|cccd|cmnd|cmt|chung minh(?: thu)?|giay to tuy than|the)"
_TARJETA = r"(?:tarjeta(?: de identidad)?|carnet?|cccd|cedula|dni|can cuoc|documento(?: de identidad)?)"
_MI = r"(?:mi|su|la|el|tu|un|una)"
_NEVER = (
    r"i (?:have |had )?never (?:borrowed|signed|opened|took|applied|registered|bought|asked for)"
    r"|i (?:did not|didn t|haven t|have not) (?:borrow|sign|open|take|appl|register)\w*"
)
_USE = re.compile(
    # English: kept, lent, used by another
    rf"\b(?:refus\w+|won t|wont|will not|doesn t want|does not want) to (?:give|return|hand) (?:me )?(?:back"
    rf" )?{_WHOSE} {_CARD}\b"
    rf"|\b(?:won t|wont|refuses to|will not) (?:give|return|hand)(?: me)?(?: it)? back {_WHOSE} {_CARD}\b"
    rf"|\b(?:keeps|kept|keeping|holds|holding|seized|confiscated|withholds|hostage) {_WHOSE} {_CARD}\b"
    rf"|\b(?:someone|somebody|anyone|ex|thief|scammers?|stranger|cousin|friend|he|she|they|who|nobody)(?:"
    rf" \w+){{0,5}}? "
    rf"(?:us(?:e|es|ed|ing)|abus\w+|misus\w+|open(?:s|ed)?|register(?:s|ed)?|t(?:ake|akes|ook)|borrow(?:s|ed)?"
    rf"|signed)"
    rf" [^.?!]{{0,40}}\b(?:with|using|on|in) {_WHOSE} {_CARD}\b"
    rf"|\b(?:ex|thief|scammers?|stranger|someone|somebody|he|she|they) (?:\w+ ){{0,2}}(?:used|uses|is using|abused"
    rf"|misused) "
    rf"{_WHOSE} {_CARD} (?:to|for)\b"
    rf"|\b(?:gave|lent|lend|lending|rented(?: out)?|rent out|renting out|sold|sell|pawned) {_WHOSE} {_CARD}(?:"
    rf" out)? (?:to|for|and)\b"
    rf"|\b(?:bought|borrowed|used|rented) (?:someone|somebody|another person|a friend|a stranger)(?: else)?(?: s)?"
    rf" {_CARD}\b"
    rf"|\b(?:copy|copies|photo|scan|picture) of {_WHOSE} {_CARD}\b[^?!]*\b(?:sell|sold|sells|ads?|spam|delete"
    rf"|leak\w*)\b"
    # Vietnamese
    rf"|\b(?:khong (?:chiu )?tra|giu|cam|thu|tich thu) (?:lai |luon |mat )?(?:cai )?{_THE}(?: goc)? (?:cua )?(?:toi"
    rf"|em|minh|tui|vo|chong|con|"
    r"nhan vien|cong nhan|khach)\b(?! (?:lam|can|o dau))"
    rf"|\b(?:no|han|ho|ke gian|ai do|nguoi ta|nguoi khac|thang \w+|con \w+|chong cu|vo cu|nguoi yeu cu|ban trai cu"
    rf"|ban)"
    rf"(?: \w+){{0,3}} (?:lay|dung|xai|su dung|muon|cam) (?:trom )?(?:cai |anh )?{_THE}\b[^.?!]{{0,25}}"
    r"\b(?:di )?(?:vay|mo|dang ky|lam sim|the chap|mua tra gop|lua|cam do|mo sim)\b"
    rf"|\b(?:vay|mo (?:tai khoan|sim|the)|dang ky (?:sim|vay)|lam sim)[^.?!,]{{0,25}}\bbang (?:anh )?{_THE} (?:cua"
    rf" )?(?:toi|em|minh|tui)\b"
    rf"|\bbi (?:nguoi khac|nguoi ta|ai do|ke gian|ho)?(?: lay| dung| xai| gia| loi dung| danh cap)+ (?:anh"
    rf" )?{_THE}\b[^.?!]{{0,25}}"
    r"\b(?:vay|mo|dang ky|lam sim)\b"
    rf"|\b(?:cho (?:nguoi khac |ban |no |ai )?(?:muon|thue)|ban|cam|cam co) (?:cai )?{_THE}\b[^.?!]{{0,25}}\b(?:cho"
    rf"|de|vay|mo|dang ky|lam)\b"
    # Spanish
    rf"|\b(?:alquil\w+|prest\w+|vend[ií]\w*|empen\w+|deje) {_MI} {_TARJETA} (?:a|para|por|y)\b"
    rf"|\b(?:alguien|mi ex|un estafador|un ladron|un desconocido|otro|otra persona|me)(?: \w+){{0,3}}? "
    rf"(?:us[oa]|usaron|usado|abrio|abrieron|abierto|pidio|pidieron|pedido|saco|sacaron|sacado|contrato|registro)"
    rf" [^.?!]{{0,40}}\bcon {_MI} {_TARJETA}\b"
    rf"|\b(?:alguien|mi ex|un estafador|un ladron|otro|otra persona) (?:\w+ ){{0,2}}(?:uso|usa|usado|utilizo"
    rf"|utilizado) {_MI} {_TARJETA} (?:para|en)\b"
    rf"|\b(?:no me (?:quiere |quieren )?(?:devolver|devuelve|devuelven)|se niega a devolver\w*|me (?:retiene"
    rf"|retienen)|se queda con|se quedo con)"
    rf" {_MI} {_TARJETA}\b"
    rf"|\b(?:guardo|guardaron|guarda|guardan|hizo|guardar) (?:una |la )?(?:copia|foto|fotocopia) de {_MI}"
    rf" {_TARJETA}\b"
)
_IN_ONE_S_NAME = re.compile(
    rf"\b(?:(?:loans?|debts?|credit)(?: \w+){{0,4}} (?:in|under) my name|{_NEVER}|stole my identity|identity theft"
    r"|dung ten (?:toi|em|minh|tui) (?:de |di )?(?:vay|mo|dang ky)|dung ten vay|tu dung (?:co|mang|dinh) (?:khoan"
    r" )?no"
    r"|(?:toi|em|minh|tui) (?:khong|ko|k|chua) (?:he |bao gio |tung )?vay|ten (?:toi|em|minh) bi (?:vay|mo|dang ky)"
    r"|(?:prestamos?|deudas?|creditos?)(?: \w+){0,4} (?:a|en) mi nombre|suplant\w+|usurp\w+ (?:mi|la) identidad|yo"
    r" no (?:ped|contrat|firm|sac)\w+|nunca (?:ped|contrat|firm)\w+)\b"
)
"""A debt, a line or an account that somebody else took in one's name."""
_NAMES_A_CARD = re.compile(
    rf"\b(?:{_CARD}|{_TARJETA}|can cuoc|cccd|cmnd|cmt|chung minh|mat the|the (?:cua|bi|da|cu)|personal number|so"
    rf" dinh danh)\b"
)
_DEBT = re.compile(
    r"\b(?:loans?|owe|debt|account|sim|line|credit|vay|no|tai khoan|thue bao|prestamo|deuda|credito|cuenta|linea"
    r"|debo)\b"
)


def find_misuse(text: str, folded: str) -> Iterator[dict[str, Any]]:
    """Yield where a card is kept, lent or abused, as what stands `beside` a card: nothing of it is others'."""
    if len(folded) != len(text):
        return
    words = re.sub(r"[^\w.?!]", " ", folded)
    found = _USE.search(words)
    if found is None and _NAMES_A_CARD.search(words) and _DEBT.search(words):
        found = _IN_ONE_S_NAME.search(words)
    if found:
        yield {"entity": BESIDE, "value": OTHER, "start": found.start(), "end": found.end()}
