"""Rows: one class a table, no behaviour. They never leave this package.

What is not here matters as much as what is. A ballot is a row of three columns: the vote, the
voter's slot, the bytes. No table holds both a card (or a person) and a slot, and casting writes
to no other table, so that nothing in the database joins a voter to a ballot. Where a vote is
sealed, the bytes are a ciphertext, and the key that opens it is nowhere here.

==========  ======================================================================================
row         what all tables share: moments in UTC, texts, names for constraints
assemblies  who signs in, the assemblies, and who does what in them
draws       the pool, the quotas, the population, the lottery, and the draw
votes       the questions in every language, the cards, and the ballots that lie in the clear
urns        the urns of sealed votes, and what comes out of them
papers      ballots on paper until the close, and how many members were helped
sessions    the meetings, their agendas, and who speaks
personal    names that members agreed to, what they need, and how long all that is kept
ledger      the ledger, which no row ever leaves
==========  ======================================================================================
"""

from deliberation.store.tables.assemblies import (
    AskedRow,
    AssemblyRow,
    FacilitatorRow,
    JobRow,
    SuggestionRow,
    TeamRow,
)
from deliberation.store.tables.draws import (
    AnnouncementRow,
    DrawRow,
    LotteryRow,
    NumberingRow,
    PersonRow,
    PopulationRow,
    QuotaRow,
    ReplacementRow,
)
from deliberation.store.tables.ledger import LedgerRow
from deliberation.store.tables.papers import (
    HelpRow,
    PaperBoxRow,
    PaperEntryRow,
    PaperRow,
    PaperVoterRow,
)
from deliberation.store.tables.personal import (
    ClockRow,
    ControllerRow,
    DeletedRow,
    ErasedRow,
    NamedRow,
    NeedRow,
)
from deliberation.store.tables.row import Instant, Row, Text, UnkeepableTextError
from deliberation.store.tables.sessions import (
    ArrivalRow,
    ItemRow,
    MessageRow,
    SessionRow,
    SpeechRow,
    WishRow,
)
from deliberation.store.tables.urns import BoardRow, OpeningRow, SealedRow, UrnRow
from deliberation.store.tables.votes import (
    BallotRow,
    CardRow,
    ListRow,
    ReasonRow,
    VoteRow,
    WordingRow,
)

__all__ = [
    "AnnouncementRow",
    "ArrivalRow",
    "AskedRow",
    "AssemblyRow",
    "BallotRow",
    "BoardRow",
    "CardRow",
    "ClockRow",
    "ControllerRow",
    "DeletedRow",
    "DrawRow",
    "ErasedRow",
    "FacilitatorRow",
    "HelpRow",
    "Instant",
    "ItemRow",
    "JobRow",
    "LedgerRow",
    "ListRow",
    "LotteryRow",
    "MessageRow",
    "NamedRow",
    "NeedRow",
    "NumberingRow",
    "OpeningRow",
    "PaperBoxRow",
    "PaperEntryRow",
    "PaperRow",
    "PaperVoterRow",
    "PersonRow",
    "PopulationRow",
    "QuotaRow",
    "ReasonRow",
    "ReplacementRow",
    "Row",
    "SealedRow",
    "SessionRow",
    "SpeechRow",
    "SuggestionRow",
    "TeamRow",
    "Text",
    "UnkeepableTextError",
    "UrnRow",
    "VoteRow",
    "WishRow",
    "WordingRow",
]
