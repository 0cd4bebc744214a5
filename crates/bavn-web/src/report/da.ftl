closed-approved = Versionen er allerede godkendt.

report-crumbs = Brødkrumme
report-heading-none = Skriv det første ledelsesnotat
report-lead-none = Bavn skriver et udkast ud fra den seneste gap-analyse og handleplanen. Ret det med egne ord.
report-heading = { $n ->
    [one] Én rapport
   *[other] { $n } rapporter
}
report-heading-waiting = { $n ->
    [one] Én rapport venter på godkendelse
   *[other] { $n } rapporter venter på godkendelse
}
report-lead = En version bevarer teksten og tallene, som de var den dag.
report-col-report = Rapport
report-col-kind = Type
report-col-version = Version
report-col-state = Status
report-col-get = Hent
report-kind-memo = Ledelsesnotat
report-kind-plan = Handleplan
report-format-pdf = PDF
report-format-docx = Word
report-format-html = HTML
report-format-xlsx = Regneark
report-draft = Udkast
report-draft-suffix = { " " }udkast
report-no-version = Ingen version endnu
report-row-draft = Begyndt { $date }
report-row-kept = Venter på godkendelse siden { $date }
report-row-approved = Godkendt { $date }
report-new = Ny rapport
report-new-hint = Udkastet bygger på den seneste gap-analyse og den aktuelle handleplan.
report-new-memo = Nyt ledelsesnotat
report-new-plan = Ny handleplan som dokument
report-lang = Sprog i dokumentet
report-lang-da = Dansk
report-lang-en = Engelsk

report-text = Tekst
report-field-title = Overskrift
report-field-subject = Emne
report-field-sender = Afsender
report-field-recipient = Til
report-field-date = Dato
report-field-reference = Sagsnummer (valgfrit)
report-field-background = Baggrund
report-field-findings = Centrale fund
report-field-plan = Anbefalet handlingsplan
report-field-resources = Ressourcebehov
report-field-conclusion = Konklusion og indstilling
report-field-signature = Underskrift
report-field-summary = Resumé (valgfrit)
report-field-remark = Bemærkning til versionen (valgfri)
report-date-hint = Tom betyder dagen, hvor versionen gemmes.
report-findings-hint = Udkastet er de værste fund. Ret dem med egne ord. Et tomt fund kommer ikke med.
report-finding-heading = Fund { $number } i få ord
report-finding-text = Fund { $number }, hvad det betyder
report-add-finding = Gem og tilføj fund
report-phase-name = Fase { $number }
report-phase-text = Fase { $number }, hvad der sker
report-parts = Med i dokumentet
report-part-gantt = Tidsplan (Gantt)
report-part-economy = Økonomi og timer
report-part-findings = Bilag med fund
report-plan-lead = Planen har { $measures } foranstaltninger og et bilag med { $findings } fund.

report-save = Gem udkast
report-keep = Gem som version
report-saving = Gemmer …
report-saved = Gemt kl. {"{"}time{"}"}
report-failed = Ikke gemt. Teksten står her stadig; prøv igen.
report-unsaved = Ikke gemt endnu
report-not-saved = Noget skal rettes, før der kan gemmes
report-archive = Arkivér rapporten
report-fits = Notatet fylder én side
report-fits-easily = Der er god plads.
report-fits-tighter = Skriften er gjort lidt mindre, så det hele er på siden.
report-fits-just = Siden er fuld. Skriften er så lille, som den må være.
report-over = { $n ->
    [one] Notatet fylder én linje for meget
   *[other] Notatet fylder { $n } linjer for meget
}
report-over-lead = Det skal være på én side. Kort en af de længste tekster. Der kan først gemmes en version og hentes filer, når siden holder.
report-section-heading = Hovedet
report-section-background = Baggrund
report-section-findings = Centrale fund
report-section-plan = Anbefalet handlingsplan
report-section-resources = Ressourcebehov
report-section-conclusion = Konklusion og indstilling
report-section-length = { $section }: { $length } tegn
report-sheet = Sådan ser siden ud
report-get-draft = Hent udkastet
report-get-when-fits = Filerne kan hentes, når notatet er kortet til én side.
report-get = Hent { $format }

report-versions = Versioner
report-versions-none = Ingen endnu. En version bevarer tekst og tal og kan godkendes af direktionen.
report-version-name = Version { $number }
report-version-by = Gemt af { $name }
report-version-approved = Godkendt af { $name } { $date }
report-approved = Godkendt
report-approve = Godkend
report-version-h-approved = Version { $number } er godkendt
report-version-h-waiting = Version { $number } venter på godkendelse
report-version-lead = Gemt af { $name } { $date }. Tallene er fra { $figures }.
report-version-lead-approved = Godkendt af { $name } { $date }. Tallene er fra { $figures }.

report-phase-months-0-3 = 0-3 måneder
report-phase-months-3-6 = 3-6 måneder
report-phase-months-6-12 = 6-12 måneder
report-phase-months-12-18 = 12-18 måneder
report-phase-later = Senere
report-state-proposed = Foreslået
report-state-approved = Godkendt
report-state-in-progress = I gang
report-state-done = Færdig
report-state-dropped = Opgivet
report-role-information-security = Informationssikkerhed
report-role-it-operations = It-drift
report-role-development = Udvikling og digitalisering
report-role-project-management = Projektledelse
report-role-system-owner = Systemejere
report-role-management = Ledelse
report-role-dpo = Databeskyttelsesrådgiver
report-role-procurement = Indkøb og kontrakter
report-role-human-resources = HR
report-role-communication = Kommunikation
report-role-contingency = Beredskab
report-role-facilities = Bygninger
report-role-employees = Øvrige medarbejdere
report-role-external-consultant = Eksterne rådgivere

report-doc-memo = Ledelsesnotat
report-doc-note = Notat
report-doc-plan = Handleplan
report-doc-logo = Kommunens logo
report-doc-subject = Emne
report-doc-sender = Afsender
report-doc-date = Dato
report-doc-recipients = Til
report-doc-reference = Sagsnr.
report-doc-background = Baggrund
report-doc-findings = Centrale fund
report-doc-plan-section = Anbefalet handlingsplan
report-doc-resources = Ressourcebehov
report-doc-conclusion = Konklusion og indstilling
report-doc-figure-table = Tallene bag figuren
report-doc-footer = Tal fra { $analysis }, opgjort { $date }
report-doc-plan-footer = { $title }, { $date }
report-doc-farthest = { $area } er længst fra målet
report-doc-at-target = Alle områder er på målet
report-doc-figure-alt = Søjler for { $count } områder: modenhed nu mod mål på en skala fra 0 til 5. Samlet { $total }, mål { $target }.
report-doc-missing = ikke vurderet
report-doc-area = Område
report-doc-now = Nu
report-doc-target = Mål
report-doc-open-measures = Åbne foranstaltninger
report-doc-count = Antal
report-doc-once-kr = Engangsudgift, kr.
report-doc-yearly-kr = Årlig udgift, kr.
report-doc-inside = Inden for rammen
report-doc-outside = Ud over rammen
report-doc-period = Periode
report-doc-summary = Resumé
report-doc-projection = Forventet modenhed
report-doc-schedule = Tidsplan
report-doc-measures = Foranstaltninger
report-doc-measure-details = Foranstaltningerne enkeltvis
report-doc-economy = Økonomi og timer
report-doc-annex = Bilag: fund i gap-analysen
report-doc-number = Nr.
report-doc-measure = Foranstaltning
report-doc-description = Beskrivelse
report-doc-owner = Ansvarlig
report-doc-unit = Enhed
report-doc-no-unit = Uden enhed
report-doc-phase = Fase
report-doc-start = Start
report-doc-due = Frist
report-doc-once = Engangsudgift
report-doc-yearly = Årlig udgift
report-doc-running = Driftsudgift
report-doc-hours = Timer
report-doc-state = Tilstand
report-doc-progress = Fremdrift
report-doc-lifts = Løfter
report-doc-late = Forsinket
report-doc-late-mark = forsinket
report-doc-code = Kode
report-doc-control = Kontrol
report-doc-score = Score
report-doc-finding = Fund
report-doc-not-assessed = Ikke vurderet
report-doc-not-set = Ikke fastsat
report-doc-kroner = kr.
report-doc-page-of = side {"{"}page{"}"} af {"{"}pages{"}"}
report-doc-sheet-economy = Økonomi
report-doc-sheet-findings = Fund
report-doc-of-five = { $score } af 5
report-doc-maturity-now = Modenhed nu
report-doc-maturity-then = Forventet { $when }
report-doc-cost-period = Udgift { $first }-{ $last }
report-doc-hours-total = Timer i alt
report-doc-reached = Målet nås i { $when }
report-doc-not-reached = Målet nås ikke med planen
report-doc-projection-alt = Trappelinje: modenheden går fra { $from } til { $to } i { $when }.
report-doc-today = i dag
report-doc-target-line = mål { $target }
report-doc-quarter-prefix = K
report-doc-gantt-title = { $n ->
    [0] Alle foranstaltninger følger planen
    [one] Én foranstaltning er forsinket
   *[other] { $n } foranstaltninger er forsinkede
}
report-doc-gantt-alt = { $n ->
    [one] Tidsplan med én foranstaltning; datoerne står i listen over foranstaltninger.
   *[other] Tidsplan med { $n } foranstaltninger; datoerne står i listen over foranstaltninger.
}
report-doc-per-year = Udgift pr. år, kr.
report-doc-per-phase = Udgift pr. fase, kr.
report-doc-per-unit = Udgift pr. enhed, kr.
report-doc-per-quarter = Timer pr. kvartal, { $first }-{ $last }
report-doc-expense = Udgift
report-doc-of-which = Heraf: { $part }
report-doc-total = I alt
report-doc-role = Rolle
report-doc-top-year = Udgiften er højest i { $year }
