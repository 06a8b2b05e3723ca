"""The words of the sheet with a share of an urn's key in Polish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

POLISH: Final[Mapping[str, str]] = {
    "share title": "Część klucza: {holder}",
    "rehearsal title": "Klucz próby",
    "facilitator": "osoba prowadząca",
    "observer": "obserwator",
    "safe": "sejf",
    "rehearsal": "próba",
    "share of two": (
        "To jedna z dwóch części klucza, który otwiera zapieczętowane karty jednego "
        "głosowania. Otwierają je obie części razem, a żadna sama. Jeśli jedna zginie, nikt "
        "ich nigdy nie policzy."
    ),
    "share of three": (
        "To jedna z trzech części klucza, który otwiera zapieczętowane karty jednego "
        "głosowania. Otwierają je dowolne dwie części razem, a żadna sama."
    ),
    "whole key": (
        "To próba. Kto ma ten arkusz, może sam otworzyć każdą kartę, więc nic nie jest przed "
        "nim tajne. Proszę nie głosować tak o niczym ważnym."
    ),
    "share vote": "Głosowanie",
    "share id": "Jego nazwa w protokole",
    "share urn": "Urna w ośmiu słowach",
    "share words": "Część w 33 słowach",
    "share order": (
        "Kolejność ma znaczenie. Słowa są angielskie we wszystkich językach i żadne dwa nie "
        "zaczynają się od tych samych czterech liter."
    ),
    "share code": "Część jako kod QR",
    "share care": "Co z nim zrobić",
    "care look": (
        "Proszę porównać osiem słów urny ze słowami na ekranie. Jeśli się różnią, ten arkusz "
        "nie jest od tego głosowania: proszę to powiedzieć, zanim ktokolwiek zagłosuje."
    ),
    "care type": (
        "Przy otwarciu głosowania proszę wpisać słowa 1 i 4: mówią, która to urna i czyja to "
        "część, a nic o kluczu. Jeśli nie pasują, proszę to powiedzieć, zanim ktokolwiek "
        "zagłosuje."
    ),
    "care hide": (
        "Proszę nikomu nie dawać go do czytania i go nie fotografować. Proszę go złożyć i mieć "
        "przy sobie."
    ),
    "care apart": "Nigdy nie wolno trzymać dwóch części klucza jednej urny w jednym miejscu.",
    "care bring": (
        "Proszę go przynieść, gdy głosowanie zostanie zamknięte. Urnę otwiera się tam, gdzie "
        "każdy może patrzeć."
    ),
    "care once": (
        "Wydrukowano go raz. Nie przechowuje go żaden komputer i nikt nie wydrukuje go ponownie."
    ),
    "care burn": "Gdy wynik zostanie ogłoszony, a urna opróżniona, proszę go zniszczyć.",
    "share taken": "Odebrano przez",
    "share signed": "Dzień i podpis",
}
