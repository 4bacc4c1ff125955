"""Articles in other languages: explicit dates and the simple relative ones, read on Monday 2019-02-18."""

from __future__ import annotations

from datetime import date

import pytest

from kb.temporal.foreign_language import language
from kb.temporal.tongues import TONGUES
from tests.temporal.conftest import Read

SENTENCES = [
    ("de", "Die Miliz sperrte am Sonntag die Brücke.", {"Sonntag": "2019-02-17"}),
    ("de", "Der Rat tagte im Dezember.", {"Dezember": "2018-12"}),
    (
        "de",
        "Am 9. Februar begann der Angriff, am 3. März 2019 endet er.",
        {"9. Februar": "2019-02-09", "3. März 2019": "2019-03-03"},
    ),
    ("de", "Gestern regnete es, morgen wird es schön.", {"Gestern": "2019-02-17", "morgen": "2019-02-19"}),
    ("de", "Am Morgen fielen Schüsse.", {}),
    ("de", "Im Jahr 2014 war es anders.", {"2014": "2014"}),
    ("de", "Er kam vor 3 Wochen.", {"vor 3 Wochen": "2019-W05"}),
    ("de", "Sie wird am Freitag reisen.", {"Freitag": "2019-02-22"}),
    ("de", "Letzten Montag fiel das Dorf.", {"Letzten Montag": "2019-02-11"}),
    ("de", "Im vergangenen Jahr sank der Preis.", {"vergangenen Jahr": "2018"}),
    ("fr", "Les rebelles ont fermé le pont dimanche.", {"dimanche": "2019-02-17"}),
    ("fr", "Le maire est parti en décembre.", {"décembre": "2018-12"}),
    ("fr", "Le 9 février, puis le 1er mars 2019.", {"9 février": "2019-02-09", "1er mars 2019": "2019-03-01"}),
    ("fr", "Hier il pleuvait, demain il fera beau.", {"Hier": "2019-02-17", "demain": "2019-02-19"}),
    ("fr", "L'an dernier, tout allait bien.", {"L'an dernier": "2018"}),
    ("fr", "Il arrivera vendredi.", {"vendredi": "2019-02-22"}),
    ("fr", "Il est parti il y a 3 jours.", {"il y a 3 jours": "2019-02-15"}),
    ("es", "Los rebeldes cerraron el puente el domingo.", {"domingo": "2019-02-17"}),
    ("es", "El alcalde se fue en diciembre.", {"diciembre": "2018-12"}),
    (
        "es",
        "El 9 de febrero y el 1 de marzo de 2019.",
        {"9 de febrero": "2019-02-09", "1 de marzo de 2019": "2019-03-01"},
    ),
    (
        "es",
        "Ayer por la mañana llovió; mañana saldrá el sol.",
        {"Ayer por la mañana": "2019-02-17TMO", "mañana": "2019-02-19"},
    ),
    ("es", "Abrirá la semana que viene.", {"la semana que viene": "2019-W09"}),
    ("es", "Llegará el viernes.", {"viernes": "2019-02-22"}),
    ("es", "Hace 3 días salió.", {"Hace 3 días": "2019-02-15"}),
    ("ar", "أغلق المتمردون الجسر يوم الأحد", {"الأحد": "2019-02-17"}),
    ("ar", "غادر العمدة في ديسمبر", {"ديسمبر": "2018-12"}),
    ("ar", "في 9 فبراير 2019 بدأ الهجوم", {"9 فبراير 2019": "2019-02-09"}),
    ("ar", "عاد الهدوء في 3 شباط 2018", {"3 شباط 2018": "2018-02-03"}),
    ("ar", "وصلوا أمس", {"أمس": "2019-02-17"}),
    ("ar", "وصلوا الشهر الماضي", {"الشهر الماضي": "2019-01"}),
    ("ar", "سقطت المدينة في عام 2014", {"2014": "2014"}),
    ("ru", "Повстанцы закрыли мост в воскресенье.", {"воскресенье": "2019-02-17"}),
    ("ru", "Мэр уехал в декабре.", {"декабре": "2018-12"}),
    (
        "ru",
        "9 февраля начался штурм, 1 марта 2018 года был мир.",
        {"9 февраля": "2019-02-09", "1 марта 2018 года": "2018-03-01"},
    ),
    ("ru", "Вчера шёл дождь.", {"Вчера": "2019-02-17"}),
    ("ru", "На прошлой неделе мост открыли.", {"На прошлой неделе": "2019-W07"}),
    ("ru", "Встреча состоится в пятницу.", {"пятницу": "2019-02-22"}),
    ("ru", "Это было в 2014 году.", {"2014 году": "2014"}),
    ("ru", "Мост открыли 3 дня назад.", {"3 дня назад": "2019-02-15"}),
]


SHAPES = [
    ("de", "Die Nacht zum Sonntag blieb ruhig.", {"Nacht zum Sonntag": "2019-02-16TNI"}),
    ("de", "Sie sagte am Freitag, dass er am Samstag kommen wird.", {"Freitag": "2019-02-15", "Samstag": "2019-02-23"}),
    ("de", "Im dritten Quartal 2018 und von 1990 bis 1995.", {
        "dritten Quartal 2018": "2018-Q3", "1990": "1990", "1995": "1995"}),
    ("de", "Vor zwei Wochen regnete es.", {"Vor zwei Wochen": "2019-W06"}),
    ("fr", "Elle viendra ce soir, il est venu lundi matin.", {
        "ce soir": "2019-02-18TEV", "lundi matin": "2019-02-18TMO"}),
    ("fr", "Le bal est reporté à mars.", {"mars": "2019-03"}),
    ("es", "Se abrió en primavera de 2017 y cerró el verano pasado.", {
        "primavera de 2017": "2017-SP", "verano pasado": "2018-SU"}),
    ("ar", "وصلوا قبل أسبوعين", {"قبل أسبوعين": "2019-W06"}),
    ("ru", "С пятницы по воскресенье шёл снег.", {"пятницы": "2019-02-15", "воскресенье": "2019-02-17"}),
    ("ru", "Она уехала неделю назад, осенью 2018 года.", {"неделю назад": "2019-W07", "осенью 2018 года": "2018-FA"}),
]


@pytest.mark.parametrize(("code", "text", "expected"), SENTENCES + SHAPES)
def test_a_sentence_in_another_language(read: Read, code: str, text: str, expected: dict[str, str]) -> None:
    times = read(text, language=code)
    assert {time.text: time.value for time in times} == expected
    assert all(time.explanation and time.edtf for time in times)


def test_a_part_of_a_month_has_narrower_bounds(read: Read) -> None:
    (time,) = read("La tour a été fermée fin janvier.", language="fr")
    assert (time.text, time.mod, time.earliest, time.latest) == (
        "fin janvier", "END", date(2019, 1, 16), date(2019, 1, 31))


def test_without_a_publication_date_a_foreign_weekday_stays_open(read: Read) -> None:
    (time,) = read("Die Miliz sperrte am Sonntag die Brücke.", None, language="de")
    assert (time.value, time.earliest) == ("XXXX-WXX-7", None)


@pytest.mark.parametrize("code", [*TONGUES, "it", "tr"])
def test_the_tables_of_a_language_load(code: str) -> None:
    known = language(code)
    assert known is not None
    assert set(known.months.values()) == set(range(1, 13))
    assert set(known.weekdays.values()) == set(range(7))


@pytest.mark.parametrize("code", ["xx", "", "zz9", "../de"])
def test_an_unknown_language_has_no_dates(read: Read, code: str) -> None:
    assert read("On Sunday it rained.", language=code) == ()
