"""SLIP-39 written again from its text, for one group and two of n members: the library's twin.

The list of words is the library's. What the library takes from chance is an argument here.
"""

import hmac
from hashlib import pbkdf2_hmac

from shamir_mnemonic.wordlist import WORDLIST

GENERATOR = (  # of the checksum RS1024, as the standard gives it
    *(0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009),
    *(0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120),
)
Point = tuple[int, bytes]


def shares(secret: bytes, identifier: int, needed: int, count: int, chance: bytes) -> list[str]:
    """The mnemonics; *chance* is 28 bytes, which the standard calls R."""
    hidden = encrypted(secret)
    if needed == 1:
        return [mnemonic(identifier, 0, 1, hidden)]
    digest = hmac.digest(chance, hidden, "sha256")[:4]
    known = [(254, digest + chance), (255, hidden)]
    return [mnemonic(identifier, x, needed, interpolated(known, x)) for x in range(count)]


def joined(mnemonics: list[str]) -> tuple[int, bytes]:
    """The identifier and the secret of two mnemonics, or of the only one."""
    read = [parts(text) for text in mnemonics]
    if len(read) == 1:
        return read[0][0], decrypted(read[0][2])
    points = [(index, value) for _, index, value in read]
    hidden, second = interpolated(points, 255), interpolated(points, 254)
    assert second[:4] == hmac.digest(second[4:], hidden, "sha256")[:4]
    return read[0][0], decrypted(hidden)


def encrypted(secret: bytes) -> bytes:
    """Four rounds of the Feistel network, without a passphrase, at iteration exponent 0."""
    left, right = secret[:16], secret[16:]
    for i in range(4):
        left, right = right, xor(left, round_of(i, right))
    return right + left


def decrypted(hidden: bytes) -> bytes:
    left, right = hidden[:16], hidden[16:]
    for i in reversed(range(4)):
        left, right = right, xor(left, round_of(i, right))
    return right + left


def round_of(i: int, right: bytes) -> bytes:
    return pbkdf2_hmac("sha256", bytes([i]), right, 2500, dklen=16)


def xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def mnemonic(identifier: int, index: int, needed: int, value: bytes) -> str:
    bits = f"{identifier:015b}" + "1" + f"{0:04b}"  # extendable, iteration exponent 0
    bits += f"{0:04b}{0:04b}{0:04b}{index:04b}{needed - 1:04b}"  # one group of one
    bits += "0000" + "".join(f"{byte:08b}" for byte in value)  # padded to 26 words
    data = [int(bits[i : i + 10], 2) for i in range(0, len(bits), 10)]
    check = polymod([*b"shamir_extendable", *data, 0, 0, 0]) ^ 1
    return " ".join(WORDLIST[i] for i in [*data, check >> 20, check >> 10 & 1023, check & 1023])


def parts(text: str) -> tuple[int, int, bytes]:
    """Identifier, index and value of a mnemonic whose checksum holds."""
    data = [WORDLIST.index(word) for word in text.split()]
    assert polymod([*b"shamir_extendable", *data]) == 1
    bits = "".join(f"{i:010b}" for i in data[:-3])
    assert bits[15:32] == "1" + "0000" + "0000" * 3
    assert bits[40:44] == "0000"
    value = bytes(int(bits[i : i + 8], 2) for i in range(44, len(bits), 8))
    return int(bits[:15], 2), int(bits[32:36], 2), value


def polymod(values: list[int]) -> int:
    checksum = 1
    for value in values:
        high = checksum >> 20
        checksum = (checksum & 0xFFFFF) << 10 ^ value
        for i, constant in enumerate(GENERATOR):
            checksum ^= constant if high >> i & 1 else 0
    return checksum


def interpolated(points: list[Point], x: int) -> bytes:
    """The polynomial through *points* at *x*, byte by byte, by Lagrange's formula."""
    result = bytes(32)
    for i, (x_i, y_i) in enumerate(points):
        factor = 1
        for j, (x_j, _) in enumerate(points):
            if i != j:
                factor = times(factor, times(x ^ x_j, inverse(x_i ^ x_j)))
        result = xor(result, bytes(times(factor, byte) for byte in y_i))
    return result


def times(a: int, b: int) -> int:
    """In the field of 256 elements, modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a, b = a << 1, b >> 1
        a ^= 0x11B if a & 0x100 else 0
    return product


def inverse(a: int) -> int:
    return next(b for b in range(1, 256) if times(a, b) == 1)
