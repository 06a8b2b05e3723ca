"""The words of the sheet with a share of an urn's key, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deliberation.figures.share_polish import POLISH
from deliberation.figures.share_turkish import TURKISH
from deliberation.figures.share_ukrainian import UKRAINIAN
from deliberation.figures.share_urdu import URDU

ENGLISH: Final[Mapping[str, str]] = {
    "share title": "Key share of the {holder}",
    "rehearsal title": "Key of a rehearsal",
    "facilitator": "facilitator",
    "observer": "observer",
    "safe": "safe",
    "rehearsal": "rehearsal",
    "share of two": (
        "This is one of two parts of the key that opens the sealed ballots of one vote. Both "
        "together open them, and neither alone. If one is lost, nobody can ever count them."
    ),
    "share of three": (
        "This is one of three parts of the key that opens the sealed ballots of one vote. Any two "
        "together open them, and none alone."
    ),
    "whole key": (
        "This is a rehearsal. Whoever holds this sheet can open every ballot alone, so nothing is "
        "secret from them. Do not vote on anything that matters."
    ),
    "share vote": "Vote",
    "share id": "Its name in the record",
    "share urn": "The urn, in eight words",
    "share words": "The share, in 33 words",
    "share order": (
        "The order matters. The words are English in every language, and no two of them begin "
        "with the same four letters."
    ),
    "share code": "The share as a QR code",
    "share care": "What to do with it",
    "care look": (
        "Compare the eight words of the urn with those on the screen. If they differ, this sheet "
        "is not for this vote: say so before anybody votes."
    ),
    "care type": (
        "Type words 1 and 4 when the vote is opened: they say which urn and whose share this is, "
        "and nothing of the key. If they do not fit, say so before anybody votes."
    ),
    "care hide": "Let nobody read it, and take no picture of it. Fold it, and keep it with you.",
    "care apart": "Never keep two shares of one urn in one place.",
    "care bring": "Bring it when the vote is closed. The urn is opened where everybody can watch.",
    "care once": "It was printed once. No computer keeps it, and nobody can print it again.",
    "care burn": "When the result is published and the urn is purged, destroy it.",
    "share taken": "Taken by",
    "share signed": "Day and signature",
}

DANISH: Final[Mapping[str, str]] = {
    "share title": "Nøgledel: {holder}",
    "rehearsal title": "Nøgle til en prøve",
    "facilitator": "mødeleder",
    "observer": "observatør",
    "safe": "pengeskab",
    "rehearsal": "prøve",
    "share of two": (
        "Dette er en af to dele af den nøgle, der åbner de forseglede stemmesedler i én "
        "afstemning. Begge dele tilsammen åbner dem, og ingen af dem alene. Går den "
        "ene tabt, kan ingen nogensinde tælle dem."
    ),
    "share of three": (
        "Dette er en af tre dele af den nøgle, der åbner de forseglede stemmesedler i én "
        "afstemning. To af dem tilsammen åbner dem, og ingen alene."
    ),
    "whole key": (
        "Dette er en prøve. Den, der har dette ark, kan åbne alle stemmesedler alene, så intet er "
        "hemmeligt for vedkommende. Stem ikke om noget, der betyder noget."
    ),
    "share vote": "Afstemning",
    "share id": "Dens navn i protokollen",
    "share urn": "Urnen i otte ord",
    "share words": "Nøgledelen i 33 ord",
    "share order": (
        "Rækkefølgen betyder noget. Ordene er engelske på alle sprog, og ikke to af dem begynder "
        "med de samme fire bogstaver."
    ),
    "share code": "Nøgledelen som QR-kode",
    "share care": "Sådan passes der på den",
    "care look": (
        "Sammenlign urnens otte ord med dem på skærmen. Er de forskellige, hører arket ikke til "
        "denne afstemning: sig det, før nogen stemmer."
    ),
    "care type": (
        "Skriv ord 1 og 4, når afstemningen åbnes: de siger, hvilken urne og hvis del det er, og "
        "intet om nøglen. Passer de ikke, så sig det, før nogen stemmer."
    ),
    "care hide": "Lad ingen læse det, og tag ikke et billede af det. Fold det, og hav det på dig.",
    "care apart": "Opbevar aldrig to dele af samme urnes nøgle på ét sted.",
    "care bring": "Tag det med, når afstemningen er lukket. Urnen åbnes, hvor alle kan se på.",
    "care once": "Det er trykt én gang. Ingen computer gemmer det, og ingen kan trykke det igen.",
    "care burn": "Når resultatet er offentliggjort og urnen slettet, skal arket ødelægges.",
    "share taken": "Modtaget af",
    "share signed": "Dag og underskrift",
}

ARABIC: Final[Mapping[str, str]] = {
    "share title": "جزء من المفتاح: {holder}",
    "rehearsal title": "مفتاح تجربة",
    "facilitator": "الميسّر",
    "observer": "المراقب",
    "safe": "الخزنة",
    "rehearsal": "تجربة",
    "share of two": (
        "هذا أحد جزأين من المفتاح الذي يفتح أوراق الاقتراع المختومة في تصويت واحد. يفتحها الجزآن "
        "معًا، ولا يفتحها أحدهما وحده. وإن ضاع أحدهما فلن يستطيع أحد عدّها أبدًا."
    ),
    "share of three": (
        "هذا أحد ثلاثة أجزاء من المفتاح الذي يفتح أوراق الاقتراع المختومة في تصويت واحد. يفتحها أي "
        "جزأين معًا، ولا يفتحها جزء وحده."
    ),
    "whole key": (
        "هذه تجربة. من يحمل هذه الورقة يستطيع وحده فتح كل ورقة اقتراع، فلا شيء سرّي عنه. لا تصوّتوا "
        "بها على أمر مهم."
    ),
    "share vote": "التصويت",
    "share id": "اسمه في السجل",
    "share urn": "الصندوق في ثماني كلمات",
    "share words": "الجزء في 33 كلمة",
    "share order": (
        "الترتيب مهم. الكلمات إنجليزية في كل اللغات، ولا تبدأ كلمتان منها بالحروف الأربعة نفسها."
    ),
    "share code": "الجزء كرمز QR",
    "share care": "ما العمل بها",
    "care look": (
        "قارن الكلمات الثماني للصندوق بما على الشاشة. فإن اختلفت فليست هذه الورقة لهذا التصويت: قل "
        "ذلك قبل أن يصوّت أحد."
    ),
    "care type": (
        "اكتب الكلمتين 1 و4 عند فتح التصويت: تقولان أي صندوق هذا ولمن هذا الجزء، ولا تقولان شيئًا "
        "عن المفتاح. فإن لم تناسبا فقل ذلك قبل أن يصوّت أحد."
    ),
    "care hide": "لا تدع أحدًا يقرؤها ولا تصوّرها. اطوها واحتفظ بها معك.",
    "care apart": "لا تحفظ جزأين من مفتاح صندوق واحد في مكان واحد أبدًا.",
    "care bring": "أحضرها عند إغلاق التصويت. يُفتح الصندوق حيث يرى الجميع.",
    "care once": "طُبعت مرة واحدة. لا يحفظها أي حاسوب، ولا يستطيع أحد طباعتها ثانية.",
    "care burn": "أتلفها بعد نشر النتيجة ومحو الصندوق.",
    "share taken": "استلمها",
    "share signed": "اليوم والتوقيع",
}

SHARE: Final[Mapping[str, Mapping[str, str]]] = {
    "en": ENGLISH,
    "da": DANISH,
    "ar": ARABIC,
    "tr": TURKISH,
    "uk": UKRAINIAN,
    "pl": POLISH,
    "ur": URDU,
}
