"""What the votes of the made-up evening ask in Danish and in Arabic, and in plain words.

The hundred recommendations are in English only, as a real assembly may not get all of them
translated in time: whoever reads Danish or Arabic sees then what a page says of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from deliberation.wordings import Wording

RANKED: Final = {
    "en": {"plain": "We can work out three ideas. Put the one you like best first."},
    "da": {
        "title": "Tre forslag",
        "question": "Hvilke tre forslag skal vi arbejde videre med?",
        "plain": "Vi kan arbejde videre med tre idéer. Sæt den, du bedst kan lide, først.",
    },
    "ar": {
        "title": "ثلاثة مقترحات",
        "question": "أي ثلاثة مقترحات نواصل العمل عليها؟",
        "plain": "يمكننا العمل على ثلاث أفكار. ضع الأحب إليك أولًا.",
    },
}
PROPOSALS: Final = {
    "da": (
        "Cykelstier uden huller",
        "En reparationscafé i hvert kvarter",
        "Gratis bus, til man fylder 25",
        "Solceller på hvert skoletag",
        "En klimafond for lejere",
        "Vilde enge i stedet for plæner",
        "Mindre kød i offentlige køkkener",
    ),
    "ar": (
        "مسارات دراجات بلا انقطاع",
        "مقهى إصلاح في كل حي",
        "حافلات مجانية لمن هم دون 25 عامًا",
        "ألواح شمسية على سطح كل مدرسة",
        "صندوق مناخ للمستأجرين",
        "مروج برية بدل العشب المقصوص",
        "لحم أقل في المطابخ العامة",
    ),
}
SPENT: Final = {
    "en": {"plain": "Where should the town use more money for the climate, and where less?"},
    "da": {
        "title": "Klimabudgettet",
        "question": "Hvilke poster på klimabudgettet skal vokse, og hvilke skal skrumpe? "
        "De to første vokser med det samme.",
        "plain": "Hvor skal byen bruge flere penge på klimaet, og hvor færre?",
    },
    "ar": {
        "title": "ميزانية المناخ",
        "question": "أي بنود ميزانية المناخ نزيد وأيها ننقص؟ يُزاد البندان الأولان فورًا.",
        "plain": "أين تنفق المدينة مالًا أكثر على المناخ، وأين تنفق أقل؟",
    },
}
POSTS: Final = {
    "da": (
        "Isolering af skoler",
        "Ladestandere til biler",
        "Sikrere overgange",
        "Træer i gaderne",
        "Bassiner til regnvand",
        "Reparation af veje",
    ),
    "ar": (
        "عزل المدارس",
        "نقاط شحن للسيارات",
        "معابر أكثر أمانًا",
        "أشجار في الشوارع",
        "أحواض لمياه الفيضان",
        "إصلاح الطرق",
    ),
}
BATCH: Final = {
    "en": {"plain": "Say of each idea whether you support it. Skip those you have no view on."},
    "da": {
        "title": "Hundrede anbefalinger",
        "question": "Hvilke af disse skal forsamlingen give videre til byrådet?",
        "plain": "Sig om hver idé, om du støtter den. Spring dem over, du ikke har en mening om.",
    },
    "ar": {
        "title": "مئة توصية",
        "question": "أي هذه التوصيات يسلّمها المجلس إلى مجلس المدينة؟",
        "plain": "قل عن كل فكرة هل تؤيدها. وتجاوز ما لا رأي لك فيه.",
    },
}
FUNDED: Final = {
    "da": {"title": "Kvarterets fond", "question": "Hvilke projekter skal fonden betale?"},
    "ar": {"title": "صندوق الحي", "question": "أي المشاريع يدفع الصندوق تكاليفها؟"},
}
PROJECTS: Final = {
    "da": (
        "En grøn skolegård",
        "Et værksted i det gamle vaskeri",
        "Fyrre frugttræer",
        "En overdækket torveplads",
        "Ladcykler til låns",
        "Regnbede langs hovedgaden",
        "Et køkken til beboerhuset",
        "Bænke mellem hjem og indkøb",
    ),
    "ar": (
        "ساحة مدرسة خضراء",
        "ورشة إصلاح في المغسلة القديمة",
        "أربعون شجرة مثمرة",
        "ساحة مسقوفة للأسواق",
        "دراجات شحن للإعارة",
        "أحواض مطر على طول الشارع الرئيسي",
        "مطبخ لبيت الحي",
        "مقاعد بين البيت والمتجر",
    ),
}
LEFT_OPEN: Final = {
    "en": {"plain": "We meet again. Which place is best for you?"},
    "da": {
        "title": "Næste møde",
        "question": "Hvor skal vi mødes næste gang?",
        "plain": "Vi mødes igen. Hvilket sted passer dig bedst?",
    },
    "ar": {
        "title": "الاجتماع القادم",
        "question": "أين نجتمع في المرة القادمة؟",
        "plain": "سنجتمع من جديد. أي مكان أنسب لك؟",
    },
}
PLACES: Final = {
    "da": ("Biblioteket", "Idrætshallen", "En skole", "Rådhuset"),
    "ar": ("المكتبة", "القاعة الرياضية", "مدرسة", "مبنى البلدية"),
}


def with_options(
    texts: Mapping[str, Wording], options: Mapping[str, Sequence[str]]
) -> dict[str, Wording]:
    """The *texts* of a vote by language, with what its options are called there, in their order.

    >>> with_options({"da": {"title": "Sted"}}, {"da": ("Her", "Der")})
    {'da': {'title': 'Sted', 'option 1': 'Her', 'option 2': 'Der'}}
    """
    return {
        language: {
            **said,
            **{f"option {n}": name for n, name in enumerate(options.get(language, ()), start=1)},
        }
        for language, said in texts.items()
    }
