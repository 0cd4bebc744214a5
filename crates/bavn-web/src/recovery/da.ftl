menu-recovery = Genopretning
recovery-lead = Hvad falder, når noget svigter, og i hvilken rækkefølge kommer det tilbage? Et scenarie siger, hvad der rammer. Bavn regner resten ud fra registret, konsekvensanalyserne og holdene.
recovery-new = Nyt scenarie
recovery-scenario = Scenarie
recovery-scenarios = { $n ->
    [0] Scenarier
    [one] Ét scenarie
   *[other] { $n } scenarier
}
recovery-archived-heading = Arkiverede scenarier
recovery-empty = Her er ingen scenarier.
recovery-caption = Scenarier med, hvad der svigter, hvornår de begynder, og hvor længe de følges
recovery-number = Nummer
recovery-fails = Det svigter
recovery-starts = Begynder
recovery-horizon = Følges i
recovery-open = Se
recovery-open-course = Forløbet i { $name }
recovery-open-order = Rækkefølgen i { $name }
recovery-tab-facts = Scenariet
recovery-tab-course = Forløb
recovery-tab-order = Rækkefølge
recovery-in-use = Vis scenarier i brug
recovery-archived-link = Vis arkiverede scenarier
recovery-ready = { $n ->
    [one] Ét færdigt scenarie
   *[other] { $n } færdige scenarier
}
recovery-ready-about = Lavet ud fra det nationale risikobillede og anbefalinger om beredskab. Brug et som begyndelse, og ret det til.
recovery-source = Bygger på: { $source }
recovery-copy = Brug som begyndelse
recovery-days = { $n } døgn
recovery-hours = { $n ->
    [one] 1 time
   *[other] { $n } timer
}
recovery-minutes = { $n } min
recovery-typed-minutes = { $n ->
    [one] { $n } minut
   *[other] { $n } minutter
}
recovery-typed-hours = { $n ->
    [one] { $n } time
   *[other] { $n } timer
}
recovery-typed-days = { $n } døgn
recovery-typed-weeks = { $n ->
    [one] { $n } uge
   *[other] { $n } uger
}
recovery-at-once = straks
recovery-after = efter { $time }
recovery-moment = { $day } kl. { $time }
recovery-moment-week = { $day } kl. { $time }, uge { $week }
recovery-weekday-0 = mandag
recovery-weekday-1 = tirsdag
recovery-weekday-2 = onsdag
recovery-weekday-3 = torsdag
recovery-weekday-4 = fredag
recovery-weekday-5 = lørdag
recovery-weekday-6 = søndag
recovery-more = { $n ->
    [one] og 1 mere
   *[other] og { $n } mere
}
recovery-select-none = Vælg, eller skriv et navn ved siden af
recovery-select-kind = Alle aktiver af typen { $kind }
recovery-select-reserves = Reserver af typen { $kind }
recovery-select-largest = Det vigtigste aktiv af typen { $kind }
recovery-select-largest-supplier = Den leverandør, som mest står på
recovery-select-all-windows = Alt med Windows: servere, pc'er og det, kommunen selv driver
recovery-select-all-on-premises = Alt i eget serverrum: servere, lager, netværk og det, kommunen selv driver
recovery-select-all-systems = Alle it-systemer og fælles løsninger
recovery-select-all-cloud = Alt i skyen
recovery-missing-people = { $n ->
    [one] 1 person mangler
   *[other] { $n } personer mangler
}
recovery-f-name = Navn
recovery-f-description = Hvad der sker
recovery-f-weekday = Begynder en
recovery-f-minute = Klokken
recovery-f-horizon = Følges i
recovery-f-horizon-hint = Skriv et tal og en enhed, for eksempel 14 døgn.
recovery-f-what = Hvad
recovery-f-named = Eller et bestemt aktiv eller en leverandør
recovery-f-from = Hvornår
recovery-f-minutes = Hvor længe
recovery-fails-hint = Vælg en slags, eller skriv navn eller nummer på ét aktiv (A-12) eller én leverandør (L-3). Skriv tider med enhed, for eksempel 6 timer. Uden tid under »Hvornår« svigter det straks. Uden tid under »Hvor længe« er det nede, til det er genoprettet. Tomme rækker gemmes ikke.
recovery-line = Svigt { $number }
recovery-missing = Fravær
recovery-missing-hint = Skriv, hvor mange der mangler på hvert genopretningshold hele forløbet igennem.
recovery-missing-none = Alle hold er fuldtallige.
recovery-missing-of = { $team }: { $n ->
    [one] 1 mangler
   *[other] { $n } mangler
}
recovery-no-teams = Der er ingen genopretningshold endnu.
recovery-teams-link = Opret hold
recovery-team = Hold
recovery-team-size = Personer
recovery-people-missing = Mangler
recovery-people-of = Hvor mange mangler: { $name }
recovery-save = Gem
recovery-cancel = Fortryd
recovery-edit = Rediger
recovery-history = Se historikken
recovery-archive = Arkivér
recovery-archive-about = Scenariet tages ud af brug. Historikken og de planer, der er lavet ud fra det, bevares.
recovery-archived = Ude af brug.
recovery-about = Om scenariet
recovery-fails-none = Intet svigter af sig selv.
recovery-hits = Rammer nu
recovery-hits-nothing = Intet i registret. Rækken regnes ikke med.
recovery-hit = { $n ->
    [0] Rammer intet i registret
    [one] Rammer ét aktiv eller én leverandør direkte
   *[other] Rammer { $n } aktiver og leverandører direkte
}
recovery-assets = { $n ->
    [one] { $n } aktiv
   *[other] { $n } aktiver
}
recovery-lasts = Varer
recovery-until-restored = til det er genoprettet
recovery-see-course = Se, hvad der falder hvornår
recovery-see-order = Se rækkefølgen tilbage
fault-not-a-duration = »{ $value }« er ikke en tid. Skriv et tal og en enhed, for eksempel 4 timer eller 2 døgn, højst et år.
fault-scenario-horizon = Scenariet skal følges i mindst { $hours } time og højst { $days } døgn.
fault-nothing-happens = Vælg noget, der svigter, eller skriv, hvem der mangler.
fault-after-the-end = Det begynder først, når scenariet er slut. Lad scenariet vare længere, eller lad det begynde før.
fault-lasts-no-time = Det skal vare mindst et minut. Lad feltet stå tomt, hvis det er nede, til det er genoprettet.
fault-missing-people = Der skal mangle mindst én, og hvert hold må kun stå én gang.
fault-what-or-named = Vælg enten en slags eller skriv et navn, ikke begge dele: »{ $value }«.
fault-nothing-named-so = Intet aktiv og ingen leverandør hedder »{ $value }«. Skriv nummer eller navn fra registret.
log-kind-scenario = Scenarie
recovery-tick-hours = { $n } t
recovery-tick-days = { $n } d
recovery-whole-municipality = Hele kommunen
recovery-hidden-task = En opgave i en anden enhed
recovery-hidden-asset = Et aktiv i en anden enhed
recovery-down = Nede
recovery-bridging = Klarer sig på nødprocedure eller reserve
recovery-worse = Kører dårligere
recovery-rto = RTO
recovery-mtpd = MTPD
recovery-course-chart = Hvad falder hvornår
recovery-course-chart-about = En bane for hver opgave: hvornår den klarer sig på nødprocedure, og hvornår den er nede. Tallene står i tabellen.
recovery-course-table = Opgaver, der rammes
recovery-course-heading = { $n ->
    [one] 1 af { $all } opgaver stopper, { $time }
   *[other] { $n } af { $all } opgaver stopper, den første { $time }
}
recovery-course-nothing = Ingen kritisk opgave stopper
recovery-course-lead = Begynder { $moment }. { $n ->
    [one] Ét aktiv eller én leverandør er nede
   *[other] { $n } aktiver og leverandører er nede
} undervejs. Følges i { $horizon }.
recovery-course-bare = Her er intet genoprettet undervejs.
recovery-course-restored = Her genoprettes der undervejs i den beregnede rækkefølge.
recovery-course-show-bare = Vis uden genopretning
recovery-course-show-restored = Vis med genopretning
recovery-course-no-assets = Scenariet rammer intet i registret. Ret det, eller opret aktiverne.
recovery-course-no-tasks = { $n ->
    [one] Ét aktiv er nede, men ingen kritisk opgave er bundet til det. Skriv opgavernes afhængigheder i konsekvensanalysen.
   *[other] { $n } aktiver er nede, men ingen kritisk opgave er bundet til dem. Skriv opgavernes afhængigheder i konsekvensanalysen.
}
recovery-chart-scroll = Tidslinje, kan rulles sidelæns
recovery-chart-cut = Billedet viser de første 60 baner. Resten står i tabellen.
recovery-task = Opgave
recovery-unit = Forvaltning
recovery-stops = Stopper
recovery-bridged = På nødprocedure
recovery-down-for = Nede i
recovery-citizens = Borgere
recovery-promise = Løfte
recovery-at-least = mindst { $time }
recovery-carried = Nødprocedure rækker
recovery-only-worse = Kører dårligere
recovery-kept = Holder
recovery-not-kept = Holder ikke
recovery-past-rto = Over RTO
recovery-past-mtpd = Over MTPD
recovery-never-back = Kommer ikke tilbage
recovery-late-by = { $time } for sent
recovery-units = Forvaltninger
recovery-tasks-stop = Opgaver, der stopper
recovery-first-stop = Første stopper efter
recovery-citizens-at-most = Borgere, højst
recovery-of = { $n } af { $all }
recovery-citizens-over-time = Borgere, der rammes over tid
recovery-citizens-about = En borger, som flere opgaver vedrører, tæller med for hver.
recovery-citizens-most = Højst { $number } borgere på samme tid.
recovery-as-table = Som tabel
recovery-order-nothing = Ingen opgave stopper
recovery-order-all-met = { $n ->
    [one] Den ene opgave, der stopper, er tilbage til tiden
   *[other] Alle { $n } opgaver, der stopper, er tilbage til tiden
}
recovery-order-late = { $n ->
    [one] 1 af { $all } opgaver, der stopper, kommer for sent tilbage
   *[other] { $n } af { $all } opgaver, der stopper, kommer for sent tilbage
}
recovery-order-no-steps = Der er intet at genoprette. Skriv genopretningstrin på aktiverne, eller lad scenariet ramme noget, kommunen selv bringer tilbage.
recovery-order-lead = { $steps } trin i { $waves } bølger. Alt er genoprettet efter { $time }, { $moment }.
recovery-proved = Rækkefølgen er bevist bedst: Ingen anden giver mindre forsinkelse.
recovery-within = Ingen anden rækkefølge kan give mere end { $percent } procent mindre forsinkelse.
recovery-order-chart = Rækkefølgen i tid
recovery-order-chart-about = En bane for hvert aktiv, der genoprettes. Det hele er færdigt efter { $time }.
recovery-critical = Kritisk vej
recovery-other-work = Andet arbejde
recovery-critical-heading = Den kritiske vej: { $n } trin
recovery-critical-about = Trinene, der afgør, hvornår det hele er færdigt. Hvert holdes tilbage af det foregående.
recovery-conflicts = { $n ->
    [0] Ingen konflikter
    [one] Én konflikt
   *[other] { $n } konflikter
}
recovery-conflicts-about = Det kan ikke holde, uanset hvilken rækkefølge der vælges.
recovery-conflicts-all = Se alle konflikter
recovery-steps-more = { $n ->
    [one] 1 trin mere følger efter disse.
   *[other] { $n } trin mere følger efter disse.
}
recovery-stuck-more = { $n ->
    [one] 1 mere står ikke her.
   *[other] { $n } mere står ikke her.
}
recovery-stuck-all = Vis det hele
recovery-steps-all = Vis alle trin
recovery-conflicts-more = { $n ->
    [one] 1 konflikt mere
   *[other] { $n } konflikter mere
}
recovery-conflict-rto-beyond-mtpd = { $task }: RTO er { $rto }, men opgaven kan kun undværes i { $mtpd } (MTPD).
recovery-conflict-restore-beyond-rto = { $task } skal være tilbage inden { $allowed }, men { $asset } tager { $takes } at genoprette.
recovery-conflict-rpo-beyond-backup = { $task } må højst miste { $rpo } data, men der går { $interval } mellem kopierne af { $asset }.
recovery-conflict-needs-later = { $task } skal være tilbage inden { $allowed }, men bygger på { $on }, som først er lovet efter { $rto }.
recovery-conflict-ring = { $thing } og { $without } venter på hinanden. Ét af dem må begynde uden det andet.
recovery-conflict-nobody-not-ours = Ingen her kan genoprette { $asset }, som { $task } bygger på.
recovery-conflict-nobody-no-steps = { $asset } har ingen genopretningstrin, men { $task } bygger på det.
recovery-conflict-nobody-too-few = Et trin for { $asset } kræver flere, end holdet har. { $task } bygger på det.
recovery-conflict-nobody-no-hours = Holdene til { $asset } er aldrig på arbejde samtidig længe nok. { $task } bygger på det.
recovery-conflict-never-tested = Gendannelse af { $asset } er aldrig prøvet, men { $task } bygger på det.
recovery-conflict-tested-long-ago = Gendannelse af { $asset } er sidst prøvet { $day }.
recovery-conflict-test-took-longer = Den sidste prøve af { $asset } tog { $measured }, længere end de { $planned }, trinene er sat til i værste fald.
recovery-stuck = { $n ->
    [one] Ét, som ingen bringer tilbage
   *[other] { $n }, som ingen bringer tilbage
}
recovery-stuck-not-ours = kommer af sig selv, og scenariet siger ikke hvornår{ $about }.
recovery-stuck-no-steps = har ingen genopretningstrin{ $about }.
recovery-stuck-too-few = et trin kræver flere fra { $about }, end der er i dette scenarie.
recovery-stuck-no-hours = holdene til trinet »{ $about }« er aldrig på arbejde samtidig længe nok.
recovery-stuck-waits-for = venter på { $about }.
recovery-make-measure = Opret foranstaltning
recovery-make-measure-of = Opret foranstaltning: { $text }
recovery-measure-about = Fundet i scenarie { $code } { $name }.
recovery-measure-conflict = Løs konflikt: { $text }
recovery-measure-stuck = Gør det muligt at genoprette { $name }
recovery-tasks-heading = Opgaver og løfter
recovery-tasks-about = { $n ->
    [0] RTO og MTPD tælles fra, opgaven stopper.
   *[other] RTO og MTPD tælles fra, opgaven stopper. Sandsynlighederne bygger på { $n } gennemløb med trinenes korte, sædvanlige og lange tider.
}
recovery-tasks-calm = { $n ->
    [one] 1 opgave kører videre
   *[other] { $n } opgaver kører videre
}
recovery-back = Tilbage
recovery-chance-rto = Når RTO
recovery-chance-mtpd = Når MTPD
recovery-percent = { $n } %
recovery-percent-least = under 1 %
recovery-percent-most = over 99 %
recovery-helps = Hvad hjælper mest
recovery-helps-about = Hvert forslag er regnet igennem for sig. Det øverste hjælper mest.
recovery-helps-what = Forslag
recovery-helps-effect = Virkning
recovery-helps-measure = Foranstaltning
recovery-effect-mends = { $n ->
    [one] Denne opgave når sit løfte: { $tasks }.
   *[other] { $n } opgaver når deres løfter: { $tasks }.
}
recovery-effect-less = { $percent } % mindre forsinkelse.
recovery-effect-shorter = Alt er færdigt { $time } før.
recovery-wave = { $n ->
    [one] Bølge { $number }: 1 trin
   *[other] Bølge { $number }: { $n } trin
}
recovery-step = Trin
recovery-who = Hvem
recovery-takes = Varer
recovery-begins-at = Begynder efter
recovery-done-at = Færdig efter
recovery-why = Hvorfor her
recovery-slack = Kan vente
recovery-on-critical = Kritisk vej
recovery-nobody-needed = Ingen
recovery-people-from = { $n } fra { $team }
recovery-why-at-once = Begynder straks.
recovery-why-failed = Begynder, da det svigter.
recovery-why-after = Venter på { $steps }.
recovery-why-busy = { $team } er optaget af { $steps }.
recovery-why-off-duty = { $team } er først på arbejde da.
recovery-why-outage = Det, aktivet står på, kommer først tilbage af sig selv da.
recovery-why-free = Kunne begynde før, uden at det hjælper nogen.
recovery-why-for = Skal først bruges af { $task }.
recovery-teams = Hold
recovery-duty = På arbejde
recovery-load = Arbejde
recovery-people-less = { $n }, heraf mangler { $missing }
recovery-duty-always = Hele døgnet
recovery-duty-hours = { $days } kl. { $from }-{ $until }
recovery-day-short-0 = ma
recovery-day-short-1 = ti
recovery-day-short-2 = on
recovery-day-short-3 = to
recovery-day-short-4 = fr
recovery-day-short-5 = lø
recovery-day-short-6 = sø
recovery-person-hours = { $n ->
    [one] 1 mandetime
   *[other] { $n } mandetimer
}
recovery-plan-title = Planens titel
recovery-plan-note = Bemærkning
recovery-keep-plan = Gem som udkast til plan
recovery-plans-kept = Gemte planer:
recovery-plans = { $n ->
    [0] Genopretningsplaner
    [one] Én genopretningsplan
   *[other] { $n } genopretningsplaner
}
recovery-plans-none = Ingen endnu. Åbn rækkefølgen i et scenarie, og gem den som plan.
recovery-plan = Plan
recovery-plan-about = Om planen
recovery-plan-edit = Ret titel og bemærkning
recovery-plan-archived = Planen er ude af brug.
recovery-plan-archive-about = Planen tages ud af brug. Historikken bevares.
recovery-plan-state = Tilstand
recovery-plan-late = For sent
recovery-state-draft = Udkast
recovery-state-approved = Godkendt
recovery-approved-by = Godkendt af { $name } den { $date }
recovery-approve = Godkend planen
recovery-computed = Beregnet
recovery-computed-by = Beregnet af
recovery-compare = Sammenlign med i dag
recovery-compare-heading = Planen over for en beregning i dag
recovery-no-difference = Intet er anderledes: Registret giver den samme rækkefølge i dag.
recovery-difference = For sene opgaver: { $before } i planen, { $now } i dag. Alt genoprettet efter { $length } i planen, { $other } i dag.
recovery-tasks-changed = Opgaver, der klarer sig anderledes
recovery-steps-changed = { $n ->
    [one] Ét trin er flyttet
   *[other] { $n } trin er flyttet
}
recovery-in-plan = I planen
recovery-now = I dag
recovery-not-there = Er ikke med
recovery-doc-kind = Genopretningsplan
recovery-doc-approved-by = Godkendt af
recovery-doc-approved-on = Dato
recovery-doc-signature = Underskrift
recovery-doc-stop = opgaver stopper
recovery-doc-kept = er tilbage til tiden
recovery-doc-steps = trin
recovery-doc-length = til alt er genoprettet
recovery-doc-hits = Rammer
recovery-doc-scenario = Hvad der sker
recovery-doc-scenario-about = Begynder { $moment } og følges i { $horizon }.
recovery-doc-order = Rækkefølgen
recovery-doc-order-about = Tider tælles fra hændelsens begyndelse. Fed skrift er den kritiske vej: Bliver et af de trin forsinket, bliver det hele forsinket.
recovery-doc-wave = Bølge
recovery-doc-conflict = Konflikt
recovery-doc-sheet-scenario = Scenarie
recovery-doc-sheet-order = Rækkefølge
recovery-doc-sheet-tasks = Opgaver
recovery-doc-sheet-conflicts = Konflikter
recovery-doc-sheet-helps = Hvad hjælper
recovery-doc-sheet-teams = Hold
fault-too-much-to-compute = Der er for meget at regne på: { $value } ({ $what }), højst { $max }.
fault-cannot-compute = Det kan ikke regnes ud: { $value }
log-kind-recovery-plan = Genopretningsplan
fault-exactly-one = Vælg præcis én af aktiv, leverandør og slags.
recovery-help-more-people = { $n ->
    [one] Én mere i { $team }
   *[other] { $n } flere i { $team }
}
recovery-help-round-the-clock = { $team } kan kaldes ind hele døgnet
recovery-help-shorter-step = Gør »{ $step }« for { $asset } hurtigere: { $to } i stedet for { $from }
recovery-help-tested-restore = Afprøv gendannelse af { $asset }, så den går, som den plejer
recovery-help-alternative = Hav et alternativ klar til { $asset }
recovery-help-longer-fallback = Forlæng nødproceduren for { $task } med { $time }
recovery-see-map = Se det på kortet over afhængigheder
recovery-effect-mean = { $percent } % mindre forsinkelse i gennemsnit, når trin trækker ud.
