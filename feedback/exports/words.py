"""The closed vocabulary of exports, and the published row: names, types and meanings of its columns."""

from __future__ import annotations

from enum import StrEnum

from feedback.kernel.sheets.columns import CellKind, Column, Translated


class Format(StrEnum):
    """How a selection is written."""

    CSV_EXCEL = "csv-excel"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


class RunState(StrEnum):
    """How an export went. Only DONE says that the whole file was handed over."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


# Grows when a column is added, taken away or changes its meaning.
SCHEMA_VERSION = 1


def _column(name: str, kind: CellKind, width: int, *words: str) -> Column:
    """Build a column from its titles and descriptions, each in Latvian, English and Russian."""
    lv, en, ru, lv_long, en_long, ru_long = words
    return Column(name, kind, Translated(lv, en, ru), Translated(lv_long, en_long, ru_long), width)


COLUMNS: tuple[Column, ...] = (
    _column(
        "reference", CellKind.WORD, 16,
        "Numurs", "Reference", "Номер",
        "Ieteikuma numurs, piemēram, IET-2026-04417. Nekad nemainās.",
        "The suggestion's reference, for example IET-2026-04417. It never changes.",
        "Номер предложения, например IET-2026-04417. Никогда не меняется.",
    ),
    _column(
        "said_on", CellKind.DATE, 12,
        "Teikts", "Said on", "Сказано",
        "Diena, kad iedzīvotājs to teica.",
        "The day on which the resident said it.",
        "День, когда житель это сказал.",
    ),
    _column(
        "received_at", CellKind.MOMENT, 20,
        "Saņemts (UTC)", "Received at (UTC)", "Получено (UTC)",
        "Brīdis, kad sistēma to saņēma; pasaules koordinētais laiks (UTC).",
        "The moment at which the system received it, in UTC.",
        "Момент, когда система это получила, по UTC.",
    ),
    _column(
        "state", CellKind.WORD, 12,
        "Stāvoklis", "State", "Состояние",
        "received, clarify, accepted, declined, merged, handed_over, planned vai done.",
        "received, clarify, accepted, declined, merged, handed_over, planned or done.",
        "received, clarify, accepted, declined, merged, handed_over, planned или done.",
    ),
    _column(
        "kind", CellKind.WORD, 11,
        "Veids", "Kind", "Вид",
        "suggestion (ieteikums), problem (problēma), praise (uzslava) vai question (jautājums).",
        "suggestion, problem, praise or question.",
        "suggestion (предложение), problem (проблема), praise (похвала) или question (вопрос).",
    ),
    _column(
        "text", CellKind.TEXT, 70,
        "Teksts", "Text", "Текст",
        "Ko iedzīvotājs teica; personas dati ir aizklāti, piemēram, [tālrunis].",
        "What the resident said; personal data are masked, for example [tālrunis].",
        "Что сказал житель; личные данные скрыты, например [tālrunis].",
    ),
    _column(
        "topics", CellKind.WORDS, 22,
        "Birkas", "Topics", "Метки",
        "Birku kodi alfabēta secībā; starp tiem semikols.",
        "The codes of the topics in alphabetical order, split by semicolons.",
        "Коды меток в алфавитном порядке, разделённые точкой с запятой.",
    ),
    _column(
        "needed", CellKind.INTEGER, 8,
        "Vajadzīgs", "Needed", "Нужна",
        "Vai e-pakalpojums ir vajadzīgs: 1 nē, 2 drīzāk nē, 3 drīzāk jā, 4 jā; tukšs, ja nav atbildes.",
        "Whether the e-service is needed: 1 no, 2 rather no, 3 rather yes, 4 yes; empty without an answer.",
        "Нужна ли э-услуга: 1 нет, 2 скорее нет, 3 скорее да, 4 да; пусто, если ответа нет.",
    ),
    _column(
        "convenient", CellKind.INTEGER, 8,
        "Ērts", "Convenient", "Удобна",
        "Vai tas ir ērts; atbildes kā laukā needed.",
        "Whether it is convenient; answers as in the field needed.",
        "Удобна ли она; ответы как в поле needed.",
    ),
    _column(
        "understandable", CellKind.INTEGER, 8,
        "Saprotams", "Understandable", "Понятна",
        "Vai tas ir saprotams; atbildes kā laukā needed.",
        "Whether it is understandable; answers as in the field needed.",
        "Понятна ли она; ответы как в поле needed.",
    ),
    _column(
        "voices", CellKind.INTEGER, 8,
        "Balsu skaits", "Voices", "Число голосов",
        "Cik iedzīvotāju teica to pašu, pirmo ieskaitot.",
        "How many residents say the same, the first one included.",
        "Сколько жителей говорят то же самое, считая первого.",
    ),
    _column(
        "libraries", CellKind.INTEGER, 11,
        "Bibliotēku skaits", "Libraries", "Число библиотек",
        "Cik bibliotēkās tas teikts.",
        "In how many libraries it was said.",
        "В скольких библиотеках это сказано.",
    ),
    _column(
        "language", CellKind.WORD, 8,
        "Valoda", "Language", "Язык",
        "Teksta valoda: lv, en vai ru.",
        "The language of the text: lv, en or ru.",
        "Язык текста: lv, en или ru.",
    ),
    _column(
        "author", CellKind.WORD, 11,
        "Kas saka", "Whose view", "Чьё мнение",
        "Kura viedoklis tas ir: resident (iedzīvotājs) vai librarian (bibliotekārs).",
        "Whose view it is: resident or librarian.",
        "Чьё это мнение: resident (житель) или librarian (библиотекарь).",
    ),
    _column(
        "channel", CellKind.WORD, 10,
        "Kanāls", "Channel", "Канал",
        "Kā tas ienāca: desk, kiosk, phone, seminar, sheet vai api.",
        "How it came in: desk, kiosk, phone, seminar, sheet or api.",
        "Как поступило: desk, kiosk, phone, seminar, sheet или api.",
    ),
    _column(
        "reason", CellKind.TEXT, 30,
        "Pamatojums", "Reason", "Обоснование",
        "Kāpēc noraidīts vai kas jāprecizē; tukšs, ja nav vajadzīgs.",
        "Why it was declined or what is to be clarified; empty when there is nothing to say.",
        "Почему отклонено или что уточнить; пусто, если сказать нечего.",
    ),
    _column(
        "merged_into", CellKind.WORD, 16,
        "Apvienots ar", "Merged into", "Объединено с",
        "Tā ieteikuma numurs, ar kuru šis ir apvienots; citādi tukšs.",
        "The reference of the suggestion that this one was merged into; else empty.",
        "Номер предложения, с которым объединено это; иначе пусто.",
    ),
    _column(
        "is_demonstration", CellKind.YES_NO, 14,
        "Paraugdati", "Demonstration", "Образец",
        "true, ja tas ir izdomāts paraugs, nevis īsta cilvēka teiktais.",
        "true when it was invented for demonstration and nobody really said it.",
        "true, если это выдуманный образец, а не слова настоящего человека.",
    ),
    _column(
        "service_code", CellKind.TEXT, 12,
        "E-pakalpojuma kods", "E-service code", "Код э-услуги",
        "E-pakalpojuma kods katalogā; tukšs, ja teikts vispārīgi.",
        "The e-service's code in the catalogue; empty when it is about none.",
        "Код э-услуги в каталоге; пусто, если речь ни об одной.",
    ),
    _column(
        "service_name", CellKind.TEXT, 34,
        "E-pakalpojums", "E-service", "Э-услуга",
        "E-pakalpojuma nosaukums latviski.",
        "The e-service's name in Latvian.",
        "Название э-услуги на латышском языке.",
    ),
    _column(
        "institution_code", CellKind.TEXT, 12,
        "Iestādes kods", "Institution code", "Код учреждения",
        "Par e-pakalpojumu atbildīgās iestādes kods.",
        "The code of the institution that answers for the e-service.",
        "Код учреждения, которое отвечает за э-услугу.",
    ),
    _column(
        "institution_name", CellKind.TEXT, 34,
        "Iestāde", "Institution", "Учреждение",
        "Iestādes nosaukums latviski.",
        "The institution's name in Latvian.",
        "Название учреждения на латышском языке.",
    ),
    _column(
        "region_code", CellKind.TEXT, 10,
        "Reģiona kods", "Region code", "Код региона",
        "Plānošanas reģiona kods tajā dienā.",
        "The planning region's code on that day.",
        "Код региона планирования на тот день.",
    ),
    _column(
        "region_name", CellKind.TEXT, 28,
        "Reģions", "Region", "Регион",
        "Plānošanas reģiona nosaukums.",
        "The planning region's name in Latvian.",
        "Название региона планирования на латышском языке.",
    ),
    _column(
        "municipality_code", CellKind.TEXT, 11,
        "Pašvaldības kods", "Municipality code", "Код самоуправления",
        "Pašvaldības ATVK kods tajā dienā; var sākties ar nullēm.",
        "The municipality's ATVK code on that day; it may begin with zeros.",
        "Код самоуправления (ATVK) на тот день; может начинаться с нулей.",
    ),
    _column(
        "municipality_name", CellKind.TEXT, 22,
        "Pašvaldība", "Municipality", "Самоуправление",
        "Pašvaldības nosaukums.",
        "The municipality's name in Latvian.",
        "Название самоуправления на латышском языке.",
    ),
    _column(
        "library_code", CellKind.TEXT, 11,
        "Bibliotēkas kods", "Library code", "Код библиотеки",
        "Tās bibliotēkas kods, kurā tas teikts.",
        "The code of the library in which it was said.",
        "Код библиотеки, в которой это сказано.",
    ),
    _column(
        "library_name", CellKind.TEXT, 34,
        "Bibliotēka", "Library", "Библиотека",
        "Bibliotēkas nosaukums.",
        "The library's name in Latvian.",
        "Название библиотеки на латышском языке.",
    ),
)  # fmt: skip
