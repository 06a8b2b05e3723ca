"""The sheet for the room of the draw in Turkish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TURKISH: Final[Mapping[str, str]] = {
    "decimal mark": ",",
    "thousands mark": ".",
    "percent": "%{number}",
    "title": "Herkese açık kura",
    "lead": (
        "{people} kişi arasından {size} kişilik bir panel çekilir. {tickets} bilet vardır ve "
        "her biri bütün bir panelin yerine geçer; bir bilet çekilir ve o biletin gösterdiği "
        "panel seçilmiş olur."
    ),
    "fixed": "Şimdiden belli olanlar",
    "commitment": "Taahhüt",
    "commitment told": (
        "Taahhüt, hiçbir zar atılmadan önce yayımlandı. Kişilerin, kotaların ve biletleriyle "
        "birlikte her panelin özetidir: bunlardan biri şimdi değiştirilse tutmazdı. Onu not "
        "ettiğinizle karşılaştırın."
    ),
    "announcement": "Duyuru",
    "numbering source": "Biletleri numaralayan",
    "draw source": "Bileti çeken",
    "numbering seed": "Biletleri numaralayan başlangıç değeri",
    "numbering default": "{dice}, üç kez atılır",
    "needed": "Gerekenler",
    "dice 1": "on yüzlü bir zar",
    "dice 2": "on yüzlü iki zar",
    "dice 3": "on yüzlü üç zar",
    "dice 4": "on yüzlü dört zar",
    "need dice": (
        "Bu kura için: {dice}, 0’dan 9’a kadar işaretli, her biri başka renkte. 0 sıfırdır, on "
        "değildir. Her basamak için bir kez atılan tek bir zar da yeter."
    ),
    "need balls": (
        "Ya da numaralı toplar: 0’dan 9’a kadar işaretli, birbirine benzer on top, kimsenin "
        "içini göremediği bir torbada. Her basamak için biri çekilir, gösterilir ve "
        "sonrakinden önce geri konur."
    ),
    "need table": (
        "Bir bardak ve herkesin görebileceği, kenarlı bir masa ya da üzerinde bir kamera."
    ),
    "need chair": "Her adımı yapılmadan önce yüksek sesle söyleyen bir başkan.",
    "need thrower": "Dinleyiciler arasından, önceden kimsenin seçmediği bir atıcı.",
    "need screen": (
        "drand’ın turlarını yayımladığı sayfayı gösteren, herkesin görebileceği bir ekran."
    ),
    "see round": (
        "Turun vakti gelince iki kişi onu, her biri kendi cihazında açar ve rastgele değerinin "
        "ilk ve son altı hanesini okur. Farklıysa ikisi de yeniden yükler."
    ),
    "paste round": (
        "drand’ın tur hakkında yayımladığı her şey yapıştırılır. Program başka her turu reddeder:"
    ),
    "need writers": "Ayrı oturan ve birbirinin yazdığını görmeyen iki yazıcı.",
    "numbers first": "İlk adım: biletlerin numaraları",
    "say numbering": (
        "Başkan taahhüdü okur ve şöyle der: “Şimdi biletler numaralarını şununla alıyor: "
        "{source}. Henüz kimse çekilmedi.”"
    ),
    "write seed": (
        "İki yazıcı da herkesin gördüğünü tek satıra yazar; zarlarda her rakamın arasına "
        "boşluk koyar. Zarlar aşağıdaki kura kurallarına göre atılır."
    ),
    "read seed": (
        "Hiçbir zara dokunulmadan ikisi de yazdığını okur. Farklıysa herkes bir daha bakar."
    ),
    "type numbering": "İki kişi girer. Aynısını girmezlerse program reddeder:",
    "print again": (
        "Bu kâğıt yeniden yazdırılır ya da gösterilir: artık her bileti numarasıyla listeler. "
        "Bundan sonra liste değişmez."
    ),
    "the draw": "Kura",
    "say order": (
        "Başkan hangi rengin ilk rakam, hangisinin sonraki olduğunu ve devamını söyler; iki "
        "yazıcı da not eder."
    ),
    "say draw": (
        "Başkan şöyle der: “Şimdi attığımız, {first} ile {last} arasında bilet numarasıdır. Bu "
        "atış sayılır.”"
    ),
    "throw": "Atıcı bardağı sallar ve bütün zarları birden atar.",
    "fallen": (
        "Bir zar masadan düşerse, yan durursa ya da bir başkasının üzerinde kalırsa, hiçbir "
        "rakam okunmadan başkan “Bu sayılmaz” der. Bütün zarlar yeniden atılır. Bir top "
        "düşerse de aynısı geçerlidir."
    ),
    "hands off": (
        "Kimse zarlara dokunmaz. İki yazıcı da rakamları yazar ve okur. Farklıysa herkes "
        "zarlara bir daha bakar. Biri fotoğraf çeker."
    ),
    "all count": "{first} ile {last} arasındaki her numara bir bilettedir: ilk atış belirler.",
    "beyond": (
        "{last} üzerinde bilet yoktur. O zaman numara yazılıp üstü çizilir ve bütün zarlar "
        "yeniden atılır. Yeniden atmak için başka bir neden yoktur."
    ),
    "find": "Numara bilet listesinde aranır. Başkan paneli ve üyelerinin kodlarını okur.",
    "type by hand": "İki kişi numarayı girer. Program kurayı kaydeder ve yedekleri sıraya koyar:",
    "say lots": "Başkan şöyle der: “Şimdi bilet şununla çekiliyor: {source}. İlk gelen sayılır.”",
    "type lots": (
        "İki kişi girer. Program ondan bilet numarasına, herkesin tekrarlayabileceği bir "
        "yoldan ulaşır:"
    ),
    "minutes": "Salonda yazılanlar",
    "order of the dice": "Zarların sırası",
    "first writer": "Birinci yazıcı",
    "second writer": "İkinci yazıcı",
    "crossed out": "Sayılmayan atışlar ve nedeni",
    "number": "Çekilen numara",
    "panel drawn": "Panel",
    "signatures": "İmzalar",
    "tickets": "Biletler",
    "tickets told": (
        "Her biletin hangi panelin yerine geçtiği. Satır ilk rakamları, sütun son rakamı "
        "verir: {example} numaralı bilet {row} satırında, {column} sütunundadır ve {panel} "
        "numaralı panelin yerine geçer."
    ),
    "tickets from to": "Biletler {first}–{last}",
    "row": "Bilet",
    "row of": "{digits}_",
    "panels": "Paneller",
    "panels told": "Her panel, biletlerinin numaraları ve {size} üyesinin kodlarıyla.",
    "panel": "Panel {number}",
    "everybody": "Herkesin biletleri",
    "everybody told": (
        "Herkesin kodu, bir koltuk için şansı ve ona koltuk veren biletlerin numaraları."
    ),
    "no ticket": "bilet yok",
}
