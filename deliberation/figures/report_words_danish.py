"""The words of the public report in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DANISH: Final[Mapping[str, str]] = {
    "lead": (
        "Denne side er lavet af den offentliggjorte fil {bundle} og af intet andet. Den, der "
        "har filen, kan efterprøve alt, hvad der står her; det sidste afsnit siger hvordan."
    ),
    "made of": "forskellige paneler",
    "tickets": "lodder",
    "seats": "pladser",
    "in the pool": "personer i puljen",
    "votes held": "afstemninger",
    "contents": "På denne side",
    "pool and quotas": "Puljen og kvoterne",
    "pool told": (
        "{people} personer kunne vælges til {size} pladser. De står her under koder. Kvoterne "
        "siger, hvor mange medlemmer af hver gruppe panelet skal have, mindst og højst; de lå "
        "fast, før nogen blev trukket."
    ),
    "withheld": (
        "Det, personerne har svaret, er ikke offentliggjort, kun et fingeraftryk for hver af "
        "dem, så enhver kan efterprøve sin egen linje."
    ),
    "quota": "Kvote",
    "quota range": "{lower} til {upper}",
    "on the panel": "Panelet",
    "pool": "Puljen",
    "the lottery": "Chancerne",
    "lottery told": (
        "Lotteriet har {tickets} lodder. Hvert lod står for et helt panel, som opfylder alle "
        "kvoter, og der er {panels} forskellige paneler iblandt. En persons chance for en "
        "plads er andelen af de lodder, hvis panel personen er med i. Chancerne går fra "
        "{lowest} til {highest}; ved et rent tilfælde ville den være {equal} for alle, men så "
        "kunne det ikke loves, at panelet opfylder kvoterne."
    ),
    "objective leximin": (
        "Lotteriet er det mest retfærdige, der findes, i denne forstand: den laveste chance er "
        "så høj, som kvoterne tillader, derefter den næstlaveste og så videre."
    ),
    "objective": "Lotteriet er lavet efter målet {name}.",
    "the draw": "Lodtrækningen",
    "committed told": (
        "Før startværdien fandtes, blev dette tal offentliggjort. Det er et fingeraftryk af "
        "personerne, kvoterne og lotteriet: var noget af det ændret bagefter, ville det ikke "
        "passe."
    ),
    "numbered told": (
        "Derefter satte en første offentlig startværdi numre på lodderne, så ingen på forhånd "
        "kunne vide, hvilket panel der ville ligge på hvilket nummer."
    ),
    "commitment": "Forsegling",
    "announcement": "Bekendtgørelse af, hvordan lodtrækningen skulle foregå",
    "numbering seed": "Startværdi, der nummererede lodderne",
    "seed": "Offentlig startværdi",
    "shown": "Tal, som terninger eller kugler viste",
    "ticket": "Lod",
    "ticket of": "nummer {ticket} af {tickets}, talt fra 0",
    "panel told": "Panelet, som dette lod står for, gruppe for gruppe:",
    "by group": "Panelet, gruppe for gruppe",
    "lead beside population": (
        "Undtagen andelene af befolkningen: dem har arrangøren oplyst ved siden af, og intet "
        "kontrolprogram ser på dem."
    ),
    "population told": (
        "Hvem panelet taler for: hver gruppes andel af befolkningen, som arrangøren har oplyst den "
        "ved siden af protokollen, hvor intet kontrolprogram ser efter. Den har intet afgjort. "
        "Hvor den ikke er oplyst, er den ukendt."
    ),
    "members": "Medlemmerne",
    "alternates": "Suppleanterne, i den rækkefølge de kaldes ind",
    "no alternates": "Der blev ikke trukket suppleanter.",
    "vote heading": "Afstemning: {title}",
    "cast": "Afgivne stemmesedler: {cast}.",
    "sealed": "Stemmesedlerne var forseglet, og ingen kunne åbne urnen alene.",
    "rehearsal": (
        "Stemmesedlerne var forseglet i en prøve: én person havde hele nøglen og kunne læse "
        "alle stemmesedler."
    ),
    "board in words": (
        "Da urnen blev lukket, før den blev åbnet, lå der {leaves} forseglede stemmesedler i "
        "den, vist i disse otte ord: {shown}."
    ),
    "spoiled": "{number} af dem kunne ikke tælles.",
    "late cards": (
        "Undtagelser i protokollen: efter at listen over de stemmeberettigede først lå fast, og "
        "før denne afstemning, blev der udleveret {added} kort mere, og {revoked} mistede "
        "deres stemme."
    ),
    "seats of": "Der skal vælges {seats} af {candidates}.",
    "plain words": "Med klare ord:",
    "translated": "Dette er en oversættelse; der blev stemt om den nøjagtige tekst. Billeder og "
    "tabeller har de navne, der blev talt.",
    "what was asked": "Hvad der blev spurgt om",
    "in this language": "På dansk",
    "as it was voted on": "Som der blev stemt om det",
    "chosen": "Valgt",
    "nothing chosen": "Intet: intet forslag nåede det, reglen kræver.",
    "outcome only": (
        "Der blev afgivet færre end fem stemmesedler. For at holde dem hemmelige offentliggøres "
        "kun udfaldet."
    ),
    "rule": "Talt efter reglen {name}.",
    "rule plurality": (
        "Hver stemmeseddel tæller for sit førstevalg; den, der har flest, er valgt."
    ),
    "rule borda": (
        "Hver stemmeseddel giver et forslag ét point for hvert andet forslag, det foretrækkes "
        "frem for; flest point er valgt."
    ),
    "rule irv": (
        "Eliminationsvalg: hver stemmeseddel tæller for sit førstevalg; den, der har færrest, "
        "går ud, og stemmesedlerne går videre til deres næste valg, indtil nogen har mere end "
        "halvdelen."
    ),
    "rule stv": (
        "Enkelt overførbar stemme: den, der når kvotienten, er valgt, og det, der er over "
        "kvotienten, går til de næste valg; når ingen når den, går den, der har færrest, ud, "
        "og dens stemmesedler går til deres næste valg."
    ),
    "rule scottish_stv": (
        "Enkelt overførbar stemme, som Skotland tæller den: den, der når kvotienten, er valgt, "
        "og det, der er over den, går til de næste valg med fem decimaler; når ingen når den, "
        "går den, der har færrest, ud."
    ),
    "rule prf_stv": (
        "Enkelt overførbar stemme efter Proportional Representation Foundations "
        "referenceregler: som enhver enkelt overførbar stemme, med fire decimaler i kvotienten "
        "og i det, der gives videre."
    ),
    "rule minneapolis_stv": (
        "Enkelt overførbar stemme, som Minneapolis tæller den: alle, der ikke kan nå den næste "
        "over sig, går ud sammen; ellers går det største overskud til de næste valg med fire "
        "decimaler; ellers går den, der har færrest, ud."
    ),
    "rule schulze": (
        "Schulzes regel: forslagene sammenlignes parvis, og et forslag slår et andet langs den "
        "stærkeste kæde af par."
    ),
    "rule copeland": (
        "Copelands regel: forslagene sammenlignes parvis; en sejr giver et point, uafgjort et "
        "halvt."
    ),
    "rule minimax": (
        "Minimax: forslagene sammenlignes parvis, og det, der taber mindst dér, hvor det taber "
        "mest, er valgt."
    ),
    "rule approval": (
        "Hver stemmeseddel godkender så mange forslag, den vil; flest godkendelser vinder."
    ),
    "rule sequential_pav": (
        "Proportional godkendelse: plads efter plads tæller en stemmeseddel en halv, når ét af "
        "dens forslag er valgt, en tredjedel efter to og så videre."
    ),
    "rule sequential_phragmen": (
        "Phragméns regel: hvert valg koster det samme, delt mellem dem, der godkender det; "
        "plads efter plads vælges det, hvis tilhængere derefter bærer mindst."
    ),
    "rule equal_shares": (
        "Lige andele: alle vælgere har lige mange penge, og tilhængere køber sammen det, de "
        "godkender, det billigste for hver af dem først."
    ),
    "rule score": "Hver stemmeseddel giver 0 til {most} point; flest point vinder.",
    "rule star": (
        "Hver stemmeseddel giver 0 til {most} point; af de to med flest point vælges det, som "
        "flest stemmesedler foretrækker."
    ),
    "rule majority_judgment": (
        "Hver stemmeseddel giver karakterer; den bedste midterste karakter vinder."
    ),
    "rule support": (
        "Hvert forslag for sig: vedtaget er det, som mindst {share[0]}/{share[1]} støtter."
    ),
    "rule support above": (
        "Hvert forslag for sig: vedtaget er det, som mere end {share[0]}/{share[1]} støtter."
    ),
    "support of answers": "Det er af dem, der svarer på det: at undlade tager ikke parti.",
    "support of ballots": "Det er af alle, der stemmer: at undlade tæller imod.",
    "support of present": (
        "Det er af alle {members}, der var til stede, eller af alle, der stemmer, hvis de er "
        "flere: at undlade, og ikke at stemme, tæller imod."
    ),
    "support of members": (
        "Det er af alle {members} medlemmer, til stede eller ej: at undlade, og ikke at stemme, "
        "tæller imod."
    ),
    "revises": (
        "Den spørger én gang til, med andre tekster, om det, som afstemningen {vote} lod stå åbent."
    ),
    "nearly carried": "Næsten vedtaget",
    "nearly carried by": "{name}: {supporters} af {of} støtter det, og der skal {needed} til.",
    "rule greedy_budget": (
        "Der er {total} at bruge. Projekterne med flest stemmer betales først, så længe pengene "
        "rækker."
    ),
    "rule equal_shares_budget": (
        "Der er {total} at bruge, lige meget for hver vælger. Tilhængere køber projekter "
        "sammen, og det, der er tilbage, går til dem med flest stemmer."
    ),
    "rule quadratic": (
        "Kvadratisk afstemning: hver vælger havde {credits} point; én stemme for eller imod et "
        "forslag koster 1 point, to koster 4, tre koster 9. Stemmerne lægges sammen."
    ),
    "rounds in words": "Runderne i ord",
    "is elected": "{name} er valgt med {total}.",
    "elected below": (
        "{name} er valgt med {total}: der er ikke flere tilbage end pladser at besætte."
    ),
    "goes out": "{name} har færrest, {total}, og går ud.",
    "goes out first": "Ingen ny er valgt. {name} har færrest, {total}, og går ud.",
    "held": "{name} ({total})",
    "go out": "{names} går ud sammen.",
    "go out first": "Ingen ny er valgt. {names} går ud sammen.",
    "passes on": "{source} giver videre: {moves}.",
    "move": "{value} til {target}",
    "move nowhere": "{value} til ingen",
    "ties": "Stemmelighed",
    "tie": "{tied} stod lige ({decision}). {chosen} blev taget, {how}.",
    "tie: eliminate in round": (
        "I runde {number} havde {tied} lige få, og én måtte gå ud: {chosen}, {how}."
    ),
    "tie: fill seat": "{tied} stod lige om plads {number}: {chosen} fik den, {how}.",
    "tie: transfer first in round": (
        "I runde {number} var overskuddene hos {tied} lige store: det hos {chosen} flyttede "
        "først, {how}."
    ),
    "tie: elect in round": (
        "I runde {number} blev {tied} valgt med lige mange: {chosen} regnes som den første, {how}."
    ),
    "by lot": "ved lod fra den offentlige startværdi »{seed}«",
    "by order": "efter den rækkefølge, der var offentliggjort forinden",
    "tie among few": (
        "En stemmelighed blev afgjort ved lod, fra den offentlige startværdi »{seed}«. Ved "
        "færre end fem stemmesedler siges det ikke, hvem der stod lige, så ingen kan "
        "efterprøve dette lod udefra."
    ),
    "no ties": "Ingen stemmelighed skulle afgøres.",
    "evidence ballots": (
        "Alle stemmesedler er offentliggjort: hver af dem blev afgivet af mindst fem vælgere."
    ),
    "evidence pairwise": "Offentliggjort: tallene for hvert par, ikke stemmesedlerne.",
    "evidence used preferences": (
        "Offentliggjort: af hver stemmeseddel de valg, som optællingen brugte, og ingen andre. "
        "Hele rækkefølger kunne røbe, hvem der afgav dem."
    ),
    "evidence tallies": (
        "Offentliggjort: for hvert forslag hvor mange vælgere der gav det hvad. Hele "
        "stemmesedler kunne røbe, hvem der afgav dem."
    ),
    "evidence tallies and pairs": (
        "Offentliggjort: for hvert forslag hvor mange vælgere der gav det hvad, og tallene for "
        "hvert par. Hele stemmesedler kunne røbe, hvem der afgav dem."
    ),
    "evidence sums": (
        "Offentliggjort: for hvert forslag hvad alle vælgere gav det tilsammen. Hvor mange der "
        "gav hvilket tal, kunne røbe, hvem der gjorde det."
    ),
    "evidence sums and pairs": (
        "Offentliggjort: for hvert forslag hvad alle vælgere gav det tilsammen, og tallene for "
        "hvert par. Hvor mange der gav hvilket tal, kunne røbe, hvem der gjorde det."
    ),
    "evidence transfers": (
        "Offentliggjort: førstevalgene, og hvor mange stemmesedler der flyttede fra hvem til "
        "hvem. Nogle af de rækkefølger, der flyttede, delte færre end fem vælgere, og de kunne "
        "røbe, hvem der afgav dem."
    ),
    "whole ballots needed": (
        "Denne regel ser på hele stemmesedler, og nogle af dem blev afgivet af færre end fem "
        "vælgere. Derfor kan selve optællingen ikke efterprøves ud fra det, der er "
        "offentliggjort."
    ),
    "check": "Efterprøv det selv",
    "check told": (
        "Tag filen {bundle}. Denne kommando efterprøver hvert panel mod hver kvote, "
        "forseglingen og lodtrækningen fra startværdien og tæller hver afstemning igen:"
    ),
    "check votes": "Tag filen {bundle}. Denne kommando tæller hver afstemning igen:",
    "check alone": (
        "Programmet, der efterprøver, har ingen kode til fælles med det, der lavede dette, og "
        "det er kort nok til at læse. En kopi af dets mappe, deliberation/verify, og Python er "
        "alt, hvad det behøver; fra stedet ved siden af kopien:"
    ),
    "check commitment": (
        "Tallet efter --commitment er det, der blev offentliggjort før lodtrækningen. "
        "Sammenlign det med det, du så dengang, ikke med denne side."
    ),
    "made by": "Lavet af deliberation ud fra {bundle}.",
}
