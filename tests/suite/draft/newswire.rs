//! Sentences as news agencies write them: who acts, when, and what came of what.

use super::{of_text, told};
use std::fmt::Write;

/// Texts of 21 September 2025, a Sunday, and the facts that they give.
const SENTENCES: &[(&str, &str)] = &[
    // A day to come by which something will be done is of the year to come, too.
    (
        "We will replace the valve by 31 August. The firm will run the ferry until 31 March. The hall will open after 1 May.",
        "by 2026-08-31 — We will replace the valve Planned\nuntil 2026-03-31 — The firm will run the ferry (Firm) Planned\nafter 2026-05-01 — The hall will open Planned",
    ),
    // The comma of one sentence parts nothing in the next.
    (
        "The mill closed on 5 May 2020, too. The maps, published in Oslo in 1971.",
        "5 May 2020 — The mill closed, too\n1971 — The maps published in Oslo",
    ),
    // A place is not the institution that is named after it, nor a person.
    (
        "Mara Lind taught at the University of Lund in 1990. Her family moved to Lund in 1991. She left in 1995.",
        "1990 — Mara Lind taught at the University of Lund (Mara Lind)\n1991 — Her family moved to Lund\n1995 — She left",
    ),
    // A new paragraph does not go on with someone told of in passing.
    (
        "Mara Lind resigned in 1990. Lind moved to Oslo in 1991, and Lind liked it.\n\nThe poet Erik Dahl died in 1998. Dahl had been ill.\n\nIn 1999 she retired.",
        "1990 — Mara Lind resigned (Mara Lind)\n1991 — Lind moved to Oslo (Mara Lind)\n1998 — The poet Erik Dahl died (Erik Dahl)\n1999 — She retired",
    ),
    // A story of the past goes on from its own dates.
    (
        "The first warning came in November 2023. The owner wrote back on 9 November.\n\nIn early 2024 the council inspected the building. Two months later, on 12 April, it issued a notice. The company had until the end of June to comply.",
        "November 2023 — The first warning came\n2023-11-09 — The owner wrote back\nearly 2024 — The council inspected the building (Council)\n2024-04-12 & 2 months after inspection — It issued a notice\nuntil late 2024-06 — The company had until the end of June to comply (Company)",
    ),
    // A day that the text cannot mean, as what it tells has happened.
    (
        "In 2024 the firm closed its plant in Lyon. Two years later it went bankrupt.",
        "2024 — The firm closed its plant in Lyon (Firm)\nafter closure — It went bankrupt",
    ),
    // The day of a thing of which something is told.
    (
        "The notice of 9 November was late. The bank cut its forecast for 2026. He said on Friday that he would appeal before the deadline of 4 October.",
        "Friday — He said that he would appeal before the deadline of 4 October",
    ),
    // What is told as done is not planned.
    (
        "The council approved the plan on 9 September 2025.",
        "9 September 2025 — The council approved the plan (Council)",
    ),
    // “When” is of the last date.
    (
        "The town was flooded in 1990, 2003 and 2014, when the river burst its banks.",
        "1990 — The town was flooded\n2003 — The town was flooded\n2014 — The town was flooded\n2014 — The river burst its banks",
    ),
    // What a relative clause tells of a subject is told of all of it.
    (
        "A law on ammonia plants, which came into force in 2019, requires a permit.",
        "2019 — A law on ammonia plants came into force",
    ),
    // A participle between commas is not the verb of its sentence.
    (
        "The first shed, built in 1990, burned down on 3 May. The mayor, elected in 2019, resigned on Friday.",
        "1990 — The first shed was built\n3 May — The first shed burned down\n2019 — The mayor was elected (Mayor)\nFriday — The mayor resigned (Mayor)",
    ),
    // What somebody does to what is their own names them.
    (
        "Nissan closed its plant in May 2023.",
        "May 2023 — Nissan closed its plant (Nissan)",
    ),
    // A verb goes on over a clause between commas.
    (
        "The thefts began in May 2012, two years after Sand was hired, and ended in 2017.",
        "May 2012 — The thefts began\n2 years before beginning — Sand was hired (Sand)\n2017 — The thefts ended",
    ),
    // What is counted from a month tells no day.
    (
        "The thefts went on until an audit in November 2017 found a gap. The trust suspended him the next day and told the police a week later.",
        "November 2017 — An audit found a gap\n1 day after finding — The trust suspended him\n1 week after suspension — The trust told the police",
    ),
    // A deed that opens its paragraph is counted from, though it `had` been done; what
    // tells how things had been is not.
    (
        "A routine inspection in late June had found rust on the valve. Four days later, the plant shut the line down.",
        "late June — A routine inspection had found rust on the valve\nfour days after finding — The plant shut the line down",
    ),
    (
        "A landslide cut the road to Varna on 3 May 2024 at 04:00. The slope had been bare since 1990. The road opened again nine hours later.",
        "3 May 2024 at 04:00 — A landslide cut the road to Varna\nsince 1990 — The slope had been bare\n9 hours after cut — The road opened again",
    ),
    // What ended on a day and what was done on it.
    (
        "Nothing was done until last Friday, when the mayor ordered the bridge closed. From May to June 2025, when the river rose, nobody paid.",
        "until last Friday — Nothing was done\nlast Friday — The mayor ordered the bridge closed (Mayor)\nfrom May to June 2025 — When the river rose, nobody paid",
    ),
    // What a date stands before with `without` between is no thing of that date.
    (
        "Hassan was arrested on 8 January and was released the next morning without charge.",
        "8 January — Hassan was arrested\n2025-01-09 morning — Hassan was released without charge",
    ),
    // A region after its place is no subject, and neither is whom somebody told.
    (
        "On Thursday during a brief inquest opening in Pontypridd, south Wales, the senior coroner Graeme Hughes was told the cause of death was unknown. In Paris, France, on Monday, the minister resigned.",
        "Thursday — The senior coroner Graeme Hughes was told the cause of death was unknown (Graeme Hughes)\nMonday — In Paris, France, the minister resigned (Minister)",
    ),
    (
        "The officer told the court that Hassan, who was born in London, was last seen alive at 5pm on 9 January.",
        "2025-01-09 17:00 — Hassan was last seen alive (Hassan)",
    ),
    // Whoever is told apart by an age or a place did what follows `who`.
    (
        "Police discovered a woman in her 40s who had been shot around 4:45 a.m. Sunday. They found the body of a man from Leeds who had been stabbed on Tuesday.",
        "around 4:45 a.m. Sunday — A woman in her 40s had been shot\nTuesday — A man from Leeds had been stabbed",
    ),
    // What a verb brings to something else ends before that.
    (
        "Investigators traced all four early Sunday shootings to one firearm.",
        "early Sunday — Shootings",
    ),
    // Who tells it is not told, nor the preposition of its date.
    (
        "A decision is now expected over the weekend, the BBC reports. Protesters gathered over the weekend in Leeds.",
        "the weekend — A decision is now expected\nthe weekend — Protesters gathered in Leeds (Protesters)",
    ),
    // What is said after a comma, to somebody, or of two subjects.
    (
        "Diers said in an 8 a.m. Monday report on its page, that the state closed the bridge at 1:45 a.m. Monday. A source tells CNN the court has issued a warrant. The mayor said that the bridge and the road were closed on Friday.",
        "2025-09-15 08:00 — A report on its page\n1:45 a.m. Monday — The state closed the bridge\nFriday — The bridge and the road were closed",
    ),
    // What was announced, and what only points at what comes.
    (
        "Here is a list of what has changed over the past five years. On Monday it was announced that the agency and the court had opened an inquiry. The firm said it would end its programme effective Jan. 1, 2027.",
        "Monday — It was announced that the agency and the court had opened an inquiry\nJan. 1, 2027 — It would end its programme Planned",
    ),
    // A deadline is no date of the promise, and a letter's date none of what it tells.
    (
        "On Thursday Finch promised a new wall by the end of 2026. He pledged a new road by May 2027. The report, dated 4 October 2022 and marked confidential, was never published.",
        "Thursday — Finch promised a new wall by the end of 2026 (Finch)",
    ),
    // What somebody is prompted to do, and how short before.
    (
        "The row prompted the opposition to call for a vote on Thursday morning. The council voted in 2019, 2021 and again last month to delay the work. Shortly before 3 a.m. on Saturday the wall broke.",
        " — The row\nThursday morning — The row prompted the opposition to call for a vote <- row [motivates: prompted]\n2019 — The council voted to delay the work (Council)\n2021 — The council voted to delay the work (Council)\nlast month — The council voted to delay the work (Council)\nbefore 2025-09-20 03:00 — The wall broke",
    ),
    // The day of a thing that had done something, and of what was put off.
    (
        "Rosa Klein blamed a strike in July that had halted output. The trial was first set for 20 November but was put off. The mill closed in 1990.",
        "1990 — The mill closed",
    ),
    // A verb after an apposition, with a reason.
    (
        "Its chairman, Lars Frid, resigned in February 2018 because the board had ignored a warning.",
        "February 2018 — Its chairman, Lars Frid, resigned (Lars Frid) <- board-ignored-warning [causes: because]\n — The board had ignored a warning (Board)",
    ),
    // “Until after” tells no order of two events; a row of a timeline begins after its time.
    (
        "On 4 May 2025 the mill burned down. Nobody looked into the matter until after the fire.\n\n- 09:42 Error rates rose.",
        "4 May 2025 — The mill burned down\n2025-05-04 09:42 — Error rates rose",
    ),
    // What has been done is never planned; what is to be done is.
    (
        "The board wrote to the owner on 9 October. The mill will reopen on 12 October.",
        "9 October — The board wrote to the owner (Board)\n2025-10-12 — The mill will reopen Planned",
    ),
    // A date of one of several years tells no fact.
    (
        "The case ran from 2019 to 2022. On 3 May the firm paid the fine.",
        "from 2019 to 2022 — The case ran",
    ),
    // Somebody's words stay whole, and date nothing.
    (
        "The roof fell on 3 September 2025. Three days later Croft promised repairs “before Christmas”.",
        "3 September 2025 — The roof fell\n2025-09-06 — Croft promised repairs “before Christmas” (Croft)",
    ),
    (
        "Lindau coach Luis Marante was dismissed on Friday.",
        "Friday — Lindau coach Luis Marante was dismissed (Luis Marante)",
    ),
    (
        "Families of the two workers arrived on Friday.",
        "Friday — Families of the two workers arrived",
    ),
    (
        "Hallen Works Inc. closed its mill on Friday. Shares of Hallen fell on Saturday.",
        "Friday — Hallen Works Inc. closed its mill (Hallen Works Inc.)\nSaturday — Shares of Hallen fell (Hallen Works Inc.)",
    ),
    (
        "Luftwing will suspend its flights on Tuesday. Lava reached the road on Friday. Luftwing cut its staff on Saturday.",
        "2025-09-23 — Luftwing will suspend its flights (Luftwing) Planned\nFriday — Lava reached the road\nSaturday — Luftwing cut its staff (Luftwing)",
    ),
    (
        "Under a treaty signed in 1996, the port is open to all. In a deal reached on Friday, the firm will sell its mill.",
        "1996 — A treaty signed\nFriday — A deal reached",
    ),
    (
        "Her report inspired a law on emissions that was passed in 2009.",
        "2009 — A law on emissions was passed",
    ),
    (
        "The club rejected a first bid of $40 million on Friday.",
        "Friday — The club rejected a first bid of $40 million",
    ),
    (
        "The clerk was turned down in 1958 because the ship had no cabin for women.",
        "1958 — The clerk was turned down <- ship-cabin-women [causes: because]\n — The ship had no cabin for women",
    ),
    (
        "Talks collapsed on Friday because the owners would not pay. The owners would have paid on Saturday because they had money.",
        "Friday — Talks collapsed <- payment [causes: because]\n — The owners would not pay",
    ),
    (
        "The minister said the ships would sail by the end of March 2026. The minister said in 2024 that the pier would open in May 2024.",
        "by the end of March 2026 — The ships would sail Planned\n2024 — The minister said that the pier would open in May 2024 (Minister)\nMay 2024 — The pier would open",
    ),
    // What the whole clause before brought about.
    (
        "The dam leaked on Monday, which prompted the council to close the bridge.",
        "Monday — The dam leaked\n — The council closed the bridge (Council) <- leak [motivates: prompted]",
    ),
    (
        "The railway arrived in 1859, which led the town to widen the bridge on 3 May 1860.",
        "1859 — The railway arrived\n3 May 1860 — The town widened the bridge <- arrival [causes: led]",
    ),
    (
        "The pier sank in 2019, which led to a strike.",
        "2019 — The pier sank\n — A strike <- sinking [causes: led to]",
    ),
    // Units later without a number tell an order.
    (
        "Students took the square on Friday. “We will stay,” said Mira Dahl. Hours later, police cleared it.",
        "Friday — Students took the square\nafter students-took-square — Police cleared it (Police)",
    ),
    (
        "A coach hit a wall at noon on Friday, police said. Fire crews arrived twenty minutes later.",
        "noon on Friday — A coach hit a wall\n20 minutes after hit — Fire crews arrived",
    ),
    (
        "A landslide buried a bus on Friday. The slope had been bare since 1990. Crews reached the bus nine hours later.",
        "Friday — A landslide buried a bus\nsince 1990 — The slope had been bare\n9 hours after landslide-buried-bus — Crews reached the bus",
    ),
    // A condition makes no fact.
    (
        "It rained on Friday. If it rains on Monday, Solvik could go to the polls. “If talks fail,” the mayor said, “Solvik could go to court in July.” Solvik could vote in July if the court agrees.",
        "Friday — It rained",
    ),
    // The year after something.
    (
        "Ann Berg retired in 1996. The year after she retired, she published a memoir. Ann Berg came back in 2004, the year after her coach left.",
        "1996 — Ann Berg retired (Ann Berg)\n1 year after retirement — She published a memoir (Ann Berg)\n2004 — Ann Berg came back (Ann Berg)\n1 year before ann-berg-came — Her coach left",
    ),
    // Dates of what a clause only mentions.
    (
        "The president, in office since 2014, resigned on Friday.",
        "Friday — The president resigned (President)",
    ),
    (
        "The vote, originally planned for February, was put off in January.",
        "January — The vote was put off",
    ),
    (
        "The court ordered in August that the vote be held by the end of May 2026.",
        "August — The court ordered that the vote be held by the end of May 2026 (Court)",
    ),
    (
        "A court suspended the law on Friday until a hearing on 3 December.",
        "Friday — A court suspended the law until a hearing (Court)\n2025-12-03 — A hearing Planned",
    ),
    (
        "It rained on Friday. It was the worst storm since Cyclone Dora in 1986.",
        "Friday — It rained",
    ),
    (
        "It rained on Friday. No plant would be closed before 2027, the firm said.",
        "Friday — It rained",
    ),
    (
        "The union called a protest for Saturday.",
        "2025-09-27 — A protest Planned",
    ),
    // What was said to have been belongs to who says so, whose day it is.
    (
        "The hospital said on Friday that it had tightened its rules. Her lawyer said on Friday that she would.",
        "Friday — The hospital said that it had tightened its rules\nFriday — Her lawyer said that she would",
    ),
    // A relative clause is told with its own subject, and of the right noun.
    (
        "She will miss the Olympic Games in Paris, which begin on 26 December.",
        "2025-12-26 — The Olympic Games in Paris begin Planned",
    ),
    (
        "Ten fell ill in an outbreak that officials on Friday traced to an egg farm.",
        "Friday — Officials traced an outbreak to an egg farm (Officials)",
    ),
    (
        "At the trial, which began on 12 May, Aldous denied the charges.",
        "12 May — The trial began",
    ),
    (
        "Her map, published in 1971, showed a chain of peaks that nobody had seen.",
        "1971 — Her map was published",
    ),
    (
        "Her husband, the poet Luis Almeida, died in 2004.",
        "2004 — Her husband, the poet Luis Almeida, died (Luis Almeida)",
    ),
    (
        "Two people died and 31 were injured when a coach overturned on Friday.",
        "Friday — Two people died\nFriday — 31 were injured\nFriday — A coach overturned",
    ),
    (
        "Norvik reported a second-quarter loss of 12 million euros.",
        "Q2 2025 — Norvik reported a loss of 12 million euros (Norvik)",
    ),
    (
        "The army crossed the bridge in October 1805, and again in 1809.",
        "October 1805 — The army crossed the bridge (Army)\n1809 — The army crossed the bridge (Army)",
    ),
    (
        "After the revolution of April 1974 she was given her post back.",
        "April 1974 — The revolution\nafter revolution — She was given her post back <- revolution [causes: after]",
    ),
    // A clock ends its sentence, and what has happened is not of a day to come.
    (
        "Moreau called an election for 30 September. His ministers learned of it at 8 p.m. Moreau had met them before.",
        "2025-09-30 — An election Planned\n2025-09-21 20:00 — His ministers learned of it",
    ),
    (
        "The mayor spoke on Friday. The mayor, who was re-elected in 2022, lost his majority two months later.",
        "Friday — The mayor spoke (Mayor)\n2022 — The mayor was re-elected (Mayor)\n2 months after election — The mayor lost his majority (Mayor)",
    ),
    (
        "On 3 March 2020 Reiss resigned. He was arrested at the airport on 19 March. Karin Holl, his deputy, fled in July 2020 and has not been seen since.",
        "3 March 2020 — Reiss resigned (Reiss)\n2020-03-19 — He was arrested at the airport\nJuly 2020 — Karin Holl, his deputy, fled (Karin Holl)",
    ),
    (
        "The last pact, in 1997, collapsed.",
        "1997 — The last pact collapsed",
    ),
    (
        "The offer, which the board of directors refused, expired on Friday.",
        "Friday — The offer expired",
    ),
    (
        "The firm plans a sale of shares, to be completed in December. It cited the fact that many traders had left on Friday.",
        "2025-12 — The firm plans a sale of shares, to be completed (Firm) Planned\nFriday — Many traders had left",
    ),
    // Nobody's name.
    (
        "Karl Meier of the NGG union resigned on Friday. Veskan coast guards left on Friday.",
        "Friday — Karl Meier of the NGG union resigned (Karl Meier)\nFriday — Veskan coast guards left",
    ),
    (
        "Torvan Motors recalled its vans on Friday. Torvan changed the part in May.",
        "Friday — Torvan Motors recalled its vans (Torvan Motors)\nMay — Torvan changed the part (Torvan Motors)",
    ),
    (
        "A vote will be held today.",
        "today — A vote will be held Planned",
    ),
    (
        "The firm will pay a dividend on Dec. 10 to shareholders of record on Nov. 20.",
        "2025-12-10 — The firm will pay a dividend to shareholders of record (Firm) Planned",
    ),
    (
        "He was fined in 1958 and 1960.",
        "1958 — He was fined\n1960 — He was fined",
    ),
    (
        "The firm is to publish third-quarter results on Oct. 19.",
        "2025-10-19 — The firm is to publish third-quarter results (Firm) Planned",
    ),
    (
        "The mill fell on Friday. The firm posted a loss of $112 million for the three months ended June 30.",
        "Friday — The mill fell",
    ),
    (
        "The mill fell on Friday. The firm now expects sales of $7 million in 2026, down from an earlier forecast of $8 million.",
        "Friday — The mill fell",
    ),
    (
        "Lind was voted player of the year in May. The window closed on Friday after one of the longest sagas of the summer. The pier opened at the end of the year.",
        "May — Lind was voted player of the year\nFriday — The window closed after one of the longest sagas of the summer\nthe end of the year — The pier opened",
    ),
    (
        "A volcano erupted on Friday. The airport was closed on Saturday due to the eruption. It last erupted in 1986.",
        "Friday — A volcano erupted\nSaturday — The airport was closed <- eruption [causes: due to]\n1986 — It last erupted",
    ),
    (
        "A bus hit a wall on Friday, killing two. The road was closed on Saturday because of the crash.",
        "Friday — A bus hit a wall, killing two\nSaturday — The road was closed <- hit [causes: because of]",
    ),
    (
        "A bus hit a wall on Thursday. A train struck a car on Friday. The road was closed on Saturday because of the crash.",
        "Thursday — A bus hit a wall\nFriday — A train struck a car\nSaturday — The road was closed <- crash [causes: because of]\n — The crash",
    ),
    (
        "A pier fell shortly before 9 a.m. on Friday.",
        "before 2025-09-19 09:00 — A pier fell",
    ),
    (
        "Lind signed at 4:30 p.m. on Friday, an hour and a half before the deadline.",
        "4:30 p.m. on Friday — Lind signed, an hour and a half before the deadline",
    ),
    (
        "Two boats sank on Friday. The navy said two ships would sail on Tuesday. A pier fell at 9 a.m.",
        "Friday — Two boats sank\n2025-09-23 — The navy said two ships would sail (Navy) Planned\n2025-09-19 09:00 — A pier fell",
    ),
    (
        "The owner of the tanker, Halden Works, denied on Friday that its crew was at fault.",
        "Friday — The owner of the tanker, Halden Works, denied that its crew was at fault (Halden Works)",
    ),
    (
        "The Astra, built in 1987, had been taken out of service in March.",
        "1987 — The Astra was built (Astra)\nMarch — The Astra had been taken out of service (Astra)",
    ),
    (
        "\"The mill stays,\" Lind told supporters at the gate on Friday.",
        "Friday — \"The mill stays\"",
    ),
    (
        "Lind was sworn in on 5 May 2020.",
        "5 May 2020 — Lind was sworn in",
    ),
    (
        "The bank cut its growth forecast on Friday due to the dispute.",
        "Friday — The bank cut its growth forecast (Bank) <- dispute [causes: due to]\n — The dispute",
    ),
    (
        "Lind conceded on Friday, ending a dispute that began when a court ordered a recount.",
        "Friday — Lind conceded, ending a dispute that began (Lind)",
    ),
    (
        "The mill fell on Friday. Lind had claimed victory at the poll. The count stopped the next morning.",
        "Friday — The mill fell",
    ),
    // A clock does not hide where a sentence ends.
    (
        "The court heard the claim on 2 April 2025 at 9.30 a.m. Officers of the port plan to leave in May 2026.",
        "2 April 2025 at 9.30 a.m. — The court heard the claim (Court)\nMay 2026 — Officers of the port plan to leave Planned",
    ),
    // Until when something is put off is not when it was.
    (
        "The board met on 3 December 2024, at which it voted to postpone the works until 2027.",
        "3 December 2024 — The board met, at which it voted to postpone the works until 2027 (Board)",
    ),
    (
        "The mill fell on Friday. The court adjourned the trial until 5 May 2024 and moved the vote to 6 May 2024. The board put off its vote until 7 May 2024.",
        "Friday — The mill fell",
    ),
    (
        "The court granted an extension until 5 May 2024. Flights were suspended until 4 May 2020.",
        "until 4 May 2020 — Flights were suspended",
    ),
    (
        "Despite the delay the road was closed until 4 May 2020. Lind moved to Oslo until 6 May 2022.",
        "until 4 May 2020 — Despite the delay the road was closed\nuntil 6 May 2022 — Lind moved to Oslo",
    ),
    // Who denies what he did does not deny what others did.
    (
        "Karl Vogt wrote on Friday. Anna Berg denied on Saturday that she had ignored a warning sent by Vogt in May 2020.",
        "Friday — Karl Vogt wrote (Karl Vogt)\nSaturday — Anna Berg denied that she had ignored a warning sent by Vogt in May 2020 (Anna Berg)\nMay 2020 — A warning sent by Vogt (Karl Vogt)",
    ),
    (
        "Anna Berg denied that she had left in May 2020.",
        "May 2020 — She had left Disputed",
    ),
    // A clock goes on from the day of the story, not from that of its telling.
    (
        "A shed burned down in the early hours of Saturday, the council said on Sunday. A guard saw smoke at 2:40 am.",
        "the early hours of Saturday — A shed burned down\nSunday — A shed burned down in the early hours of Saturday, the council said (Council)\n2025-09-20 02:40 — A guard saw smoke (Guard)",
    ),
    // Who says so is named with what tells who that is.
    (
        "The flames were under control on Friday, according to Joan Teal, the deputy chief of the service.",
        "Friday — The flames were under control",
    ),
    // What came before something that the text has dated.
    (
        "The ferry sank on Friday. It had been inspected two days before it sank. A barge had been inspected two days before it sank.",
        "Friday — The ferry sank\n2 days before sinking — It had been inspected",
    ),
    // A participle with a date without a preposition.
    (
        "Its report, published last Wednesday, says that profit was overstated. As a result, the board withdrew the dividend on Thursday.",
        "last Wednesday — Its report was published\nThursday — The board withdrew the dividend (Board) <- publication [causes: as a result]",
    ),
    // A noun with what tells it apart means what the text told in the same words.
    (
        "A shed burned down in May 2024, and in June 2024 a net store was damaged by fire. Police arrested a man after the net store fire but released him three days later.",
        "May 2024 — A shed burned down\nJune 2024 — A net store was damaged by fire\nafter damage — Police arrested a man after the net store fire (Police) <- damage [causes: after]\nthree days after arrest — Police released him (Police)",
    ),
    // What had been planned dates nothing; what is put off is still to come.
    (
        "He cancelled a visit to Norway that had been planned for December. The crew's hearing, set for 25 November, was put off until 2 December.",
        "2025-12-02 — The crew's hearing Planned",
    ),
    // A service that was down had an outage.
    (
        "The payment service was down for two hours on 4 June. The outage was caused by a faulty switch.",
        "4 June — The payment service was down for two hours <- faulty-switch [causes: was caused by]\n — A faulty switch",
    ),
    // Dates of what a verb in the infinitive is done to stay with it.
    (
        "The board hired Orr & Pike, an audit firm, on Friday to review the accounts for the years 2021 to 2024.",
        "Friday — The board hired Orr & Pike, an audit firm, to review the accounts for the years 2021 to 2024 (Board)",
    ),
    // Some titles make a name with the one name after them.
    (
        "Lady Maud opened the fair on Friday. Lady Maud left on Saturday.",
        "Friday — Lady Maud opened the fair (Lady Maud)\nSaturday — Lady Maud left (Lady Maud)",
    ),
    // Of what would be, the day is that of the saying.
    (
        "The minister said on Tuesday that the crew would be tried.",
        "Tuesday — The minister said that the crew would be tried (Minister)",
    ),
    // A date by which something is wanted is not that of the wanting.
    (
        "On Monday Oslo summoned the envoy and demanded the release of the crew by Wednesday.",
        "Monday — Oslo summoned the envoy (Oslo)\nMonday — Oslo demanded the release of the crew by Wednesday (Oslo)",
    ),
    // What a vote decides ends then, and not the vote.
    (
        "The council voted on Friday to close the harbour until 1 November. The board voted to close the pool until 1 December.",
        "Friday — The council voted to close the harbour until 1 November (Council)",
    ),
    // Weekdays on which something is open date nothing.
    (
        "The market is open Monday through Friday. It burned down on Friday the 13th, and was sold on 14-Oct-97.",
        "2025-06-13 — It burned down\n1997-10-14 — It was sold",
    ),
];

#[test]
fn at_least_stays_beside_the_day_that_something_lasts_until() {
    let draft = of_text("The trial will run until at least the end of April 2026.");
    let yaml = draft.yaml();
    assert!(
        yaml.contains(
            "when: until the end of April 2026  # “until at least the end of April 2026” in the text"
        ),
        "{yaml}"
    );
}

#[test]
fn sentences_of_the_wires_give_facts() {
    let mut wrong = String::new();
    for (text, facts) in SENTENCES {
        let got = told(&of_text(text));
        if got != *facts {
            let _ = writeln!(wrong, "{text}\n  wanted:\n{facts}\n  got:\n{got}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
