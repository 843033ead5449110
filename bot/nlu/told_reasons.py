"""Reasons that are told in words of many shapes, which no list of phrases holds: found by rule, on folded text.

"Họ in nhầm năm sinh", "my commune has a new name", "broke my card in half". Each is narrow: it names who erred, what
is renamed, or the card that is broken. What is denied ("they did not print it wrong") tells no reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.nlu.denial import is_denied

REASON = "reason"
_CARD = (
    r"(?:the|cccd|cmnd|cmt|can cuoc|cards?|ids?|id cards?|identity cards?|tarjetas?|carnet?s?|dni|cedula|cmnd"
    r"|plastic)"
)
_MY = r"(?:my|our|his|her|their|the|this|that|mom s|dad s|mi|su|el|la|esta|este|mis|sus)"
_DATA = (
    r"(?:ten|ho|ho ten|chu dem|ngay sinh|nam sinh|thang sinh|ngay thang nam sinh|que quan|que|dia chi|gioi tinh|noi"
    r" sinh"
    r"|thuong tru|dan toc|thong tin|so|dau|chu|mot chu|mot so|the|cccd|can cuoc)"
)
_OFFICE = (
    r"(?:cong an|ca (?:phuong|xa|huyen|tinh)|can bo|co quan|ben (?:cong an|do|cap|in|lam the)|nguoi ta|ho|may ong"
    r" cong an"
    r"|phuong|xa|noi cap|nhan vien|anh cong an|chi cong an)"
)
_SLIP = r"(?:nham|sai|lon|trat|thieu)"
_WRITES = r"(?:in|ghi|nhap|go|danh may|danh|viet|lam|cap|khac|cap nhat)"
_DATUM = (
    r"(?:name|surname|middle name|birth ?day|birth ?date|date of birth|year(?: of birth)?|birth year|month|day|sex"
    r"|gender"
    r"|address|home ?town|origin|place of (?:birth|origin)|data|details|info|letter|digit|number|card|id)"
)
_DATO = (
    r"(?:nombres?|apellidos?|fecha(?: de nacimiento)?|ano(?: de nacimiento)?|nacimiento|sexo|direccion|domicilio"
    r"|lugar|datos?"
    r"|letra|tarjeta|carnet?|numero|mes|dia)"
)
_THEY = (
    r"(?:they|the (?:police|office|officer|clerk|printer|agency|authorit\w+|cop|lady at the \w+)|police|some clerk"
    r"|a clerk)"
)
_ELLOS = (
    r"(?:la oficina|la policia|el funcionario|la funcionaria|los funcionarios|en la oficina|en (?:la )?comisaria"
    r"|ellos"
    r"|el agente|la comisaria|me|nos|le|les)"
)
_PLACE = r"(?:xa|phuong|tinh|huyen|quan|thi tran|thi xa|dac khu|thon|que)"
_UNIT = r"(?:commune|ward|province|district|town|village|xa|phuong)"
_UNIDAD = r"(?:comuna|barrio|provincia|distrito|pueblo|municipio|xa|phuong)"
_AGES = r"(?:25|40|60)"
_PICTURE = r"(?:hinh|anh|tam hinh|tam anh|cai hinh|cai anh)"
_UGLY = r"(?:xau|buon cuoi|khong dep|ko dep|khong giong|ko giong|nhin ghe|tham hoa)"


def _rule(pattern: str) -> re.Pattern[str]:
    """Return a rule whose words may stand apart by more than one space: punctuation was made one."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", r"\s+"))


_RULES: dict[str, re.Pattern[str]] = {
    "error_agency": _rule(
        rf"\b{_OFFICE} (?:da |no |lai |toan |lo |lam )?{_WRITES} {_SLIP}\b"
        rf"|\b(?:bi |duoc )?(?:cong an|can bo|co quan)(?: \w+){{0,2}} {_WRITES} (?:\w+ ){{0,2}}(?:bi )?{_SLIP}\b"
        rf"|\b(?:loi|sai sot|nham lan) (?:la )?(?:ben|do|cua|tu|phia|tu phia|ben phia|do ben|cua ben|thuoc ve)"
        rf" (?:ben )?"
        r"(?:cong an|can bo|co quan|phuong|xa|ho|nguoi ta|nguoi lam|noi cap|may in|ca)\b"
        rf"|\b{_WRITES} {_SLIP} {_DATA}\b[^.?!]{{0,30}}\b(?:loi|tai) (?:cua )?(?:ho|cong an|can bo|co quan)\b"
        rf"|\bin (?:nham|lon|trat) {_DATA}\b"
        rf"|\b{_THEY} (?:have |has |had |just |also |went and )?(?:\w+ly )?"
        r"(?:printed|wrote|typed|put|spelled|spelt|entered|registered|recorded|got|mis\w+)"
        rf"(?: down)? (?:my|our|his|her|the|their|a|an|one)(?: \w+['’]?s?){{0,3}} ?{_DATUM}\b[^.?!]{{0,12}}"
        r"\b(?:wrong\w*|incorrect\w*|badly|with a typo)"
        rf"|\b{_THEY} (?:have |has |had |just )?(?:misprinted|misspel\w+|mistyped|messed up|screwed up|botched)\b"
        rf"|\b{_THEY} (?:printed|wrote|typed|put|entered|registered) (?:the|a|an) wrong {_DATUM}\b"
        r"|\b(?:the )?(?:police|office|clerk|officer|agency|printer)(?: s)? (?:made|did) (?:the|a) (?:mistake|typo"
        r"|error)\b"
        r"|\b(?:mistake|typo|error|fault)s? (?:was |is |were )?(?:made )?(?:by|of|from) the"
        r" (?:police|office|clerk|officer|agency|printer)\b"
        r"|\b(?:its|it is|it was|it s) (?:the )?(?:police|office|officer|clerk|agency)(?: s)? (?:fault|mistake"
        r"|error)\b"
        rf"|\b{_ELLOS} (?:me |nos |le |les |la |lo |han |ha |hizo )*(?:imprimi\w+|impreso|escribi\w+|escrito|puso"
        rf"|pusieron"
        r"|puesto|tecle\w+|apunt\w+|anot\w+|registr\w+)"
        rf" (?:mal|(?:(?:el|la|mi|su|los|un|una) )?{_DATO}\b[^.?!]{{0,12}}\b(?:mal|equivocad[oa]|erroneo|erronea|al"
        rf" reves))\b"
        r"|\b(?:error|fallo|errata|culpa|equivocacion) (?:es |fue |era )?(?:de|del|suyo de|por parte de)(?: la| el)?"
        r" (?:policia|oficina|funcionari[oa]|comisaria|impresor\w*|administracion)\b"
        r"|\b(?:la policia|la oficina|el funcionario|la funcionaria) se equivoc\w+"
    ),
    "admin_unit": _rule(
        rf"\b{_PLACE}(?: (?:cu|em|toi|tui|minh|nha em|nha toi|cua em|cua toi|nay))? (?:da |moi |vua |bi |duoc |nay )*"
        rf"(?:nhap|sap nhap|gop|don|ghep)(?: lai)?(?: chung)? (?:vo|vao|voi|thanh|sang|ve)\b(?: (?:mot )?{_PLACE}\b)?"
        rf"|\b{_PLACE}(?: \w+){{0,3}} (?:khong con|ko con|k con|het con|bi xoa|khong ton tai|da xoa)\b(?! \w*"
        rf" ?(?:dong|mo|lam|nhan))"
        rf"|\b{_PLACE}(?: (?:em|toi|tui|minh|cu|nha em|cua em|cua toi|que))? (?:da |moi |vua |bi |duoc )*"
        r"(?:doi ten|mang ten moi|co ten moi|len phuong|thanh phuong|len thanh pho)\b"
        r"|\bten (?:xa|phuong|tinh|huyen) (?:moi|cu)\b"
        rf"|\b(?:gio|nay|bay gio|h|hien nay|da|moi) (?:da )?(?:la|thanh|len|ve|doi thanh|goi la|nhap vao|nhap vo"
        rf"|sang)"
        r" (?:phuong|tp|thanh pho|dac khu)\b(?! (?:nao|gi|may))"
        rf"|\b(?:ghi|con|in|con ghi|van ghi|de) (?:ten )?(?:xa|phuong|tinh|huyen|quan)(?: \w+){{0,3}} cu\b"
        rf"|\bcon ghi (?:xa|phuong|tinh|huyen|quan)\b"
        rf"|\b{_UNIT}s?(?: \w+)? (?:has |have |had |just |already )*(?:a new name|new names|been renamed|been"
        rf" merged|changed"
        r" (?:its |their )?name|was renamed|were renamed|is renamed|got renamed|got a new name|no longer exists?"
        r"|does not exist|doesn t exist|was merged|were merged|is gone|got merged|(?:was|were|got|been) abolished"
        r"|disappeared)\b"
        rf"|\b(?:renamed|merged|abolished|renaming of (?:the|my|our)|new name of (?:the|my|our)|old) {_UNIT}s?"
        r"(?: name)? (?:on|in|is still on|still on|printed on) (?:my|the|it|his|her)\b"
        rf"|\b(?:my|our|the|his|her) {_UNIT} (?:is|are|became|was turned into|turned into) (?:now )?(?:part of|a"
        rf" (?:ward|city|commune)"
        r"|called)\b"
        rf"|\b(?:mi|su|la|el|nuestr[oa]) {_UNIDAD}(?: \w+)? (?:ya )?(?:no existe|desaparecio|ha desaparecido|cambio"
        rf" de nombre"
        r"|ha cambiado de nombre|tiene (?:un )?nombre nuevo|tiene otro nombre|tiene nuevo nombre|se unio|se llama"
        r" ahora"
        r"|ahora se llama|ahora es (?:un )?(?:phuong|barrio|ciudad)|fue (?:absorbid|renombrad)[oa]|pertenece ahora)\b"
        r"|\bahora es (?:un )?(?:phuong|barrio urbano)\b"
    ),
    "age": _rule(
        rf"\bqua {_AGES} (?:tuoi|t)\b(?=[^.?!]*\b(?:chua (?:di )?(?:doi|lam lai)|quen doi|phai (?:di )?doi|can"
        rf" doi)\b)"
        rf"|\b(?:tron|buoc qua|buoc sang|sang|vua qua|vua tron|cham) (?:tuoi {_AGES}\b|{_AGES} (?:tuoi|t)\b)"
        rf"|\b(?:cai |moc )?(?:sinh nhat) (?:thu |lan thu |lan )?{_AGES}\b|\bmoc {_AGES}\b"
        rf"|\b(?:past|passed|since|after|at|on|reached|missed|hit|hits|had|by) (?:my|his|her|our|their|the|dad s"
        rf"|mom s|a)"
        rf"(?: \w+ s)? {_AGES}th(?: birthday| bday)\b|\b(?:reached|passed|past) (?:the age of )?{_AGES}\b(?= (?:and"
        rf"|but|so|without|in|last|this)\b)"
        rf"|\b{_AGES}th birthday (?:exchange|renewal|swap|change)\b"
        rf"|\b(?:pase|paso|pasado|ha pasado|he pasado|cumplio|cumpli|al cumplir|ya cumpli|acaba de cumplir|acabo de"
        rf" cumplir)"
        rf" (?:ya )?(?:los |de los )?{_AGES}\b(?! (?:dias|semanas|meses|minutos|horas|dongs|km))"
    ),
    "request": _rule(
        rf"\b(?:want|wants|wanna|like|prefer)(?: to (?:get|have|swap to|change to|switch to))? (?:the|a) new(?:"
        rf" \w+)? card\b"
        r"[^.?!]{0,25}\b(?:mine|the old one|my old one|current one|it) (?:is|s) (?:still )?(?:fine|valid|ok|okay"
        r"|good)\b"
        rf"|\b(?:hate|dislike|don t like|do not like|ugly|bad|awful|terrible|horrible) (?:the |my |that )?(?:photo"
        rf"|picture|pic)\b"
        rf"(?=[^.?!]*\b(?:change|swap|new|replace|exchange|retake|redo|again)\b)"
        rf"|\b(?:photo|picture|pic)(?: \w+){{0,4}} (?:is|s|looks) (?:so |really |too |very )?(?:ugly|bad|awful"
        rf"|terrible|horrible)\b"
        r"(?=[^.?!]*\b(?:change|swap|new|replace|exchange|retake|redo|again)\b)"
        rf"|\b{_PICTURE}(?: (?:trong|tren|trong cai|o|chup|tren cai))?(?: (?:the|cccd|can cuoc|the can cuoc))?"
        rf"(?: (?:nhin|trong|bi|qua|chup|hoi|nay|cu|cua em|cua toi))* {_UGLY}\b(?=[^.?!]*\b(?:doi|lam lai|thay|cap"
        rf" lai)\b)"
        rf"|\b(?:muon|xin|thich) (?:doi|thay)(?: lai)? {_PICTURE}(?: (?:khac|moi|dep hon|cho dep|the))?\b"
        rf"|\b(?:muon|thich) (?:doi|lam)(?: sang| qua| lai)? (?:the|mau|the mau) moi[^.?!]{{0,15}}\b(?:cho dep|cho"
        rf" moi|cho tien)\b"
        rf"|\b(?:the|cccd|can cuoc|cai cu)[^.?!]{{0,12}} (?:con han|van con han|con tot|con dung duoc)[^.?!]{{0,12}}"
        r" (?:muon|thich) (?:doi|lam|xin)\b"
        r"|\bquiero (?:la|una) (?:tarjeta )?nueva[^.?!]{0,25}\b(?:aunque|pero) (?:la mia|la vieja|la actual|la que"
        r" tengo|esta)\b"
        r"|\b(?:no me gusta (?:la|mi) foto|salgo (?:fatal|mal|horrible|fe[oa]) en la foto|(?:la|mi) foto (?:es|esta"
        r"|salio) (?:muy )?"
        r"(?:fea|mal|horrible))\b(?=[^.?!]*\b(?:cambi\w+|renov\w+|otra|nueva|repetir)\b)"
    ),
    "damaged": _rule(
        rf"\b(?:broke|bent|cracked|snapped|ripped|tore|melted|burn(?:t|ed)|chewed(?: up)?|shredded|ruined|destroyed"
        rf"|washed) "
        rf"(?:up )?{_MY} (?:\w+ ){{0,2}}?{_CARD}\b"
        rf"|\b{_CARD} (?:\w+ ){{0,2}}?(?:broke|cracked|snapped|melted|split in|burned up|fell apart|delaminated"
        rf"|peeled|is peeling)\b"
        r"(?! (?:the|my|a)\b)"
        rf"|\b(?:dog|cat|baby|toddler|kid|son|daughter|machine)(?: \w+)? (?:chewed|ate|bit|tore|ripped|washed"
        rf"|cut)(?: up)? {_MY} "
        rf"(?:\w+ ){{0,2}}?{_CARD}\b"
        rf"|\b(?:be|lam|ngoi|dam|cat|can|gam|xe|nhai|dot|de)(?: \w+)? (?:gay|nat|rach|chay|nut|cong queo)(?: (?:mat"
        rf"|luon|doi|nat|cai|het))? {_CARD}\b"
        rf"|\b(?:the|cccd|can cuoc)(?: (?!khong\b|ko\b|chua\b|khoi\b)\w+){{0,3}} (?:bi )?(?:gay (?:doi|lam|mat"
        rf"|ngang)|nut|tray|bong troc|bong ra|mo chu|mo het"
        r"|chay|cong queo|cong venh|bi cho gam|bi cho can|cho can|cho gam|khong quet duoc|ko quet duoc|mat chip|hu"
        r" chip|bay mau)\b"
        rf"|\b(?:chip)(?: \w+){{0,2}} (?:bi )?(?:hu|hong|tray|bong|roi ra|khong doc duoc|ko doc duoc|khong an|ko an"
        rf"|chet)\b"
        rf"|\b(?:se (?:me |le |nos )?)?(?:rajo|rajado|rajada|agrieto|agrietado|agrietada|quebro|quebrado|quebrada"
        rf"|derritio|quemo"
        rf"|doblo|pelo|despego|rayo|mojo|rasgo) (?:la|el|mi|su) {_CARD}\b"
        rf"|\b{_CARD} (?:\w+ ){{0,2}}?(?:rajad[oa]|agrietad[oa]|quebrad[oa]|quemad[oa]|mordid[oa]|derretid[oa]"
        rf"|hech[oa] polvo"
        r"|se (?:rajo|agrieto|quebro|doblo|quemo|partio))\b"
        rf"|\b(?:rompi|quebre|doble|queme|rasgue|raje|parti|destroce|lave) (?:la|el|mi|su) {_CARD}\b"
        rf"|\b(?:el perro|el gato|mi hij[oa]|mi perro|el nino|la nina|la lavadora)(?: \w+){{0,3}} "
        rf"(?:mordio|rompio|mastico|comio|partio|destrozo) (?:la|el|mi|su) {_CARD}\b"
    ),
    "residence_change": _rule(
        r"\b(?:chuyen|doi|doi cho|don)(?: \w+)? (?:noi )?(?:o|thuong tru|cho o)(?= (?:tu|ve|qua|sang|vao"
        r"|ra)\b[^.?!]*\b(?:the|cccd"
        r"|can cuoc)\b)"
        r"|\b(?:we|i|he|she|they|my family) (?:have |had |just |recently )?(?:moved|relocated) (?:house|home|from"
        r" \w+(?: \w+)? to"
        r"|to (?:a|an|another) (?:new |different )?(?:house|flat|apartment|city|province|district|ward|commune"
        r"|address))\b"
        r"|\b(?:me|nos|se) (?:mude|mudo|mudamos|mudaron|he mudado|hemos mudado|ha mudado|cambie|cambiamos|he"
        r" cambiado) "
        r"(?:de (?:casa|piso|provincia|ciudad|domicilio|direccion)|a otra (?:casa|provincia|ciudad))\b"
    ),
}
"""By reason the words that tell it, on folded text without its punctuation."""
_NO_REASON = re.compile(
    r"\b(?:if|whether|what if|suppose|neu|lo|gia su|si|en caso de que) (?:they|the police|ho|cong an|la policia|la"
    r" oficina)"
    r" (?:print|in|imprim|get|make)"
)
_ALONE = ("age", "request", "residence_change")
"""Reasons that are told only where no other is: who lost a card at 60 asks for another one."""


def with_told_reasons(text: str, folded: str, entities: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entities with the reasons told in free words, and without the shorter ones that stand within them.

    Where the office erred, the error is not the citizen's; whoever has his first card made changes none.
    """
    told = list(_told(text, folded, entities))
    names = {entity["value"] for entity in (*entities, *told) if entity["entity"] == REASON}
    kept = [
        entity
        for entity in entities
        if entity["entity"] != REASON
        or not (
            any(_within(entity, one) for one in told)
            or (entity["value"] == "error_citizen" and "error_agency" in names)
            or (entity["value"] == "age" and _is_first(entities))
        )
    ]
    return [*kept, *told]


def _told(text: str, folded: str, entities: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what the rules find, where no phrase of that reason tells it already."""
    if len(folded) != len(text):
        return
    known = {entity["value"] for entity in entities if entity["entity"] == REASON}
    words = re.sub(r"[^\w.!?;:,]", " ", folded)
    for value, rule in _RULES.items():
        if value in known or (value in _ALONE and known - {"expired"}):
            continue
        if value == "error_agency" and _NO_REASON.search(words):
            continue
        found = next((one for one in rule.finditer(words) if not is_denied(text, one.start(), one.end())), None)
        if found:
            yield {"entity": REASON, "value": value, "start": found.start(), "end": found.end()}


def _is_first(entities: Sequence[dict[str, Any]]) -> bool:
    """Say whether a first card is asked for, for which an age that is reached is no exchange."""
    return any(entity["entity"] == "procedure" and entity["value"] == "first" for entity in entities)


def _within(entity: dict[str, Any], around: dict[str, Any]) -> bool:
    return bool(around["start"] <= entity["start"] and entity["end"] <= around["end"])
