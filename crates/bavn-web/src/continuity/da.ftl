bia-heading = { $n ->
    [0] Ingen kritiske opgaver endnu
    [one] Én kritisk opgave
   *[other] { $n } kritiske opgaver
}
bia-lead = Hvad kommunen ikke kan undvære ret længe, hvor slemt det bliver, og hvornår det skal være tilbage.
bia-new = Opret kritisk opgave
bia-task = Opgave
bia-heat = Varmekort
bia-conflicts = Konflikter
bia-empty = Sådan ser en kritisk opgave ud
bia-empty-example-title = Medicin til borgere i eget hjem
bia-empty-example-facts = Hjemmeplejen · 1.150 borgere · længst væk: 3 døgn · tilbage inden: 36 timer · nødlister på papir holder i 36 timer
bia-states = Vis kun
bia-chip-all = Alle
bia-chip-draft = Kladde
bia-chip-submitted = Venter på godkendelse
bia-chip-approved = Godkendt
bia-chip-review-due = Gennemgang er overskredet
bia-chip-no-owner = Uden ejer
bia-chip-no-fallback = Uden nødprocedure
bia-chip-archived = Ude af brug
bia-search = Søg i navn, nummer og beskrivelse
bia-list = Kritiske opgaver
bia-nothing-found = Ingen opgaver passer. Ret søgningen.
bia-shows = Viser { $first } til { $last } af { $total }.
bia-state = Tilstand
bia-state-draft = Kladde
bia-state-submitted = Venter på godkendelse
bia-state-approved = Godkendt
bia-citizens = Borgere
bia-mtpd = Længst væk (MTPD)
bia-rto = Tilbage inden (RTO)
bia-review = Gennemgås
bia-overview = Opgaven
bia-pages = Interviewets sider
bia-step = { $n } af { $all }: { $title }
bia-page-task = Opgave og pligt
bia-page-citizens = Borgere og spidser
bia-page-impact = Konsekvens over tid
bia-page-targets = Fire mål
bia-page-fallback = Nødprocedure
bia-page-needs = Hvad den står på
bia-page-review = Mennesker, steder og indsendelse
bia-page-lead-task = Begynd med opgaven og ikke med systemet. Hver side gemmes for sig. Du kan stoppe og vende tilbage når som helst.
bia-page-lead-citizens = Hvem mærker det, og hvornår på året kan det mindst vente?
bia-page-lead-impact = Vælg for hver tid, hvor slemt det er blevet. Svar, som om nødproceduren ikke fandtes. Lad det stå tomt, du ikke ved.
bia-page-lead-targets = Bavn foreslår ud fra svarene om konsekvens. Skriv dine egne tal, og hvorfor de er rigtige.
bia-page-lead-fallback = Hvordan løses opgaven uden det sædvanlige, og hvor længe holder det?
bia-page-lead-needs = Tag det med, som standser opgaven eller gør den mærkbart dårligere.
bia-page-lead-review = Skriv det sidste, gem, og send analysen til godkendelse.
bia-f-name = Opgavens navn
bia-f-unit = Forvaltning eller institution
bia-f-owner = Ejer
bia-f-approver = Godkender
bia-f-description = Hvad gøres, og for hvem
bia-f-legal-duty = Hvilken lov siger, at kommunen skal
bia-f-citizens = Borgere, der rammes
bia-f-peak-months = Måneder, hvor det mindst kan vente
bia-f-peak-note = Andre spidser
bia-f-impact = Konsekvens over tid
bia-f-mtpd-minutes = Længste acceptable nedetid (MTPD)
bia-f-mtpd-reason = Hvorfor den nedetid
bia-f-rto-minutes = Måltid for genopretning (RTO)
bia-f-rto-reason = Hvorfor det måltid
bia-f-rpo-minutes = Største acceptable datatab (RPO)
bia-f-rpo-reason = Hvorfor det datatab
bia-f-mbco-percent = Mindste acceptable driftsniveau (MBCO), procent
bia-f-mbco-reason = Hvad der skal løses, og hvad der må vente
bia-f-fallback = Nødprocedure
bia-f-fallback-minutes = Hvor længe holder den
bia-f-fallback-percent = Hvor stor en del nås, procent
bia-f-fallback-needs = Hvad den kræver
bia-f-fallback-tried-on = Sidst prøvet
bia-f-staff = Mennesker
bia-f-staff-least = Færrest mennesker, det kræver
bia-f-places = Steder
bia-f-supplies = Forsyninger
bia-f-review-on = Gennemgås igen
bia-hint-name = For eksempel »Medicin til borgere i eget hjem«.
bia-hint-legal-duty = For eksempel »Serviceloven § 83«. Lad det stå tomt, hvis opgaven er frivillig.
bia-hint-peak-note = Tid på dagen eller ugen, lønkørsel, frister.
bia-hint-fallback = Kort, som du ville sige det til en vikar. Lad det stå tomt, hvis der ingen er.
bia-hint-staff = Hvem, og hvad de skal kunne.
bia-hint-places = Hvor opgaven løses, og hvor den ellers kan løses.
bia-hint-supplies = Biler, skemaer, medicin, batterier.
bia-minutes = { $n ->
    [one] 1 minut
   *[other] { $n } minutter
}
bia-hours = { $n ->
    [one] 1 time
   *[other] { $n } timer
}
bia-days = { $n } døgn
bia-weeks = { $n ->
    [one] 1 uge
   *[other] { $n } uger
}
bia-percent = { $n } procent
bia-unit = Enhed
bia-unit-minutes = minutter
bia-unit-hours = timer
bia-unit-days = døgn
bia-unit-weeks = uger
bia-month-1 = januar
bia-month-2 = februar
bia-month-3 = marts
bia-month-4 = april
bia-month-5 = maj
bia-month-6 = juni
bia-month-7 = juli
bia-month-8 = august
bia-month-9 = september
bia-month-10 = oktober
bia-month-11 = november
bia-month-12 = december
bia-suggest-mtpd = Forslag: { $time }. Så er konsekvensen for { $dimension } nået til { $level }.
bia-suggest-rto = Forslag: { $time }, så der er tid tilbage, hvis noget driller.
bia-suggest-rpo = Forslag: { $time }. Mere kan sjældent skrives ind igen.
bia-suggest-mbco = Forslag: { $percent } procent.
bia-warnings = Se på det her en gang til
bia-warning-rto-over-mtpd = Opgaven skal først være tilbage, efter at den længste acceptable nedetid er gået.
bia-warning-mtpd-over-impact = Den længste acceptable nedetid er længere, end svarene om konsekvens tåler.
bia-warning-fallback-without-time = Der er en nødprocedure, men ingen har skrevet, hvor længe den holder.
bia-warning-fallback-under-rto = Nødproceduren holder kortere, end det tager, før opgaven skal være tilbage.
bia-warning-fallback-under-mbco = Nødproceduren når mindre end det mindste acceptable driftsniveau.
bia-warning-fallback-never-tried = Nødproceduren er aldrig prøvet.
bia-missing = Før analysen kan sendes til godkendelse, mangler:
bia-submit-title = Send til godkendelse
bia-submit-about = Gem først det, du har skrevet ovenfor. Godkenderen ser analysen, som den er gemt.
bia-submit = Send til godkendelse
bia-approve = Godkend
bia-approve-about = Du står inde for tallene indtil næste gennemgang.
bia-approved-by = Senest godkendt { $at } af { $by }.
bia-send-back = Send tilbage
bia-interview = Gå til interviewet
bia-of-all = Hele kommunen
bia-dimension = Område
bia-highest = Det værste af dem
bia-levels = 0 ingen, 1 lille, 2 mærkbar, 3 alvorlig, 4 katastrofal. – betyder, at ingen har svaret.
bia-needs = Hvad opgaven står på
bia-no-needs = Der er ikke skrevet noget endnu.
bia-change-needs = Ret, hvad opgaven står på
bia-next = Videre
bia-back = Tilbage
bia-close = Luk
bia-save-next = Gem og gå videre
bia-save-back = Gem og gå tilbage
bia-save-close = Gem og luk
bia-archive-consequence = Opgaven tages ud af brug. Nummer og historik bliver.
bia-heat-lead = Hvor slemt det bliver, når opgaven står stille: det værste af områderne. Det værste står øverst.
bia-heat-lead-one = Hvor slemt det bliver, når opgaven står stille: { $dimension }. Det værste står øverst.
bia-heat-none = Ingen opgaver har svar om konsekvens.
bia-heat-more = { $n ->
    [one] Én opgave mere vises ikke. Vælg en enhed.
   *[other] { $n } opgaver mere vises ikke. Vælg en enhed.
}
bia-heat-unsaid = { $n ->
    [one] Én opgave har ikke svar her.
   *[other] { $n } opgaver har ikke svar her.
}
need-on = Hvad
need-on-hint = Nummer eller navn: et aktiv (A-12), en leverandør eller en anden opgave (O-3).
need-add = Tilføj
need-effect = Hvad sker der uden
need-effect-stops = Opgaven standser
need-effect-worse = Opgaven bliver dårligere
need-after = Standser efter
need-after-hint = Tomt: når nødproceduren er brugt op. 0: med det samme.
need-group = Alternativ
need-group-hint = Giv ting, hvor én er nok, samme tal fra 1 til 99.
need-hidden = Noget, du ikke har adgang til
need-stops-at-once = Opgaven standser med det samme
need-stops-after = Opgaven standser efter { $time }
need-stops-fallback = Opgaven standser efter { $time }, når nødproceduren er brugt op
team-title = Genopretningshold
team-heading = { $n ->
    [0] Ingen genopretningshold endnu
    [one] Ét genopretningshold
   *[other] { $n } genopretningshold
}
team-new = Opret hold
team-f-name = Holdets navn
team-f-capacity = Antal på én gang
team-f-supplier = Leverandør, hvis det er deres folk
team-hint-capacity = Så mange kan arbejde på samme tid.
team-duty = Vagt
team-always = Døgnet rundt
team-at-hours = På bestemte tider
team-hours = { $days } kl. { $from }-{ $until }
team-every-day = Alle dage
team-days = Dage
team-day-0 = mandag
team-day-1 = tirsdag
team-day-2 = onsdag
team-day-3 = torsdag
team-day-4 = fredag
team-day-5 = lørdag
team-day-6 = søndag
team-from = Fra klokken
team-until = Til klokken
step-heading = Genopretning af { $name }
step-link = Genopretning
step-none = Ingen har skrevet, hvordan det bringes tilbage.
step-list = Genopretningstrin
step-add = Tilføj trin
step-edit = Ret trin
step-f-name = Hvad gøres
step-f-position = Plads
step-f-optimistic-minutes = Hvis alt går let
step-f-likely-minutes = Som det plejer
step-f-pessimistic-minutes = Hvis meget driller
step-f-after-assets = Efter at disse er tilbage
step-hint-position = 1 først. Trin med samme plads kører samtidig.
step-hint-after = Ud over det, aktivet selv står på. Numre med komma imellem: A-12, A-13.
step-hint-teams = Hvor mange fra hvilket hold.
step-teams = Hold
step-team = Hold { $n }
step-team-gone = et hold, der er ude af brug
step-amount = Antal
conflict-heading = { $n ->
    [0] Ingen konflikter
    [one] Én konflikt
   *[other] { $n } konflikter
}
conflict-lead = Løfter, der ikke kan holdes, uanset i hvilken rækkefølge der genoprettes. Ret tallene, eller opret en foranstaltning.
conflict-problem = Konflikterne kan ikke findes, fordi oplysninger om hold, trin eller afhængigheder ikke passer sammen. Se dem efter.
conflict-what = Konflikt
conflict-see = Se
conflict-show-all = Vis alle { $n }
conflict-more = { $n } til vises ikke. Ret dem ovenfor først.
conflict-every-kind = Vis alle slags
conflict-hidden = { $n ->
    [one] Én konflikt handler om noget, du ikke har adgang til.
   *[other] { $n } konflikter handler om noget, du ikke har adgang til.
}
conflict-kind-rto-beyond-mtpd = Måltid længere end acceptabel nedetid
conflict-kind-restore-beyond-rto = Genopretning tager længere end måltidet
conflict-kind-rpo-beyond-backup = Der tages for sjældent backup
conflict-kind-needs-later = Opgaven venter på en, der loves senere
conflict-kind-ring = Ting, der venter på hinanden i ring
conflict-kind-nobody-restores = Ingen kan bringe det tilbage
conflict-kind-never-tested = Genopretning er aldrig prøvet
conflict-kind-tested-long-ago = Genopretning er prøvet for længe siden
conflict-kind-test-took-longer = Prøven tog længere end planlagt
conflict-about-rto-beyond-mtpd = Opgaven er lovet tilbage senere, end den kan undværes.
conflict-about-restore-beyond-rto = Selv uden ventetid når aktivet ikke at komme tilbage i tide.
conflict-about-rpo-beyond-backup = Tiden mellem to kopier er længere end det datatab, opgaven tåler.
conflict-about-needs-later = De to måltider skal passe sammen.
conflict-about-ring = Ret afhængighederne, eller skriv, hvad der kan startes alene.
conflict-about-nobody-restores = Skriv genopretningstrin, eller giv holdet flere hænder.
conflict-about-never-tested = Et skøn er ikke et bevis. Prøv en gendannelse, og mål tiden.
conflict-about-tested-long-ago = Prøv igen mindst én gang om året.
conflict-about-test-took-longer = Trinnene skal mindst vare så længe, som der er målt.
conflict-rto-beyond-mtpd = { $task } skal være tilbage inden { $rto }, men kan kun undværes i { $mtpd }.
conflict-restore-beyond-rto = { $task } tåler { $allowed }, men { $asset } tager { $takes } at genoprette.
conflict-rpo-beyond-backup = { $task } må miste { $rpo } data, men der går { $interval } mellem kopierne af { $asset }.
conflict-needs-later = { $task } tåler { $allowed }, men har brug for { $on }, der først er lovet tilbage inden { $rto }.
conflict-ring = { $thing } og { $others } venter på hinanden.
conflict-nobody-restores = { $asset } kan ikke bringes tilbage: { $why } { $task } står på det.
conflict-never-tested = Gendannelse af { $asset } er aldrig prøvet. { $task } står på det.
conflict-tested-long-ago = Gendannelse af { $asset } er sidst prøvet { $on }.
conflict-test-took-longer = Gendannelse af { $asset } tog { $measured } ved prøven, men trinnene er sat til højst { $planned }.
conflict-measure-rto-beyond-mtpd = Få måltiderne til at passe
conflict-measure-restore-beyond-rto = Gør genopretningen hurtigere
conflict-measure-rpo-beyond-backup = Tag oftere backup
conflict-measure-needs-later = Få måltiderne til at passe
conflict-measure-ring = Bryd ringen af afhængigheder
conflict-measure-nobody-restores = Beskriv genopretningen
conflict-measure-never-tested = Prøv gendannelse
conflict-measure-tested-long-ago = Prøv gendannelse igen
conflict-measure-test-took-longer = Ret trin efter prøven
stuck-not-ours = det kommer kun tilbage af sig selv.
stuck-no-steps = der er ingen genopretningstrin.
stuck-too-few = »{ $step }« kræver flere, end { $team } har.
stuck-no-hours = holdene til »{ $step }« er aldrig på arbejde længe nok sammen.
stuck-waits-for = det venter på { $thing }.
stuck-waits-for-hidden = det venter på noget, du ikke har adgang til.
fault-not-a-length-of-time = »{ $value }« er ikke en tid. Skriv et tal, og vælg en enhed, for eksempel 4 timer.
fault-negative-time = »{ $value }« er mindre end ingenting. Skriv en tid fra 0 og op.
fault-time-too-long = »{ $value }« er længere end et år. Skriv en kortere tid.
fault-no-such-month = »{ $value }« er ikke en måned. Skriv tal fra 1 til 12.
fault-level-falls = { $dimension } er mindre slem efter { $horizon } end før. Det kan ikke blive bedre af at vente: ret et af svarene.
fault-approver-is-owner = Godkenderen kan ikke være den samme som ejeren. Vælg ejerens leder.
fault-needed-to-submit = { $field } mangler.
fault-review-in-the-future = Skriv en dato efter i dag.
fault-no-such-thing = Intet aktiv, ingen leverandør og ingen opgave hedder »{ $value }«. Skriv et nummer eller navn.
fault-needed-already = Opgaven står allerede på det. Fjern det først for at ændre det.
fault-one-of-three = Skriv netop ét af asset, supplier og task.
fault-conflict-facts = Oplysningerne passer ikke sammen: { $value }. Se hold, trin og afhængigheder efter.
fault-task-on-itself = En opgave kan ikke stå på sig selv.
fault-task-circle = Opgaverne venter på hinanden i ring: { $path }. Fjern et led.
fault-group-differs = Alternativer skal have samme virkning efter samme tid. Ret det, eller brug et andet tal.
fault-needs-changed-meanwhile = En anden har ændret, hvad opgaven står på. Se listen, og tilføj igen.
fault-steps-changed-meanwhile = En anden har ændret aktivet eller dets trin. Se listen, og gem igen.
fault-name-taken = Et andet hold hedder »{ $value }«. Vælg et andet navn.
fault-no-day = Vælg mindst én dag.
fault-not-a-time = »{ $value }« er ikke et klokkeslæt. Skriv det som 08:00.
fault-not-between = Den sædvanlige tid skal ligge mellem den korteste og den længste.
fault-more-than-the-team = Trinnet kræver flere, end holdet har: { $capacity }.
fault-no-such-team = Holdet findes ikke længere. Vælg et andet.
fault-waits-for-itself = Et aktiv kan ikke vente på sig selv.
fault-asset-number = »{ $value }« er ikke et nummer på et aktiv. Skriv det som A-12.
closed-submitted = Analysen er allerede sendt til godkendelse eller godkendt.
closed-not-submitted = Analysen er ikke sendt til godkendelse.
log-kind-critical-task = Kritisk opgave
log-kind-recovery-team = Genopretningshold
log-verb-needs = afhængigheder ændret
log-verb-submit = sendt til godkendelse
log-verb-return = sendt tilbage
log-verb-recovery-steps = genopretningstrin ændret
bia-fetch = Hent listen som
bia-levels-of = { $dimension }: 1 time, 4 timer, 1 døgn, 3 døgn, 1 uge, 2 uger
bia-import = Indlæs fra regneark
bia-import-lead = Hent skabelonen, udfyld den, og se, hvad den vil gøre. Intet ændres, før du indlæser.
bia-import-about = Det første ark har opgaverne; en række genkendes på sit nummer, ellers på sit navn. Det andet ark siger, hvad de står på: en opgave, der nævnes der, står bagefter på netop det. Andre opgaver beholder det, de har.
bia-import-template = Hent skabelonen (regneark)
bia-import-file = Udfyldt liste, regneark eller CSV
bia-import-show = Vis, hvad der vil ske
bia-import-store = Indlæs
bia-import-faults = { $n ->
    [one] Én celle har fejl. Intet er gemt.
   *[other] { $n } celler har fejl. Intet er gemt.
}
bia-import-would = { $n ->
    [0] Filen ændrer intet
    [one] Én opgave oprettes eller ændres
   *[other] { $n } opgaver oprettes eller ændres
}
bia-import-counts = Nye: { $create }. Ændrede: { $update }. Uændrede: { $same }.
bia-import-needs-count = Opgaver, der kommer til at stå på noget andet: { $n }.
bia-import-sheet = Ark
bia-import-now = Står på nu
bia-import-then = Står på bagefter
bia-import-things = { $n ->
    [0] ingenting
    [one] én ting
   *[other] { $n } ting
}
bia-import-correct = Ret cellerne i filen, og send den igen.
bia-import-sent = Sendt { $when } af { $who }.
bia-import-remove = Fjern filen
bia-import-unknown = Disse kolonner kendes ikke og læses ikke: { $names }.
bia-import-cell = Celle
bia-import-fault = Fejl
bia-import-row = Række
bia-import-does = Hvad der sker
bia-import-create = oprettes
bia-import-update = ændres
bia-import-same = er uændret
bia-import-more = { $n ->
    [one] Én linje mere vises ikke.
   *[other] { $n } linjer mere vises ikke.
}
fault-no-such-task = Ingen opgave har nummeret »{ $value }«. Ret det, eller lad det stå tomt for at oprette en ny.
fault-six-levels = »{ $value }« er ikke seks tal fra 0 til 4 med mellemrum. Brug - for det, ingen har svaret på.
fault-several-named = Flere hedder »{ $value }«. Vælg på siden i stedet.
fault-nobody-named = Ingen hedder »{ $value }«. Skriv navnet, som det står under Organisation.
fault-length-without-unit = »{ $value }« mangler en enhed. Skriv for eksempel 4 timer.
need-sheet = Hvad opgaverne står på
need-kind-asset = aktiv
need-kind-supplier = leverandør
need-kind-task = opgave
need-column-task-number = Opgavens nummer
need-column-task = Opgave
need-column-kind = Hvad slags
need-column-on-number = Står på (nummer)
need-column-on = Står på (navn)
need-column-effect = Hvad sker der uden
need-column-after-minutes = Standser efter
need-column-alternative-group = Alternativ
need-column-note = Bemærkning
fault-need-of-no-task = »{ $value }« er hverken en opgave i Bavn eller i filen. Skriv opgavens nummer eller hele dens navn.
fault-several-tasks-named = Flere opgaver hedder »{ $value }«. Skriv nummeret, for eksempel O-3.
fault-several-things-named = Flere ting hedder »{ $value }«. Skriv nummeret, for eksempel A-12, eller hvad slags det er.
fault-no-such-number = Intet i brug har nummeret »{ $value }«. Skriv det som A-12, L-3 eller O-7.
fault-no-such-sort = »{ $value }« er ikke en slags. Skriv aktiv, leverandør eller opgave.
fault-no-such-effect = »{ $value }« er ikke en virkning. Skriv »Opgaven standser« eller »Opgaven bliver dårligere«.
