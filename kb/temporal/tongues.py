"""What other languages need beside dateparser's tables to read their news: five of them, as tables.

A row is a regular expression without capitals, or words with their meaning. The languages differ in words, hardly in
grammar: what the tables mean is the same for all, and `kb/temporal/foreign_language.py` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a language that dates are made of. Fields left empty never match."""

    relative: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Phrase → unit and shift: "vergangene woche" is ("week", -1)."""
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    seasons: dict[str, str] = field(default_factory=dict)
    seasons_alone: dict[str, str] = field(default_factory=dict)
    """Names of seasons that say when without a word before them: Russian "летом"."""
    parts: dict[str, str] = field(default_factory=dict)
    """Part of a day beside a day → its TIMEX3 code."""
    this_part: dict[str, str] = field(default_factory=dict)
    """Part of the day of publication: "ce soir"."""
    night_before: str = _NEVER
    """Words before the second of the two days of a night, with WEEKDAY for the first: "Nacht zum"."""
    quarters: str = _NEVER
    """The four quarters as groups, first to fourth."""
    holidays: dict[str, str] = field(default_factory=dict)
    """Name → key of `calendar.HOLIDAYS`."""
    numbers: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    """Unit → its forms after a number."""
    whole: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Units that carry their number: Arabic "يومين", Russian "неделю назад"."""
    ago: str = _NEVER
    """How a date counted backwards reads, with N for the count; `ahead` likewise forwards."""
    ahead: str = _NEVER
    last: str = _NEVER
    """Words that turn a weekday, month or season beside them backwards; `next` forwards."""
    next: str = _NEVER
    year_after: dict[str, int] = field(default_factory=dict)
    """Words after a month that say its year: "ноябре прошлого года"."""
    between: str = ""
    """Words between day, month and year: Spanish "de"."""
    after_year: str = _NEVER
    """The word "year" after one: Russian "2014 году"."""
    before_year: str = _NEVER
    """Words before a year that stands alone, or before a bare month or season."""
    early: str = _NEVER
    """Of these, the ones that say a part of it."""
    middle: str = _NEVER
    late: str = _NEVER
    decade: str = _NEVER
    """A decade by its digits; the first group holds them."""
    decades: dict[str, int] = field(default_factory=dict)
    """Decades by name."""
    links: str = _NEVER
    """Words between the two ends of a stretch."""
    past: str = _NEVER
    """Words of a clause that looks back; `future` ahead. The nearest to a date counts."""
    future: str = _NEVER
    forwards: str = _NEVER
    """Words right before a date that lies ahead, whatever the clause: "verschoben auf"."""
    backwards: str = _NEVER
    """Words right before a date that lies back: "seit"."""
    clause: str = _NEVER
    """Words that begin a clause, beside commas."""
    bare_year: str = _NEVER
    """Where a year needs no word before it: in German, at the end or before a word in small letters."""
    not_after: dict[str, str] = field(default_factory=dict)
    """Phrase → words before which it is something else: Spanish "la mañana" is the morning."""


def _counts(words: str) -> dict[str, int]:
    """ "ein eine/zwei": names of the numbers from one on, by a stroke."""
    return {name: number for number, names in enumerate(words.split("/"), start=1) for name in names.split()}


def _forms(rows: str) -> dict[str, tuple[str, int]]:
    """ "week -1: vergangene woche, letzten woche": phrases by their unit and shift, a row each."""
    found: dict[str, tuple[str, int]] = {}
    for row in rows.strip().splitlines():
        head, _, phrases = row.partition(":")
        unit, shift = head.split()
        found |= {phrase.strip(): (unit, int(shift)) for phrase in phrases.split(",")}
    return found


TONGUES: dict[str, Tongue] = {
    "de": Tongue(
        relative=_forms("""
            week -1: vergangene woche, vergangenen woche, letzten woche, vorige woche, vorigen woche
            week 0: dieser woche, laufenden woche
            week 1: nächsten woche, kommende woche, kommenden woche
            month -1: vergangenen monat, vorigen monat
            month 0: diesem monat, laufenden monat
            month 1: kommenden monat, nächster monat
            year -1: vergangenen jahr, vergangenes jahr, letzten jahr, vorigen jahr, voriges jahr, vorjahr
            year 0: diesem jahr, laufenden jahr, ende des jahres, anfang des jahres, mitte des jahres
            year 1: kommenden jahr, kommendes jahr, nächsten jahr
            night -1: letzte nacht, vergangene nacht, vergangenen nacht
        """),
        months={"märz": 3, "maerz": 3, "jänner": 1},
        weekdays={"sonnabend": 5},
        seasons={"frühjahr": "SP", "frühling": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"},
        parts={"morgen": "MO", "früh": "MO", "vormittag": "MO", "nachmittag": "AF", "abend": "EV", "nacht": "NI"},
        this_part={"heute früh": "MO", "heute nacht": "NI"},
        night_before="nacht (?:zum|zu|auf)|nacht (?:von|vom) WEEKDAY (?:auf|zum)",
        quarters="(ersten? quartals?)|(zweiten? quartals?)|(dritten? quartals?)|(vierten? quartals?)",
        holidays={"weihnachten": "christmas", "heiligabend": "christmas eve", "silvester": "new year's eve",
                  "neujahr": "new year", "neujahrstag": "new year", "ostern": "easter", "ostersonntag": "easter",
                  "ostermontag": "easter monday", "karfreitag": "good friday", "pfingsten": "pentecost"},
        numbers=_counts("einem einer einen/zwei/drei/vier/fünf/sechs/sieben/acht/neun/zehn/elf/zwölf"),
        units={"day": "tage?n?", "week": "wochen?", "month": "monate?n?", "year": "jahre?n?"},
        ago="vor N", ahead="in N",
        last="letzte[nrms]?|vergangene[nrms]?|vorige[nrms]?",
        next="nächste[nrms]?|kommende[nrms]?",
        before_year="im jahre?|seit|im|in|anfang|ende|mitte|an|auf|vom|zwischen|ab|bis",
        early="anfang", middle="mitte", late="ende",
        decade=r"(\d{3})0er[ -]?jahren?",
        decades={"zwanziger": 192, "dreißiger": 193, "vierziger": 194, "fünfziger": 195, "sechziger": 196,
                 "siebziger": 197, "achtziger": 198, "neunziger": 199},
        links="bis(?: zum)?|und|oder",
        past="sagte|sagten|teilte|erklärte|meldete|hatten?|wurden?|waren?|kam|kamen|ging|fiel|fielen|begann",
        future=r"wird|werden|soll|sollen|will|wollen|geplant|bis|beginnt|beginnen|startet|starten|endet|enden|findet"
               r"|finden|öffnet|schließt|läuft|tritt|treten|stimmt|stimmen|tagt|reist|kommt|spätestens",
        bare_year=r"(?:19|20)\d\d(?=[.,;:)]?(?:\s[a-zäöüß]|\s?$)|[;)])",
        forwards="auf|spätestens(?: am)?",
        backwards="seit(?: dem| ende| anfang| mitte)?",
        clause="und|aber|dass|während|nachdem|bevor",
        not_after={"morgen": "am|jeden|guten|am frühen"},
    ),
    "fr": Tongue(
        relative=_forms("""
            year -1: l'an dernier, l’an dernier, l’année dernière, l'année passée, l'an passé
            year 1: l'an prochain, l’an prochain, l’année prochaine
            year 0: fin de l'année, fin d'année, début de l'année, cette année
            month -1: le mois passé, mois dernier
            month 0: ce mois, ce mois-ci
            week -1: la semaine passée
            day 0: aujourd’hui
            night -1: la nuit dernière, la nuit passée
        """),
        seasons={"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"},
        parts={"matin": "MO", "après-midi": "AF", "soir": "EV", "au soir": "EV", "dans la nuit": "NI"},
        this_part={"ce matin": "MO", "cet après-midi": "AF", "ce soir": "EV", "cette nuit": "NI"},
        night_before="nuit (?:de|du) WEEKDAY (?:à|au)",
        quarters="(premier trimestre)|((?:deuxième|second) trimestre)|(troisième trimestre)|(quatrième trimestre)",
        holidays={"noël": "christmas", "la saint-sylvestre": "new year's eve", "le jour de l'an": "new year",
                  "pâques": "easter", "la pentecôte": "pentecost"},
        numbers=_counts("un une/deux/trois/quatre/cinq/six/sept/huit/neuf/dix/onze/douze"),
        units={"day": "jours?", "week": "semaines?", "month": "mois", "year": "ans?|années?"},
        ago="il y a N", ahead="(?:dans|d'ici) N",
        last="dernier|dernière|passé|passée",
        next="prochain|prochaine",
        between="de",
        before_year="en|depuis|début|fin|mi-|au mois de|fin de|à l'|à l’|au|cet|cette|l'|l’|à|en fin d'|dès|entre",
        early="début", middle="mi-", late="fin|fin de",
        decade=r"années (?:(\d{3})0|(\d)0)",
        decades={"années vingt": 192, "années trente": 193, "années quarante": 194, "années cinquante": 195,
                 "années soixante": 196},
        links="au|et|à|ou",
        past="a|ont|avait|avaient|était|étaient|est|sont|fut|furent",
        future=r"va|vont|doit|doivent|devr\w+|prévue?s?|(?!extra|ultra|contra)\w+[eidtvu]ra|\w+ront|d'ici|d’ici|s'ouvre"
               r"|commence|débute|aura|sera",
        forwards=r"report\w+ (?:à|au)|d'ici|d’ici",
        backwards="depuis(?: le| la| fin| début)?",
        clause="et|mais|que|tandis|après que|avant que",
    ),
    "es": Tongue(
        relative=_forms("""
            week 1: la semana que viene, próxima semana, la semana próxima
            week -1: la pasada semana, semana pasada
            month 1: el mes que viene, próximo mes
            month -1: el pasado mes, mes pasado
            year 1: el año que viene, próximo año
            year -1: el pasado año, año pasado
            year 0: este año, finales de año, fin de año, principios de año
            day -2: anteayer, antier
            night -1: anoche
        """),
        seasons={"primavera": "SP", "verano": "SU", "otoño": "FA", "invierno": "WI"},
        parts={"por la mañana": "MO", "por la tarde": "AF", "por la noche": "NI", "en la noche": "NI",
               "madrugada del": "MO", "mañana del": "MO", "tarde del": "AF", "noche del": "NI"},
        this_part={"esta mañana": "MO", "esta tarde": "AF", "esta noche": "NI", "esta madrugada": "MO"},
        night_before="noche del WEEKDAY al",
        quarters="(primer trimestre)|(segundo trimestre)|(tercer trimestre)|(cuarto trimestre)",
        holidays={"navidad": "christmas", "nochebuena": "christmas eve", "nochevieja": "new year's eve",
                  "año nuevo": "new year", "domingo de pascua": "easter", "viernes santo": "good friday"},
        numbers=_counts("un una/dos/tres/cuatro/cinco/seis/siete/ocho/nueve/diez/once/doce"),
        units={"day": "días?", "week": "semanas?", "month": "mes(?:es)?", "year": "años?"},
        ago="hace N", ahead="(?:dentro de|en) N",
        last="(?:el )?pasado mes de|pasado|pasada",
        next="(?:el )?próximo mes de|próximo|próxima|que viene",
        year_after={"del año pasado": -1, "del pasado año": -1, "de este año": 0, "del próximo año": 1},
        between="de|del",
        before_year="en|desde|a principios de|principios de|a mediados de|mediados de|a finales de|finales de|en el año"
                    "|en el|este|el|para|a|entre",
        early="(?:a )?principios de", middle="(?:a )?mediados de", late="(?:a )?finales de",
        decade=r"años (?:(\d{3})0|(\d)0)",
        decades={"años veinte": 192, "años treinta": 193, "años cuarenta": 194, "años cincuenta": 195,
                 "años sesenta": 196, "años setenta": 197, "años ochenta": 198, "años noventa": 199},
        links="al?|y|hasta el",
        past=r"dijo|dijeron|informó|anunció|había|habían|fue|fueron|\w{2,}ó|\w{2,}aron|\w{2,}ieron",
        future=r"será|serán|va a|van a|prevé|previst[oa]s?|\w{3,}ará|\w{3,}erá|\w{3,}irá|\w{3,}rán|\w+drá|comienza"
               r"|empieza|termina|concluye|vence|antes del?",
        forwards=r"aplaz\w+ (?:a|al|hasta)|pospuso a",
        backwards="desde(?: el| la| finales de| principios de)?",
        clause="y|pero|que|mientras",
        not_after={"mañana": "la|por la|de la|esta"},
    ),
    "ar": Tongue(
        relative=_forms("""
            month 0: الشهر الجاري, هذا الشهر
            month 1: الشهر المقبل
            year -1: العام الماضي, السنة الماضية, العام الفائت
            year 0: هذا العام, العام الجاري, العام الحالي, هذه السنة
            year 1: العام المقبل, العام القادم
            week 1: الأسبوع المقبل
            day -1: أمس
            day 1: غدا, يوم غد
            day -2: أول أمس, أمس الأول
            night -1: الليلة الماضية
        """),
        months={
            "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8,
            "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "كانون ثاني": 1, "كانون أول": 12,
            "أوت": 8, "جويلية": 7, "جوان": 6,
        },
        weekdays={"الأحد": 6, "الثلاثاء": 1, "الأربعاء": 2, "الخميس": 3, "الجمعة": 4, "السبت": 5},
        seasons={"ربيع": "SP", "صيف": "SU", "خريف": "FA", "شتاء": "WI"},
        parts={"صباح": "MO", "فجر": "MO", "ظهر": "AF", "عصر": "AF", "مساء": "EV", "ليل": "NI", "ليلة": "NI"},
        this_part={"الليلة": "NI", "هذا الصباح": "MO", "هذا المساء": "EV"},
        quarters="(الربع الأول)|(الربع الثاني)|(الربع الثالث)|(الربع الرابع)",
        numbers=_counts("واحد/-/ثلاثة ثلاث/أربعة أربع/خمسة خمس/ستة ست/سبعة سبع/ثمانية ثماني/تسعة تسع/عشرة عشر"),
        units={"day": "أيام|يوما|يومًا", "week": "أسابيع|أسبوعا", "month": "أشهر|شهور|شهرا",
               "year": "أعوام|سنوات|عاما|سنة"},
        whole={"يوم": ("day", 1), "يومين": ("day", 2), "أسبوع": ("week", 1), "أسبوعين": ("week", 2),
               "شهر": ("month", 1), "شهرين": ("month", 2), "عام": ("year", 1), "عامين": ("year", 2),
               "سنة": ("year", 1), "سنتين": ("year", 2)},
        ago="(?:قبل|منذ) N", ahead="(?:بعد|خلال) N",
        last="الماضي|الفائت|الماضية|المنصرم",
        next="المقبل|القادم|المقبلة|القادمة",
        between="شهر|من|عام|سنة",
        before_year="في عام|عام|سنة|منذ|في|خلال|أوائل عام|أواخر عام|منتصف عام|مطلع عام|نهاية عام|أوائل|أواخر"
                    "|منتصف|مطلع|نهاية|بداية|منذ عام|بين عامي|بين",
        early="أوائل|أوائل عام|مطلع|مطلع عام|بداية", middle="منتصف|منتصف عام",
        late="أواخر|أواخر عام|نهاية|نهاية عام",
        decades={"عشرينيات القرن الماضي": 192, "ثلاثينيات القرن الماضي": 193, "أربعينيات القرن الماضي": 194,
                 "خمسينيات القرن الماضي": 195, "ستينيات القرن الماضي": 196, "سبعينيات القرن الماضي": 197,
                 "ثمانينيات القرن الماضي": 198, "تسعينيات القرن الماضي": 199},
        links="إلى|حتى|و",
        past="قال|قالت|أعلن|أعلنت|كان|كانت|ذكر|ذكرت",
        future=r"سوف|(?!سيار|سيد|سيناء|ستة|ستين|سينما|سياس|ستوك)س[يتن]\w{2,}|تبدأ|يبدأ|المقرر",
        forwards=r"تأجل\w* إلى|أرجئ\w* إلى",
        backwards="منذ(?: نهاية| بداية| أوائل| أواخر| يوم)?",
        clause="إن|أن|بعد أن|لكن|و",
    ),
    "ru": Tongue(
        relative=_forms("""
            year -1: в прошлом году, прошлом году, в минувшем году, прошлый год
            year 0: в этом году, этом году, в текущем году, конца года, концу года, конце года, начала года
            year 1: в будущем году, в следующем году, следующий год, будущий год
            week -1: на минувшей неделе, прошлой неделе
            week 1: следующей неделе, будущей неделе
            month -1: в минувшем месяце, прошлом месяце
            night -1: прошлой ночью, минувшей ночью
        """),
        months={"январе": 1, "феврале": 2, "марте": 3, "апреле": 4, "мае": 5, "июне": 6, "июле": 7, "августе": 8,
                "сентябре": 9, "октябре": 10, "ноябре": 11, "декабре": 12},
        weekdays={"понедельника": 0, "вторника": 1, "среду": 2, "среда": 2, "среды": 2, "четверга": 3, "пятницу": 4,
                  "пятницы": 4, "субботу": 5, "субботы": 5, "воскресенья": 6},
        seasons={"весны": "SP", "лета": "SU", "осени": "FA", "зимы": "WI"},
        seasons_alone={"весной": "SP", "летом": "SU", "осенью": "FA", "зимой": "WI"},
        parts={"утром": "MO", "днем": "AF", "днём": "AF", "вечером": "EV", "ночью": "NI"},
        night_before="ночь на|ночь со? WEEKDAY на",
        quarters=r"(перв\w+ квартал\w*)|(втор\w+ квартал\w*)|(трет\w+ квартал\w*)|(четв[её]рт\w+ квартал\w*)",
        numbers=_counts("один одну/два две/три/четыре/пять/шесть/семь/восемь/девять/десять/одиннадцать/двенадцать"),
        units={"day": "день|дня|дней", "week": "неделю|недели|недель", "month": "месяц|месяца|месяцев",
               "year": "год|года|лет"},
        whole={"день": ("day", 1), "неделю": ("week", 1), "месяц": ("month", 1), "год": ("year", 1)},
        ago="N (?:тому )?назад", ahead="через N(?! после)",
        last="прошл\\w+|минувш\\w+",
        next="следующ\\w+|будущ\\w+|ближайш\\w+",
        year_after={"прошлого года": -1, "этого года": 0, "текущего года": 0, "будущего года": 1,
                    "следующего года": 1},
        after_year="годах|годами|годов|года|году|год|г\\.",
        before_year="в|с|к|до|начале|конце|в начале|в конце|середине|в середине|по|на|конца|начала"
                    "|середины|концу|началу|между",
        early="(?:в )?начал[еау]", middle="(?:в )?середин[еы]", late="(?:в )?конц[еау]",
        decade=r"(\d{3})0-(?:х|е|ых|ые)(?: год\w*)?",
        links="по|и|до",
        past=r"\w{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)",
        future=r"будет|будут|планиру\w+|намерен\w*|должн\w+|должен|предстоит|нужно"
               r"|(?!совет|билет|бюджет|ответ|университет|институт|депутат|результат|комитет|самол|кабинет|лимит|солдат"
               r"|депозит|приоритет|агент|объект|проект|момент|президент|интернет)"
               r"\w{3,}(?:ет|ёт|ут|ют|ит|ят|ется|ётся|утся|ются|ится|ятся|атся)",
        forwards=r"(?:перен[её]с\w+|отлож\w+|назнач\w+|ожида\w+) на|к",
        backwards="со?(?: конца| начала| середины)?",
        clause="и|а|но|что|когда|пока",
    ),
}
