"""For a facilitator: from two spreadsheets to a panel, with the commitment published in between."""

from pathlib import Path

from deliberation import io, sortition
from deliberation.record.lottery import encode_lottery

data = Path(__file__).parent / "data"
pool, quotas = io.read_people_and_quotas(
    data / "people.csv", data / "quotas.csv", size=12, household="address"
)
lottery = sortition.leximin(pool, quotas, tickets=1000)
print("Publish this:", encode_lottery(pool, quotas, lottery)["commitment"])
drawn = sortition.draw(lottery, seed=input("Then throw dice in public, and type what they show: "))
print(f"Ticket {drawn.ticket} brings", *drawn.panel)
print("In reserve, in this order:", *sortition.alternates(pool, quotas, drawn, count=4))
