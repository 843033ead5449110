"""What the pages say around the law: labels in three languages."""

from __future__ import annotations

from collections.abc import Mapping

Said = Mapping[str, str]


def _three(vi: str, es: str, en: str) -> Said:
    return {"vi": vi, "es": es, "en": en}


LANGUAGE_NAMES = _three("Tiếng Việt", "Español", "English")

LABELS: Mapping[str, Said] = {
    "address": _three("Địa chỉ chính thức", "Dirección oficial", "Official address"),
    "begins": _three("bắt đầu", "empieza", "begins"),
    "by_number": _three("Theo số văn bản", "Por número de texto", "By number of the text"),
    "by_subject": _three("Theo chủ đề", "Por tema", "By subject"),
    "checked": _three("kiểm tra ngày", "comprobada el", "checked on"),
    "confidence": _three("Độ tin cậy", "Fiabilidad", "Confidence"),
    "correction": _three("Đính chính", "Corrección", "Correction"),
    "doubt": _three("Chưa chắc", "Por confirmar", "Not certain"),
    "ends": _three("kết thúc", "termina", "ends"),
    "home": _three("Pháp luật về căn cước", "La ley sobre la identidad", "The law on identity cards"),
    "in_force": _three("Thời gian áp dụng", "Vigencia", "In force"),
    "intro": _three(
        "Mỗi câu trả lời của trợ lý dựa trên các trang này: từng đoạn văn bản và từng dòng dữ liệu, kèm thời gian áp "
        "dụng và độ tin cậy. Lời văn do chúng tôi viết lại, không phải nguyên văn.",
        "Cada respuesta del asistente se apoya en estas páginas: cada pasaje y cada fila de datos, con su vigencia y "
        "su fiabilidad. Las palabras son nuestras, no el texto literal.",
        "Every answer of the assistant rests on these pages: each passage and each row of data, with the days it "
        "holds for and how sure it is. The words are ours, not the text itself.",
    ),
    "issuer": _three("Cơ quan ban hành", "Emisor", "Issued by"),
    "kind": _three("Loại", "Tipo", "Kind"),
    "language": _three("Ngôn ngữ", "Idioma", "Language"),
    "next": _three("Từ ngày hôm sau áp dụng", "Desde el día siguiente rige", "From the next day"),
    "note": _three("Lưu ý", "Tenga en cuenta", "Note"),
    "number": _three("Số", "Número", "Number"),
    "open_end": _three("chưa có ngày kết thúc", "sin fecha de fin", "no end set"),
    "other": _three("Chủ đề khác", "Otros temas", "Other subjects"),
    "passages": _three("Các đoạn", "Pasajes", "Passages"),
    "place": _three("Vị trí", "Lugar en el texto", "Place"),
    "replaced_by": _three("Được thay bằng", "Sustituido por", "Replaced by"),
    "review": _three("Xem lại trước", "Se revisa antes del", "To be looked at again by"),
    "rests_on": _three("Căn cứ", "Se apoya en", "Rests on"),
    "row": _three("Dòng dữ liệu", "Fila de datos", "Row of data"),
    "rows": _three("Các dòng dữ liệu", "Filas de datos", "Rows of data"),
    "rows_of_passage": _three(
        "Dòng dữ liệu dựa trên đoạn này", "Filas que se apoyan en este pasaje", "Rows that rest on it"
    ),
    "search": _three("Tìm trong các trang này", "Buscar en estas páginas", "Search these pages"),
    "search_do": _three("Tìm", "Buscar", "Search"),
    "search_folder": _three(
        "Ô tìm chỉ trả lời khi trang được mở từ máy chủ. Mở từ thư mục thì xin dùng các danh mục ở trên.",
        "La búsqueda solo responde cuando un servidor ofrece las páginas. En una carpeta, use las listas de arriba.",
        "The search answers only where a server offers the pages. In a folder, please use the lists above.",
    ),
    "search_none": _three(
        "Chưa thấy trang nào có các chữ này. Hãy thử ít chữ hơn, hoặc số văn bản như 26/2023.",
        "Ninguna página contiene esas palabras. Pruebe con menos, o con un número de texto como 26/2023.",
        "No page has these words. Please try fewer, or the number of a text such as 26/2023.",
    ),
    "since": _three("từ {first}", "desde el {first}", "from {first}"),
    "text": _three("Văn bản", "Texto", "Text"),
    "timeline": _three("Theo thời gian", "Cronología", "Timeline"),
    "until": _three("đến {last}", "hasta el {last}", "until {last}"),
    "always": _three("không giới hạn", "sin límite", "without limit"),
    "version": _three("Phiên bản dữ liệu", "Versión de los datos", "Version of the data"),
}

SOURCE_KINDS: Mapping[str, Said] = {
    "law": _three("luật", "ley", "law"),
    "decree": _three("nghị định", "decreto", "decree"),
    "circular": _three("thông tư", "circular", "circular"),
    "decision": _three("quyết định", "decisión", "decision"),
    "resolution": _three("nghị quyết", "resolución", "resolution"),
    "notice": _three("thông báo, công văn", "aviso u oficio", "notice or official letter"),
    "bill": _three("dự thảo, chưa phải luật", "proyecto, aún no es ley", "bill, not law"),
    "page": _three(
        "trang thông tin, không phải văn bản pháp luật",
        "página informativa, no es una norma",
        "web page, not a legal text",
    ),
}

ROW_KINDS: Mapping[str, Said] = {
    "documents": _three("Loại giấy tờ", "Tipo de documento", "Kind of card"),
    "fee_lines": _three("Lệ phí", "Tasa", "Fee"),
    "reductions": _three("Giảm lệ phí", "Rebaja de la tasa", "Reduction"),
    "exemptions": _three("Miễn lệ phí", "Exención de la tasa", "Exemption"),
    "person_rules": _three("Ai là đối tượng này", "Quién es esta persona", "Who this person can be"),
    "horizons": _three("Mức còn có thể thay đổi", "Importe que aún puede cambiar", "Amount that may still change"),
    "deliveries": _three("Nhận thẻ tại nhà", "Entrega a domicilio", "Home delivery"),
    "time_limits": _three("Thời hạn giải quyết", "Plazo de resolución", "Time limit"),
    "countings": _three("Cách đếm ngày", "Cómo se cuentan los días", "How days are counted"),
    "renewal_rules": _three("Thời hạn sử dụng của thẻ", "Vigencia de la tarjeta", "Validity of the card"),
    "endings": _three("Ngày hết giá trị chung", "Fin de validez para todos", "End of validity for all"),
    "graces": _three("Kéo dài giá trị", "Prórroga de la validez", "Validity extended"),
    "renewal_notes": _three("Lưu ý khi đổi thẻ", "Nota sobre la renovación", "Note on renewal"),
    "duties": _three("Đến khi nào phải đi làm thẻ", "Hasta cuándo hay que solicitarla", "Until when one must apply"),
    "notices": _three("Lịch nghỉ của năm", "Calendario de festivos", "Days off of the year"),
    "without_notice": _three("Năm chưa có thông báo nghỉ", "Año sin aviso de festivos", "Year without a notice"),
    "papers": _three("Giấy tờ cần mang", "Qué llevar", "Paper to bring"),
    "places": _three("Nơi làm thủ tục", "Dónde se hace", "Where to go"),
    "person_notes": _three("Riêng cho đối tượng này", "Para estas personas", "For these people"),
    "routes": _three("Cách làm", "Vía", "Route"),
}

FIELDS: Mapping[str, Said] = {
    "age": _three("Khi đủ (tuổi)", "Al cumplir (años)", "On reaching the age of"),
    "ages": _three("Đổi khi đủ (tuổi)", "Se cambia a los (años)", "Changed at the age of"),
    "also": _three("Gồm cả", "Incluye", "Also"),
    "amount": _three("Mức", "Importe", "Amount"),
    "areas": _three("Khu vực", "Zona", "Area"),
    "bands": _three("Theo tuổi khi cấp", "Según la edad al expedirse", "By age at issue"),
    "biometrics": _three("Thu nhận ảnh, vân tay mới", "Se toman foto y huellas nuevas", "New photo and fingerprints"),
    "biometrics_note": _three("Về ảnh, vân tay", "Sobre foto y huellas", "On photo and fingerprints"),
    "booking": _three("Gồm cả đặt lịch trực tuyến", "También con cita en línea", "Also with an online booking"),
    "channels": _three("Cách nộp", "Modo de presentación", "Way of filing"),
    "conditions": _three("Điều kiện", "Condiciones", "Conditions"),
    "country": _three("Nước", "País", "Country"),
    "days": _three("Số ngày", "Días", "Days"),
    "document": _three("Giấy tờ", "Documento", "Document"),
    "documents": _three("Giấy tờ", "Documentos", "Documents"),
    "except_reasons": _three("Trừ lý do", "Salvo por", "Except for"),
    "expired": _three("Thẻ đã hết hạn", "Tarjeta vencida", "The card had run out"),
    "expires_from": _three("Hết hạn từ", "Vence desde", "Expires from"),
    "expires_to": _three("Hết hạn đến", "Vence hasta", "Expires until"),
    "extended_to": _three("Kéo dài đến", "Prorrogada hasta", "Extended to"),
    "extension": _three("Có thể kéo dài thêm (ngày)", "Prórroga posible (días)", "May take longer (days)"),
    "extension_note": _three("Về việc kéo dài", "Sobre la prórroga", "On the extension"),
    "fee_reason": _three("Lệ phí theo lý do", "Tasa según el motivo", "Fee by the reason"),
    "general": _three("Mức chung của thủ tục", "Importe general del trámite", "General line of the procedure"),
    "issued_until": _three("Cấp đến", "Se expidió hasta", "Issued until"),
    "kind": _three("Loại giảm", "Tipo de rebaja", "Kind of cut"),
    "label": _three("Nội dung", "Qué es", "What it is"),
    "max_age": _three("Đến hết tuổi", "Hasta la edad de", "Up to the age of"),
    "min_age": _three("Từ tuổi", "Desde la edad de", "From the age of"),
    "months": _three("Giá trị (tháng)", "Validez (meses)", "Valid for (months)"),
    "not_for": _three("Không dành cho", "No para", "Not for"),
    "online": _three("Nộp trực tuyến", "En línea", "Online"),
    "online_note": _three("Về nộp trực tuyến", "Sobre la vía en línea", "On filing online"),
    "other_amount": _three("Cách hiểu khác", "Otra lectura", "Other reading"),
    "papers": _three("Mang theo", "Qué llevar", "Bring"),
    "percent": _three("Phần phải nộp", "Se paga", "What is paid"),
    "person": _three("Đối tượng", "Persona", "Person"),
    "persons": _three("Đối tượng", "Personas", "People"),
    "predecessor": _three("Trước đó là", "Antes", "Before it"),
    "procedure": _three("Thủ tục", "Trámite", "Procedure"),
    "procedures": _three("Thủ tục", "Trámites", "Procedures"),
    "province": _three("Tỉnh, thành phố", "Provincia", "Province"),
    "reasons": _three("Lý do", "Motivos", "Reasons"),
    "rest": _three("Ngày làm việc được nghỉ", "Días hábiles que se descansan", "Weekdays off"),
    "rest_day": _three("Nộp vào ngày nghỉ", "Si se entrega en día de descanso", "Filed on a day off"),
    "role": _three("Vai trò", "Papel", "Role"),
    "rolls_forward": _three(
        "Hạn rơi vào ngày nghỉ thì lùi", "Un fin en día de descanso pasa al siguiente", "An end on a day off moves on"
    ),
    "steps": _three("Các bước", "Pasos", "Steps"),
    "successor": _three("Sau đó là", "Después", "After it"),
    "tariff": _three("Biểu thu", "Tarifa", "Tariff"),
    "tariffs": _three("Biểu thu", "Tarifas", "Tariffs"),
    "tentative": _three("Hoán đổi mới đề xuất", "Intercambio solo propuesto", "Swap only proposed"),
    "unsure": _three("Ngày kém chắc hơn", "Días menos seguros", "Days less sure"),
    "usable_until": _three("Dùng được đến", "Válida hasta", "Usable until"),
    "when": _three("Khi nào", "Cuándo", "When"),
    "window_years": _three("Được đổi sớm trước mốc (năm)", "Puede adelantarse (años)", "May be done early (years)"),
    "worked": _three("Ngày nghỉ phải làm bù", "Fines de semana que se trabajan", "Weekend days worked"),
    "year": _three("Năm", "Año", "Year"),
}

VALUES: Mapping[tuple[str, str], Said] = {
    ("kind", "half"): _three("giảm một nửa", "mitad", "half"),
    ("kind", "online_half"): _three("giảm một nửa khi nộp trực tuyến", "mitad en línea", "half when filed online"),
    ("kind", "area_half"): _three("giảm một nửa theo khu vực", "mitad por zona", "half by area"),
    ("kind", "waiver"): _three(
        "không thu nếu đủ điều kiện", "gratis si se cumplen las condiciones", "nothing if the conditions are met"
    ),
    ("role", "limit"): _three("thời hạn theo luật", "plazo legal", "the limit"),
    ("role", "also"): _three(
        "mốc ngắn hơn được công bố thêm", "cifra más corta publicada aparte", "a shorter figure published beside it"
    ),
    ("when", "always"): _three("luôn luôn", "siempre", "always"),
    ("when", "due"): _three("khi đã đến hạn đổi", "cuando ya toca cambiarla", "when it is due"),
    ("when", "leap_day"): _three("sinh ngày 29 tháng 2", "nacidos el 29 de febrero", "born on 29 February"),
    ("tariff", "province"): _three("do từng tỉnh quyết định", "la fija cada provincia", "set by each province"),
    ("tariff", "free"): _three("không thu", "sin tasa", "no fee"),
}
