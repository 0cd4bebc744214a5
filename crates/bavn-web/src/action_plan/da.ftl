fault-too-many = Der kan højst være { $max }.
fault-year-out-of-range = »{ $value }« er uden for årene { $min } til { $max }.
fault-before-start = Slutdatoen ligger før startdatoen. Ret en af dem.
fault-duplicate = Det står der to gange. Fjern det ene.
fault-on-itself = En foranstaltning kan ikke vente på sig selv.
fault-state-not-reachable = Den tilstand kan ikke følge efter den nuværende. Gå ét trin ad gangen.
fault-needed-when-done = Skriv, hvornår foranstaltningen blev udført.
fault-only-when-done = Kun en udført foranstaltning har en dato for udførelsen. Fjern datoen, eller vælg »Udført«.
fault-not-full-when-done = En udført foranstaltning er 100 procent udført.
fault-phase-or-due = Vælg en fase, eller skriv en slutdato.
fault-cycle = Foranstaltningerne venter på hinanden i ring: { $path }. Fjern en af dem.
fault-too-many-years = Planen må højst dække { $max } år.
fault-whole-number = »{ $value }« er ikke et helt tal. Skriv det uden decimaler, for eksempel 180.000.
fault-not-a-date = »{ $value }« er ikke en dato. Skriv den som 2026-10-12.

plan-crumbs = Brødkrumme
plan-tab-list = Liste
plan-tab-board = Tavle
plan-tab-gantt = Gantt
plan-tab-economy = Økonomi
plan-tab-projection = Fremskrivning

plan-empty-heading = Der er ingen handleplan endnu
plan-empty-lead = En handleplan samler det, der skal gøres ved fundene: hvem, hvornår, for hvor meget, og hvad det løfter.
plan-empty-example = Et eksempel
plan-empty-example-title = MFA på økonomi og omsorg
plan-empty-example-facts = Ejer: it-chef. 3-6 måneder, 180.000 kr. og 240 timer.
plan-empty-example-effect = Løfter AD-03 fra 1 til 3.
plan-create = Opret handleplan
plan-see-findings = Se fundene i gap-analysen
plan-no-measures = Planen har ingen foranstaltninger endnu
plan-no-measures-lead = Begynd med den kontrol, der løfter mest, eller opret en foranstaltning fra bunden.

plan-new-measure = Opret foranstaltning
plan-new-for-control = Opret foranstaltning til { $code }
plan-all-done = { $n ->
    [one] Planens ene foranstaltning er afsluttet
   *[other] Alle { $n } foranstaltninger er afsluttet
}
plan-none-late = { $n ->
    [one] Den ene åbne foranstaltning er på plads i tid
   *[other] Ingen af { $n } åbne foranstaltninger er forsinket
}
plan-some-late = { $n } af { $m } { $m ->
    [one] åben foranstaltning
   *[other] åbne foranstaltninger
} er forsinket
plan-lead-cost = Planen koster { $once } én gang og { $yearly } om året.
plan-lead-lift = Planen løfter modenheden fra { $from } til { $to } inden { $date }. Den koster { $once } én gang og { $yearly } om året.
plan-slips = Forsinkelser, der skubber andre
plan-slip-heading = { $name } er { $n } { $n ->
    [one] dag
   *[other] dage
} over
plan-pushed-to = skubbes til { $date }
plan-delay = { $code } med { $n } { $n ->
    [one] dag
   *[other] dage
}
plan-days-late = { $n } { $n ->
    [one] dag
   *[other] dage
} over
plan-delays = Skubber
plan-delays-column = Skubber
plan-filters = Filtre
plan-chip-all = Alle
plan-chip-late = Forsinket
plan-chip-mine = Mine
plan-chip-proposed = Foreslået
plan-chip-approved = Godkendt
plan-chip-in-progress = I gang
plan-chip-done = Udført
plan-chip-dropped = Droppet
plan-search = Søg
plan-unit = Forvaltning
plan-owner = Ejer
plan-phase = Fase
plan-all = Alle
plan-show = Vis
plan-nothing-found = Ingen foranstaltninger passer til filtrene.
plan-show-all = Vis alle
plan-measures = Foranstaltninger
plan-list-caption = Foranstaltninger i handleplanen
plan-measure = Foranstaltning
plan-due = Frist
plan-once-kr = Engang, kr.
plan-yearly-kr = Årligt, kr.
plan-hours = Timer
plan-state = Tilstand
plan-total = I alt { $n }
plan-shows = Viser { $first }-{ $last } af { $total }.
plan-pages = Sider
plan-previous = Forrige
plan-next = Næste
plan-settings = Planens navn og periode

plan-phase-months-0-3 = 0-3 måneder
plan-phase-months-3-6 = 3-6 måneder
plan-phase-months-6-12 = 6-12 måneder
plan-phase-months-12-18 = 12-18 måneder
plan-phase-later = Senere
plan-phase-of-dates = Følger slutdatoen
plan-state-proposed = Foreslået
plan-state-approved = Godkendt
plan-state-in-progress = I gang
plan-state-done = Udført
plan-state-dropped = Droppet
plan-sourcing-internal = Egne folk
plan-sourcing-external = Leverandør
plan-sourcing-mixed = Egne folk og leverandør
plan-role-information-security = Informationssikkerhed
plan-role-it-operations = It-drift
plan-role-development = Udvikling og digitalisering
plan-role-project-management = Projektledelse
plan-role-system-owner = Systemejer
plan-role-management = Ledelse
plan-role-dpo = Databeskyttelsesrådgiver
plan-role-procurement = Indkøb og kontrakter
plan-role-human-resources = HR
plan-role-communication = Kommunikation
plan-role-contingency = Beredskab
plan-role-facilities = Bygninger og ejendomme
plan-role-employees = Øvrige medarbejdere
plan-role-external-consultant = Ekstern konsulent
plan-whole = Hele kommunen
plan-no-owner = Ingen ejer endnu
plan-none = Ingen

plan-board-heading = { $n ->
    [0] Ingen foranstaltninger er i gang
    [one] Én foranstaltning er i gang
   *[other] { $n } foranstaltninger er i gang
}
plan-board-lead = { $n } forsinket i alt. { $m } venter på godkendelse.
plan-move-approved = Godkend
plan-move-in-progress = Sæt i gang
plan-move-done = Meld udført

plan-gantt-late = { $title } er { $n } { $n ->
    [one] dag
   *[other] dage
} bagud
plan-gantt-on-time = Alle foranstaltninger følger planen
plan-gantt-lead = { $n ->
    [0] Ingen foranstaltning ventes færdig efter sin frist.
    [one] Én foranstaltning ventes færdig efter sin frist.
   *[other] { $n } foranstaltninger ventes færdige efter deres frist.
}
plan-span = { $from } til { $to }
plan-today = i dag
plan-quarter-prefix = K
plan-late = forsinket
plan-no-dates = uden datoer
plan-gantt-scroll = Tidsplan, kan rulles vandret
plan-gantt-hint = Skraveret er forsinkelse. Den lodrette streg er i dag. Pile viser, hvad der venter på hvad.
plan-dates-table = Datoer som tabel
plan-dates = Datoer
plan-start = Start
plan-expected = Forventet

plan-economy-heading = Planen koster { $once } én gang og { $yearly } om året
plan-economy-lead = Fra { $from } til { $to } kan { $within } holdes inden for de eksisterende rammer. { $outside } ligger uden for.
plan-economy-rule = En engangsudgift falder i det år, hvor foranstaltningen ventes færdig. Driften begynder måneden efter. Droppede foranstaltninger tæller ikke med.
plan-per-year = Kroner pr. år
plan-per-year-scroll = Kroner pr. år, kan rulles vandret
plan-years-description = Kroner pr. år, inden for og uden for de eksisterende rammer
plan-year = År
plan-once = Engangsudgift
plan-yearly = Årlig udgift
plan-running = Drift
plan-sum = I alt
plan-in-years = I planens år
plan-count = Antal
plan-frames = Inden for og uden for rammerne
plan-frame = Ramme
plan-budget-within = Inden for rammerne
plan-budget-outside = Uden for rammerne
plan-per-phase = Kroner pr. fase
plan-per-unit = Kroner pr. forvaltning
plan-once-outside = { $amount } i engangsudgifter falder uden for planens år.
plan-no-hours = Der er ikke skrevet timer på foranstaltningerne
plan-hours-heading = { $quarter } kræver flest timer: { $n }
plan-hours-caption = Timer pr. kvartal og rolle
plan-hours-scroll = Timer pr. kvartal, kan rulles vandret
plan-short-quarter = { $n }. kv. { $year }
plan-role = Rolle

plan-target-reached = Målet på { $target } er nået
plan-target-on = Målet på { $target } nås i { $quarter }
plan-target-missed = Planen når { $level } og ikke målet på { $target }
plan-projection-lead = Modenheden er { $from } nu og { $to } den { $date }, når planen følges. Tallene bygger på { $title }.
plan-steps = Trin i fremskrivningen
plan-date = Dato
plan-maturity = Modenhed
plan-because = Fordi
plan-missing = Mangler til mål
plan-assessed-of = { $n } af { $m } kontroller er vurderet
plan-target-label = mål { $target }
plan-projection-rule = På den dag en foranstaltning ventes færdig, løftes dens kontroller til det niveau, den lover. Det, der er udført, tæller først, når kontrollen er vurderet igen.
plan-not-reassessed = Udført, men ikke vurderet igen
plan-not-reassessed-lead = Disse kontroller står stadig lavere, end den udførte foranstaltning lovede. Vurdér dem igen.
plan-not-assessed = Løfter kontroller, der ikke er vurderet
plan-not-assessed-lead = Løftet tæller med, når kontrollen er vurderet.
plan-controls = Kontroller
plan-control = Kontrol
plan-now = Nu
plan-promised = Lovet
plan-no-projection = Der mangler en gap-analyse at regne fra
plan-no-projection-lead = Fremskrivningen lægger planens løft oven på de seneste svar. Der er ingen svar endnu.
plan-no-projection-example = Eksempel: Står AD-03 på 1, og løfter en foranstaltning den til 3 i marts, stiger linjen i marts.
plan-to-analyses = Gå til gap-analysen

plan-how-far = Hvor langt er vi?
plan-progress = Udført
plan-completed-on = Udført den
plan-done-hint = Vælges »Udført«, sættes fremdriften til 100 procent, og datoen til i dag, hvis den er tom.
plan-save-status = Gem status
plan-edit = Redigér
plan-what = Hvad skal gøres?
plan-lifts = { $n ->
    [0] Løfter ingen kontroller
    [one] Løfter én kontrol
   *[other] Løfter { $n } kontroller
}
plan-lifts-none-lead = Redigér foranstaltningen, og vælg de kontroller, den løfter. Så kan den ses i fremskrivningen.
plan-becomes = Bliver
plan-target = Mål
plan-order = Rækkefølge
plan-waits-for = Venter på
plan-waits-for-none = Kan begynde uden at vente på andre
plan-waited-for = Bliver ventet på af
plan-waited-for-none = Ingen venter på den
plan-ready = ventes færdig { $date }
plan-about = Om foranstaltningen
plan-sourcing = Hvem udfører?
plan-history = Se historikken
plan-archive = Arkivér foranstaltningen
plan-archive-consequence = Den forsvinder fra planen, og de foranstaltninger, der venter på den, venter ikke længere. Historikken og nummeret bevares. Skal den bare ikke gennemføres, så sæt tilstanden til »Droppet«.
plan-lead-done = Udført { $date }.
plan-lead-dropped = Droppet. Den tæller ikke med i økonomi og fremskrivning.
plan-lead-open = { $progress } procent udført. Frist { $due }.
plan-lead-late = { $progress } procent udført. Fristen var { $due }, og den ventes færdig { $date }.
plan-lifts-total = Løfter kommunen fra { $from } til { $to }.
plan-lifts-total-little = Løftet er for lille til at flytte kommunens { $from }.

plan-form-lead = Skriv det kort. Det hele kan ændres senere.
plan-faults = { $n ->
    [one] Ét felt mangler noget
   *[other] { $n } felter mangler noget
}
plan-fault-title = Fejl: { $title }
plan-title = Hvad skal gøres?
plan-title-hint = Kort og konkret, for eksempel »MFA på økonomi og omsorg«.
plan-description = Beskrivelse
plan-optional = valgfri
plan-only-done = kun når den er udført
plan-who = Hvem?
plan-when = Hvornår?
plan-when-hint = Vælg en fase, eller skriv datoer. Datoer går forud for fasen.
plan-after = Kan først begynde efter
plan-after-row = Kan først begynde efter, række { $n }
plan-add-row = Tilføj række
plan-cost = Hvad koster det?
plan-fits-frames = Kan holdes inden for de eksisterende rammer
plan-hours-per-role = Timer pr. rolle
plan-what-lifted = Hvad løfter den?
plan-choose-control = Vælg kontrol
plan-its-target = Kontrollens mål
plan-effect = Løfter kontrollen fra { $now } til { $level }. Målet er { $target }.
plan-effect-reached = Kontrollen er allerede på { $now }. Målet er { $target }.
plan-effect-unknown = Løfter kontrollen til { $level }. Målet er { $target }. Kontrollen er ikke vurderet endnu.
plan-save = Gem
plan-cancel = Fortryd

plan-title-draft = Handleplan { $from }-{ $to }
plan-settings-of = Ret { $title }
plan-settings-lead = Faserne tælles fra planens første dag. Økonomien vises for hvert af planens år.
plan-name = Navn
plan-first-day = Første dag
plan-last-day = Sidste dag
plan-note = Bemærkning
plan-is-current = Det er den plan, der arbejdes efter.
plan-make-current = Arbejd efter denne plan i stedet for den nuværende
plan-other-plans = Andre planer
plan-current = arbejdes der efter
plan-create-another = Opret en ny handleplan
plan-oscal = Hent planen som OSCAL
