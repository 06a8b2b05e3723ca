"""How the chances are spread."""

from fractions import Fraction

from deliberation.sortition import GroupChances, Lottery, Person, Pool, by_value


def test_each_value_has_its_lowest_mean_and_highest_chance():
    pool = Pool(
        (
            Person("a", {"size": "s", "colour": "red"}),
            Person("b", {"size": "m", "colour": "red"}),
            Person("c", {"size": "m", "colour": "blue"}),
        )
    )
    lottery = Lottery(pool.ids, (("a", "b"), ("b", "c")), (3, 1))
    assert by_value(pool, lottery) == (
        GroupChances("colour", "blue", 1, Fraction(1, 4), Fraction(1, 4), Fraction(1, 4)),
        GroupChances("colour", "red", 2, Fraction(3, 4), Fraction(7, 8), Fraction(1)),
        GroupChances("size", "m", 2, Fraction(1, 4), Fraction(5, 8), Fraction(1)),
        GroupChances("size", "s", 1, Fraction(3, 4), Fraction(3, 4), Fraction(3, 4)),
    )
