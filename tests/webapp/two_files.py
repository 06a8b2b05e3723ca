"""The two files of a small pool, and sending them."""

from io import BytesIO

PEOPLE = "id,gender,area,name\n" + "".join(
    f"c{n:03},{'woman' if n % 2 else 'man'},{'north' if n % 3 else 'south'},Name {n}\n"
    for n in range(1, 25)
)
QUOTAS = "feature,value,min,max\ngender,woman,3,3\ngender,man,3,3\narea,north,3,5\narea,south,1,3\n"
FAIR = {"objective": "leximin", "tickets": "1000"}
DICE = "dice 6 1 4 4 2 5"


def file(text: str, name: str) -> tuple[BytesIO, str]:
    return BytesIO(text.encode()), name


def upload(visitor, path: str, *, people: str | None = PEOPLE, quotas: str | None = QUOTAS, **more):
    files = {
        name: file(text, f"{name}.csv")
        for name, text in (("people", people), ("quotas", quotas))
        if text is not None
    }
    return visitor.post(f"{path}/people", **{"size": "6", "per_household": "1"} | files | more)
