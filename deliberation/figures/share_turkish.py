"""The words of the sheet with a share of an urn's key in Turkish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TURKISH: Final[Mapping[str, str]] = {
    "share title": "Anahtar parçası: {holder}",
    "rehearsal title": "Prova anahtarı",
    "facilitator": "kolaylaştırıcı",
    "observer": "gözlemci",
    "safe": "kasa",
    "rehearsal": "prova",
    "share of two": (
        "Bu, bir oylamanın mühürlü pusulalarını açan anahtarın iki parçasından biridir. "
        "Pusulaları ikisi birlikte açar, hiçbiri tek başına açmaz. Biri kaybolursa pusulaları "
        "hiç kimse hiçbir zaman sayamaz."
    ),
    "share of three": (
        "Bu, bir oylamanın mühürlü pusulalarını açan anahtarın üç parçasından biridir. "
        "Pusulaları herhangi ikisi birlikte açar, hiçbiri tek başına açmaz."
    ),
    "whole key": (
        "Bu bir provadır. Bu kâğıdı elinde tutan her pusulayı tek başına açabilir; ondan "
        "hiçbir şey gizli değildir. Önemli bir konuda bununla oy vermeyin."
    ),
    "share vote": "Oylama",
    "share id": "Tutanaktaki adı",
    "share urn": "Sandık, sekiz sözcükle",
    "share words": "Parça, 33 sözcükle",
    "share order": (
        "Sıra önemlidir. Sözcükler her dilde İngilizcedir ve hiçbir ikisi aynı dört harfle "
        "başlamaz."
    ),
    "share code": "QR kodu olarak parça",
    "share care": "Bununla ne yapılır",
    "care look": (
        "Sandığın sekiz sözcüğünü ekrandakilerle karşılaştırın. Farklıysa bu kâğıt bu "
        "oylamanın değildir: kimse oy vermeden söyleyin."
    ),
    "care type": (
        "Oylama açılırken 1. ve 4. sözcükleri girin: hangi sandık olduğunu ve parçanın kimin "
        "olduğunu söylerler, anahtardan ise hiçbir şey söylemezler. Uymuyorlarsa kimse oy "
        "vermeden söyleyin."
    ),
    "care hide": "Kimseye okutmayın ve fotoğrafını çekmeyin. Katlayın ve yanınızda taşıyın.",
    "care apart": "Bir sandığın iki parçasını asla aynı yerde saklamayın.",
    "care bring": "Oylama kapanınca getirin. Sandık, herkesin izleyebileceği yerde açılır.",
    "care once": "Bir kez yazdırıldı. Hiçbir bilgisayar saklamaz ve kimse yeniden yazdıramaz.",
    "care burn": "Sonuç yayımlanıp sandık silinince bu kâğıdı yok edin.",
    "share taken": "Teslim alan",
    "share signed": "Gün ve imza",
}
