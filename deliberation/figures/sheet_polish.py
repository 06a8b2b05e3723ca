"""The sheet for the room of the draw in Polish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

POLISH: Final[Mapping[str, str]] = {
    "decimal mark": ",",
    "thousands mark": "\u00a0",
    "percent": "{number}%",
    "title": "Losowanie publiczne",
    "lead": (
        "Spośród {people} osób losuje się skład liczący {size}. Losów jest {tickets}, a każdy "
        "oznacza cały skład; losuje się jeden los, a skład, który on oznacza, jest wybrany."
    ),
    "fixed": "Co jest już ustalone",
    "commitment": "Zobowiązanie",
    "commitment told": (
        "Zobowiązanie ogłoszono, zanim rzucono jakąkolwiek kostką. To skrót osób, limitów i "
        "każdego składu z jego losami: gdyby teraz coś z tego zmieniono, nie zgadzałby się. "
        "Proszę porównać go z zapisanym wcześniej."
    ),
    "announcement": "Ogłoszenie",
    "numbering source": "Co numeruje losy",
    "draw source": "Co losuje los",
    "numbering seed": "Wartość początkowa, która ponumerowała losy",
    "numbering default": "{dice}, trzy rzuty",
    "needed": "Co jest potrzebne",
    "dice 1": "jedna kostka dziesięciościenna",
    "dice 2": "dwie kostki dziesięciościenne",
    "dice 3": "trzy kostki dziesięciościenne",
    "dice 4": "cztery kostki dziesięciościenne",
    "need dice": (
        "Do tego losowania: {dice}, oznaczenia od 0 do 9, każda w innym kolorze. 0 to zero, "
        "nie dziesięć. Wystarczy też jedna kostka rzucana raz na każdą cyfrę."
    ),
    "need balls": (
        "Albo numerowane kule: dziesięć jednakowych, od 0 do 9, w worku, do którego nikt nie "
        "może zajrzeć. Na każdą cyfrę losuje się jedną, pokazuje ją i wkłada z powrotem przed "
        "następną."
    ),
    "need table": "Kubek i stół z brzegiem, który wszyscy widzą, albo kamera nad nim.",
    "need chair": "Osoba przewodnicząca, która mówi głośno o każdym kroku, zanim się go wykona.",
    "need thrower": "Ktoś z publiczności do rzucania, kogo nikt wcześniej nie wybrał.",
    "need screen": "Ekran, który wszyscy widzą, ze stroną, na której drand publikuje swoje rundy.",
    "see round": (
        "Gdy nadejdzie czas rundy, dwie osoby otwierają ją, każda na własnym urządzeniu, i "
        "odczytują pierwszych i ostatnich sześć znaków jej wartości losowej. Jeśli się różnią, "
        "obie wczytują ją ponownie."
    ),
    "paste round": (
        "Wkleja się wszystko, co drand publikuje o rundzie. Każdą inną rundę program odrzuca:"
    ),
    "need writers": "Dwie osoby piszące, które siedzą osobno i nie widzą, co pisze druga.",
    "numbers first": "Pierwszy krok: numery losów",
    "say numbering": (
        "Osoba przewodnicząca odczytuje zobowiązanie i mówi: „Teraz losy dostają numery w ten "
        "sposób: {source}. Nikt jeszcze nie jest wylosowany.”"
    ),
    "write seed": (
        "Obie osoby piszące zapisują w jednym wierszu to, co wszyscy widzą; cyfry kostek z "
        "odstępem. Kostkami rzuca się według zasad losowania poniżej."
    ),
    "read seed": (
        "Obie odczytują, co zapisały, zanim ktokolwiek dotknie kostki. Jeśli się różnią, "
        "wszyscy patrzą jeszcze raz."
    ),
    "type numbering": "Wpisują to dwie osoby. Jeśli nie wpiszą tego samego, program odmawia:",
    "print again": (
        "Ten arkusz drukuje się lub pokazuje ponownie: teraz podaje każdy los z jego numerem. "
        "Odtąd lista jest niezmienna."
    ),
    "the draw": "Losowanie",
    "say order": (
        "Osoba przewodnicząca mówi, który kolor to pierwsza cyfra, który następna i tak dalej, "
        "a obie osoby piszące to zapisują."
    ),
    "say draw": (
        "Osoba przewodnicząca mówi: „To, co teraz rzucamy, to numer losu, od {first} do "
        "{last}. Ten rzut się liczy.”"
    ),
    "throw": "Osoba rzucająca potrząsa kubkiem i rzuca wszystkimi kostkami naraz.",
    "fallen": (
        "Jeśli kostka spadnie ze stołu, stoi krzywo albo leży na innej, osoba przewodnicząca "
        "mówi „To się nie liczy”, zanim odczyta się jakąkolwiek cyfrę. Rzuca się ponownie "
        "wszystkimi kostkami. To samo, gdy upadnie kula."
    ),
    "hands off": (
        "Nikt nie dotyka kostek. Obie osoby piszące zapisują cyfry i je odczytują. Jeśli się "
        "różnią, wszyscy patrzą na kostki jeszcze raz. Ktoś robi zdjęcie."
    ),
    "all count": "Każdy numer od {first} do {last} jest na jednym losie: rozstrzyga pierwszy rzut.",
    "beyond": (
        "Powyżej {last} nie ma losu. Wtedy numer zapisuje się i skreśla, a wszystkimi kostkami "
        "rzuca się ponownie. Nie ma innego powodu, by rzucać ponownie."
    ),
    "find": (
        "Numeru szuka się na liście losów. Osoba przewodnicząca odczytuje skład i kody jego "
        "członków."
    ),
    "type by hand": (
        "Numer wpisują dwie osoby. Program zapisuje losowanie i ustala kolejność rezerwy:"
    ),
    "say lots": (
        "Osoba przewodnicząca mówi: „Teraz losuje się los w ten sposób: {source}. Liczy się "
        "pierwsze, co się pojawi.”"
    ),
    "type lots": (
        "Wpisują to dwie osoby. Program dochodzi od tego do numeru losu w sposób, który każdy "
        "może powtórzyć:"
    ),
    "minutes": "Zapisane na sali",
    "order of the dice": "Kolejność kostek",
    "first writer": "Pierwsza osoba pisząca",
    "second writer": "Druga osoba pisząca",
    "crossed out": "Rzuty, które się nie liczyły, i dlaczego",
    "number": "Wylosowany numer",
    "panel drawn": "Skład",
    "signatures": "Podpisy",
    "tickets": "Losy",
    "tickets told": (
        "Który skład oznacza każdy los. Wiersz podaje pierwsze cyfry, kolumna ostatnią: los "
        "{example} jest w wierszu {row}, kolumnie {column} i oznacza skład {panel}."
    ),
    "tickets from to": "Losy od {first} do {last}",
    "row": "Los",
    "row of": "{digits}_",
    "panels": "Składy",
    "panels told": "Każdy skład z numerami jego losów i kodami jego członków ({size}).",
    "panel": "Skład {number}",
    "everybody": "Losy wszystkich",
    "everybody told": (
        "Kod każdej osoby, jej szansa na miejsce i numery losów, które dają jej miejsce."
    ),
    "no ticket": "żaden los",
}
