file-crumbs = Brødkrumme
file-export-title = Hent gap-analysen
file-export-heading = Hent gap-analysen
file-export-lead = Filerne indeholder alle { $n } kontroller, som de står nu. Totalen er { $total }.
file-no-score = ikke beregnet endnu
file-files = Filer
file-file = Fil
file-for-what = Til hvad
file-get = Hent
file-filled = Regneark, udfyldt
file-filled-what = Læses, rettes og indlæses igen
file-empty = Regneark, tomt
file-empty-what = Sendes til dem, der skal svare
file-danish = XLSX på dansk
file-english = XLSX på engelsk
file-csv-what = Andre regneark og statistik
file-json-what = Andre systemer og egne beregninger
file-back-in = Indlæs svar fra et regneark
file-back-in-what = Skabelonen kan udfyldes uden for Bavn og læses ind igen. Filen prøves først, og samme fil to gange ændrer intet.
file-import-button = Indlæs regneark
file-import-title = Indlæs regneark
file-import-heading = Indlæs et udfyldt regneark
file-import-lead = Filen læses først. Er der fejl, vises de med række og kolonne, og intet gemmes. Samme fil to gange ændrer intet.
file-import-failed = Filen kunne ikke læses
file-import-faulty = { $n ->
    [one] Én række har fejl, og intet er gemt
   *[other] { $n } rækker har fejl, og intet er gemt
}
file-import-stored-skipped = { $n ->
    [one] Svarene er gemt, og én række er sprunget over
   *[other] Svarene er gemt, og { $n } rækker er sprunget over
}
file-import-tried = Filen er uden fejl, og intet er gemt endnu
file-import-summary = { $name }: { $read } rækker læst, { $changed } ændrer et svar, { $unchanged } er uændrede, { $faulty } har fejl.
file-nothing-stored = Intet er gemt
file-faults = Fejl i filen
file-sheet = Ark
file-row = Række
file-column = Kolonne
file-is = Der står
file-should-be = Der skal stå
file-blank = (tom)
file-more-faults = { $n ->
    [one] Der er én fejl mere, som ikke er vist. Ret først dem, der er vist.
   *[other] Der er { $n } fejl mere, som ikke er vist. Ret først dem, der er vist.
}
file-would-change = { $n ->
    [one] Ét svar bliver ændret:
   *[other] { $n } svar bliver ændret:
}
file-spreadsheet = Regneark
file-hint = XLSX, højst { $limit }.
file-get-template = Hent skabelonen
file-how = Hvad skal der ske?
file-how-all = Gem svarene, hvis hele filen er i orden
file-how-try = Vis kun, hvad der vil ske, og gem intet
file-how-skip = Gem de { $changed } svar, der er i orden, og spring { $faulty } rækker med fejl over
file-read = Læs filen
file-cancel = Fortryd
file-template-name = gap-skabelon.xlsx
file-scope-municipality = Hele kommunen

file-guide-sheet = Vejledning
file-answer-sheet = Besvarelse
file-guide-title = Gap-analyse af informationssikkerheden
file-guide-1 = Udfyld arket Besvarelse. Hver række er en kontrol. Giv et tal fra 0 til 5 for det, der er besluttet på papir, og et for det, der sker i praksis. Kontrollens score er det laveste af de to.
file-guide-2 = Et tomt felt ændrer ikke det, der allerede er gemt. Skriv ikke vurderet i Status for at fjerne et svar.
file-guide-3 = Er en kontrol uden betydning, så skriv ikke relevant i Status og en begrundelse ved siden af.
file-guide-4 = Ret ikke koderne i den første kolonne. Kolonner må flyttes, og rækker må slettes.
file-level = Niveau
file-level-name = Navn
file-level-meaning = Betydning
file-level-evidence = Mindste bevis
level-name-0 = Ikke til stede
level-name-1 = Ad hoc
level-name-2 = Delvist
level-name-3 = Fastlagt
level-name-4 = Styret og målt
level-name-5 = Forbedres løbende
level-meaning-0 = Intet bliver gjort, og ingen har ansvaret.
level-meaning-1 = Det sker nu og da, afhænger af enkeltpersoner og er ikke skrevet ned.
level-meaning-2 = Det sker på samme måde nogle steder. Der er et udkast eller et gammelt dokument, og en ansvarlig er udpeget.
level-meaning-3 = Det er godkendt, kendt og fulgt alle de steder, det gælder. Der er en ansvarlig, og det er gennemgået inden for 24 måneder.
level-meaning-4 = Efterlevelsen bliver kontrolleret, målt og rapporteret til ledelsen, og afvigelser bliver håndteret.
level-meaning-5 = Målinger og øvelser fører til ændringer, og målene bliver hævet.
level-evidence-0 = Intet
level-evidence-1 = En udtalelse
level-evidence-2 = Et dokument eller et eksempel
level-evidence-3 = Et godkendt dokument og bevis for, at det bliver brugt
level-evidence-4 = Resultater af kontrol, tal og referater
level-evidence-5 = Tal fra før og efter en ændring
file-column-area = Område
file-column-area-title = Områdets navn
file-column-code = Kode
file-column-control = Kontrol
file-column-statement = Hvad der skal være sandt
file-column-documentation = Papir (0-5)
file-column-implementation = Praksis (0-5)
file-column-status = Status
file-column-reason = Begrundelse
file-column-target = Mål (0-5)
file-column-note = Bemærkning
file-column-finding = Fund
file-column-weight = Vægt
file-column-score = Score
file-status-assessed = vurderet
file-status-not-assessed = ikke vurderet
file-status-not-relevant = ikke relevant
file-validation-title = Værdien passer ikke
file-validation-level = Skriv et helt tal fra 0 til 5, eller lad feltet være tomt.
file-validation-status = Vælg vurderet, ikke vurderet eller ikke relevant, eller lad feltet være tomt.

file-expected-level = Et helt tal fra { $min } til { $max }
file-expected-code = Kontrollens kode, da rækken har et svar
file-expected-known-code = En kode fra kravrammen, for eksempel AD-03
file-expected-unique-code = Hver kode kun én gang; den står også i række { $row }
file-expected-status = Et af ordene: { $allowed }
file-expected-reason = En begrundelse, når kontrollen ikke er relevant
file-expected-no-reason = Ingen begrundelse, når kontrollen er relevant. Skriv den under Bemærkning.
file-expected-level-when-assessed = Et helt tal fra { $min } til { $max }, når status er vurderet
file-expected-status-that-fits = Status vurderet, når begge tal er udfyldt
file-expected-short-text = Højst { $max } tegn; der er { $found }
file-expected-text = Tekst, ikke en dato eller sand/falsk
file-expected-no-formula-error = En værdi. Formlen i feltet giver en fejl.

file-error-none = Vælg en fil først.
file-error-too-large = Filen er for stor. Den må højst fylde { $max }.
file-error-broken = Filen er ikke et XLSX-regneark, eller den er beskadiget. Gem den igen som XLSX i regnearksprogrammet.
file-error-too-much = Filen pakker sig ud til mere, end et regneark med svar kan fylde, og er ikke læst. Brug skabelonen.
file-error-no-sheet = Ingen af arkene ({ $found }) ligner skabelonen. Arket skal hedde { $expected } og have skabelonens kolonner.
file-error-missing-columns = Arket { $sheet } mangler kolonnerne: { $columns }.
file-error-duplicate-column = Arket { $sheet } har kolonnen { $name } to gange, i { $first } og { $second }. Slet den ene.
file-error-newer = Skabelonen er lavet af en nyere Bavn. Hent skabelonen her, og kopiér svarene over.
file-error-too-many-rows = Arket har mere end { $max } rækker.

file-oscal-what = Andre værktøjer til styring af sikkerhed (OSCAL 1.1.3, JSON)
file-oscal-results = Resultater
file-oscal-profile = Omfang
file-error-not-results = Filen er ikke en OSCAL-fil med resultater, som Bavn har lavet.
file-error-not-results-line = Filen er ikke en OSCAL-fil med resultater, som Bavn har lavet. Læsningen stoppede i linje { $line }.
oscal-control-set = kontrolsæt
oscal-scope = omfang
oscal-results = resultater
oscal-basis = Analysens grundlag: omfang og metode
oscal-plan = handleplan
oscal-mappings = kontrollernes sammenhæng med rammerne
oscal-mappings-what = Hvilke krav i rammerne hver kontrol i kontrolsættet svarer på: mængdeforholdet mellem kontrol og krav efter NIST IR 8477, og hvor stor en del af kravet kontrollen dækker (full, most, half, some: hele, tre fjerdedele, halvdelen, en fjerdedel).
oscal-creator = Kommunen
oscal-owner = Ansvarlig
oscal-source = Kilde
oscal-licence = Vilkår
oscal-legal-ref = Retsgrundlag
oscal-levels = Sådan ser niveauerne ud i praksis
oscal-evidence = Typisk bevis
oscal-method = Metode
oscal-documentation = Papir
oscal-implementation = Praksis
oscal-score = Score
oscal-target = Mål
oscal-assessed = Vurderet
oscal-started = Kun delvist vurderet
oscal-not-assessed = Ikke vurderet
oscal-not-relevant = Ikke relevant
oscal-gap = Gab
oscal-lifts = Løfter
oscal-lifts-none = Det er ikke angivet, hvilke kontroller foranstaltningen løfter.
oscal-not-described = Ikke beskrevet
oscal-planned = Foranstaltning
oscal-finished-by = Afsluttet
fault-set-code = »{ $value }« er ikke en kode. Brug bogstaver, tal, bindestreg, punktum og understreg.
file-error-not-control-set = Filen er ikke et kontrolsæt, som Bavn har lavet.
file-error-not-control-set-line = Filen er ikke et kontrolsæt, som Bavn har lavet. Læsningen stoppede i linje { $line }.
list-control-set = Kontrolsæt
list-area = Område
list-area-title = Områdets navn
list-code = Kode
list-title = Titel
list-statement = Hvad der skal være sandt
list-target = Mål
list-weight = Vægt
list-origin = Lavet af
list-own = Kommunen
list-requirements = Svarer på krav
list-legal-ref = Retsgrundlag
list-controls = Kontroller
list-level = Niveau
list-relevant = Relevante kontroller
list-assessed = Vurderede kontroller
foreign-title = Hent en ramme ind
foreign-button = Hent en ramme ind
foreign-heading = Hent en ramme eller et krydskatalog ind
foreign-lead = Biblioteker fra CISO Assistant (YAML) og OSCAL-kataloger (JSON, YAML, XML). Filen læses først, og I ser hvad der kommer, før noget gemmes.
foreign-heading-faulty = Filen har fejl, og intet er gemt
foreign-heading-stored = Rammen er hentet ind
foreign-heading-shown = Filen er læst, og intet er gemt endnu
foreign-heading-same = Alt i filen er her allerede
foreign-summary = { $files } filer læst: { $new } nye krav, { $changed } ændrede, { $missing } der udgår og arkiveres med deres svar.
foreign-line = linje { $line }
foreign-place = Sted
foreign-problem = Hvad er galt
foreign-detail = Nærmere
foreign-changes = Hvad filen ændrer
foreign-framework = Ramme
foreign-edition = Udgave
foreign-new = Nye
foreign-changed = Ændrede
foreign-missing = Udgår
foreign-unchanged = Uændrede
foreign-ignored = Sprunget over
foreign-links = { $title }: { $kept } koblinger mellem krav kan bruges, { $ignored } er sprunget over, fordi en ende ikke er hentet ind.
foreign-notes = { $n ->
    [one] Én bemærkning til filen
   *[other] { $n } bemærkninger til filen
}
foreign-file = Fil
foreign-hint = YAML, JSON eller XML, højst { $limit }.
foreign-other = En fil mere
foreign-other-hint = Det katalog som en OSCAL-profil vælger fra, eller den ramme som et krydskatalog henviser til.
foreign-how-store = Gem, hvis hele filen er rigtig
foreign-problem-too-large = Filen er for stor
foreign-problem-encoding = Filen er ikke skrevet i UTF-8
foreign-problem-control-character = Der står et styretegn i filen
foreign-problem-syntax = Filen følger ikke sit format
foreign-problem-too-deep = Værdier ligger for dybt i hinanden
foreign-problem-too-many-values = Der er for mange værdier
foreign-problem-too-much-repeated = Henvisninger gentager for meget
foreign-problem-too-long-number = Tallet er for langt
foreign-problem-several-documents = Der er mere end ét dokument i filen
foreign-problem-empty = Filen er tom
foreign-problem-doctype = DOCTYPE læses ikke
foreign-problem-entity = Ukendt tegnhenvisning
foreign-problem-duplicate-key = Nøglen står to gange
foreign-problem-missing-field = Feltet mangler
foreign-problem-unknown-field = Feltet hører ikke hjemme her
foreign-problem-wrong-kind = Værdien er af en forkert slags
foreign-problem-not-one-of = Værdien er ikke en af dem, der må stå her
foreign-problem-pattern = Værdien har ikke den rigtige form
foreign-problem-out-of-range = Tallet er uden for det tilladte
foreign-problem-wrong-count = Der er et forkert antal værdier
foreign-problem-unresolved = Det, der henvises til, er her ikke
foreign-problem-unresolved-many = Det, der henvises til, er her ikke
foreign-problem-repeated = Navnet står mere end én gang
foreign-problem-cycle = Kravet ligger under sig selv
foreign-problem-wrong-depth = Dybden passer ikke med kravene over
foreign-problem-more = Flere fejl vises ikke
sheet-name = Krav
sheet-title = Kommunens egen liste
sheet-file-name = skabelon-egen-liste.xlsx
sheet-guide-1 = Én række er ét krav. Reference og krav skal udfyldes; resten kan stå tomt. En række, hvor kun kategorien er udfyldt, læses ikke.
sheet-guide-2 = Kategori: navnet på en kategori, som bliver en overskrift, eller referencen på en anden række, som så bliver overskrift for denne.
sheet-guide-3 = Gruppe: en eller flere grupper med komma imellem, for eksempel en prioritet. Listen kan filtreres efter dem.
sheet-guide-4 = Kontroller: koder fra kravrammen med, hvor meget hver dækker af kravet, for eksempel AD-03 helt; AD-04 halvt. Ordene er delvist, halvt, mest og helt.
sheet-guide-5 = Læses filen ind igen under samme nøgle, bevares svarene på de krav, der har samme reference. Krav, der er taget ud, arkiveres. Kortlægninger tilføjes og ændres, men fjernes ikke.
sheet-reference = Reference
sheet-category = Overordnet eller kategori
sheet-requirement = Krav
sheet-text = Tekst
sheet-group = Gruppe
sheet-legal-ref = Lovhenvisning
sheet-controls = Kontroller, der svarer på det
sheet-kl-categories = PC'er/klienter; Mail; Autentifikation; Mobile enheder; Logning; Domæner; Netværk; Diverse
sheet-own = Kommunens egen liste i Excel (XLSX)
sheet-own-lead = Hent skabelonen, udfyld den, og vælg den som fil. Giv rammen en nøgle og et navn.
sheet-get = Skabelon til en egen liste
sheet-get-kl = Skabelon med KL's otte kategorier for tekniske minimumskrav
sheet-kl-lead = Skabelonen har kun kategorierne. Bavn leverer ikke KL's liste; kommunen skriver sine egne krav.
sheet-key = Nøgle
sheet-key-hint = Står i adressen, for eksempel egne-41. Små bogstaver a-z, tal, bindestreg og punktum. Brug samme nøgle for at opdatere.
sheet-name-of = Navn på rammen
sheet-place = { $sheet }, række { $row }, { $column }
sheet-summary = { $name }. Kortlægninger fra kontroller: { $new } nye, { $changed } ændrede.
sheet-faults = { $n ->
    [one] Én fejl. Ret den i filen, og vælg den igen.
   *[other] { $n } fejl. Ret dem i filen, og vælg den igen.
}
file-expected-required = Feltet skal udfyldes.
file-expected-unique-reference = En reference, der kun står én gang. Den står også i række { $row }.
file-expected-parent = En overordnet række, der ikke selv ligger under denne.
file-expected-coverage = Koden og et ord for, hvor meget den dækker: { $allowed }.
file-expected-control-once = Hver kontrol én gang.
fault-framework-key = »{ $value }« kan ikke stå i en adresse. Brug små bogstaver a-z, tal, bindestreg og punktum.

file-expected-choice = Et af ordene: { $allowed }
file-expected-grade = Et tal fra 0 til 4 eller et af ordene: { $allowed }
file-expected-whole = Et tal fra { $min } til { $max }
file-expected-date = En dato, for eksempel 14-03-2026
file-expected-yes-no = Ja eller nej
file-expected-email = En e-mailadresse
file-expected-url = En webadresse, der begynder med https:// eller http://
file-expected-cvr = Et CVR-nummer på otte cifre
file-expected-known-person = Navnet på en person, der er oprettet her
file-expected-known-unit = Navnet på en enhed, der er oprettet her
file-expected-known-supplier = Navnet, CVR-nummeret eller nummeret på en leverandør, der er oprettet her
file-error-format = Filen er hverken CSV eller XLSX ({ $found }). Gem den som CSV eller XLSX, og hent den igen.
file-error-encoding = Linje { $line } har tegnet { $found }, som ikke findes i UTF-8, UTF-16 eller Windows-1252. Gem filen igen som CSV (UTF-8).
file-error-open-quote = Citationstegnet i celle { $column }{ $row } bliver aldrig lukket. Ret cellen, og hent filen igen.
file-error-too-many-columns = Række { $row } har mere end { $max } kolonner. Slet de overflødige kolonner, og hent filen igen.
file-error-cell-too-long = Celle { $column }{ $row } har mere end { $max } tegn.
file-error-no-table = Ingen af arkene ({ $sheets }) har en tabel med overskrifter.

import-title = Indlæs registre
import-heading = Indlæs til registrene
import-lead = Hent en liste ind fra et regneark, en CSV-fil eller et udtræk fra et andet system. Du ser først, hvad der vil ske, og en indlæsning kan fortrydes.
import-into = Register
import-register-assets = Aktiver
import-register-suppliers = Leverandører
import-file = Fil
import-hint = CSV eller XLSX med overskrifter i øverste række, højst { $limit } og 200.000 rækker. Udtræk fra Intune, Entra, Active Directory og Kitos genkendes.
import-upload = Hent filen
import-earlier = Indlæsninger
import-none = Der er ikke indlæst noget endnu.
import-state = Status
import-state-waiting = Venter
import-state-running = I gang
import-state-done = Indlæst
import-state-undone = Fortrudt
import-changes = Ændringer
import-when = Hvornår
import-who = Hvem
import-counts = { $created } nye, { $updated } ændret, { $unchanged } uændret
import-title-of = Indlæsning af { $file }
import-lead-of = { $register }. { $state } { $when } af { $who }, { $size }.
import-running = Indlæser: { $rows } rækker er behandlet.
import-running-leave = Du kan forlade siden og komme tilbage. Siden henter sig selv igen.
import-look-again = Se igen
import-stopped = Den seneste indlæsning blev stoppet: { $problem }
import-not-matched = Ret kolonnerne nedenfor: der mangler et navn eller noget at genkende rækkerne på.
import-refusals = Rækker, der ikke er fortrudt
import-refused-changed = Ændret efter indlæsningen
import-refused-archived = Arkiveret efter indlæsningen
import-refused-gone = Findes ikke mere
import-undone = { $undone } rækker er ført tilbage, { $refused } er ladt være.
import-number = Nummer
import-name = Navn
import-why = Årsag
import-result = Resultat
import-count-rows = Rækker
import-count-created = Nye
import-count-updated = Ændret
import-count-restored = Taget i brug igen
import-count-unchanged = Uændret
import-count-skipped = Sprunget over
import-count-faulty = Med fejl
import-undo-heading = Fortryd indlæsningen
import-undo-lead = Det, indlæsningen ændrede, bliver som før, og det, den oprettede, arkiveres. Det, nogen har ændret siden, røres ikke.
import-undo = Fortryd hele indlæsningen
import-preview = Forhåndsvisning
import-missing = Kolonner, som filen ikke har: { $columns }
import-faults-lead = Ret cellerne i filen og hent den igen, eller lad rækkerne ude.
import-cell = Celle
import-notices = { $n ->
    [one] 1 celle er uskadeliggjort eller bør ses efter
   *[other] { $n } celler er uskadeliggjort eller bør ses efter
}
import-notices-list = Celler, der bør ses efter
import-what-is-done = Hvad der gøres
import-notice-formula = Formlen regnes ikke ud. Den gemte værdi bruges.
import-notice-formula-text = Ligner en formel. Gemmes som almindelig tekst.
import-notice-script = Indeholder kode. Gemmes og vises som almindelig tekst.
import-notice-wrong-letters = Bogstaverne ser forkerte ud. Filen er vist gemt i en forkert tegnkodning.
import-notice-check-digit = Kontrolcifferet passer ikke. Nyere CVR-numre behøver ikke passe.
import-unresolved = { $n ->
    [one] 1 navn findes ikke her
   *[other] { $n } navne findes ikke her
}
import-unresolved-lead = Navnene gemmes i bemærkningen. Opret dem først, hvis de skal sættes på felterne.
import-unresolved-list = Navne, der ikke findes her
import-field = Felt
import-rows = Rækker
import-action = Sker
import-action-create = Oprettes
import-action-update = Ændres
import-action-restore = Tages i brug igen
import-difference = Forskel
import-more-rows = { $n ->
    [one] Og 1 række mere.
   *[other] Og { $n } rækker mere.
}
import-run-heading = Indlæs
import-skip-faulty = { $n ->
    [one] Lad rækken med fejl ude
   *[other] Lad de { $n } rækker med fejl ude
}
import-nothing-to-do = Alt i filen står her allerede.
import-run-lead = { $n ->
    [one] 1 række ændrer registret.
   *[other] { $n } rækker ændrer registret.
}
import-run = Indlæs filen
import-columns = Kolonner
import-columns-lead = Kolonnerne er genkendt på deres overskrifter. Ret dem, der er forkerte. Valget huskes til næste fil med de samme overskrifter.
import-sample = Eksempler
import-field-of = Felt for { $column }
import-left-out = Bruges ikke
import-constants = Får alle rækker, der ikke selv siger andet: { $values }
import-key = Rækkerne genkendes på
import-key-hint = Feltet skal være udfyldt og kun stå én gang i filen.
import-known = Rækker, der findes her i forvejen
import-known-update = Ret dem efter filen; tomme celler ændrer intet
import-known-fill = Udfyld kun det, der er tomt her
import-known-skip = Lad dem være
import-unknown = Rækker, der ikke findes her
import-unknown-create = Opret dem
import-unknown-skip = Lad dem være
import-save-columns = Gem kolonner og se forhåndsvisning
import-remove = Fjern filen uden at indlæse den
import-fault-read-twice = Feltet { $field } læses fra både { $first } og { $second }. Vælg én af dem.
import-fault-not-read = Rækkerne kan ikke genkendes på { $field }, for ingen kolonne læses ind i det.
import-fault-no-name = Vælg den kolonne, der har navnet.
import-fault-unknown = { $field } kan ikke bruges her.
import-field-external-id = Id i kilden
import-field-name = Navn
import-field-alias = Andre navne
import-field-kind = Type
import-field-description = Beskrivelse
import-field-life-cycle = Livscyklus
import-field-ends-on = Slutter den
import-field-cost-yearly = Årlig udgift, kr.
import-field-unit = Forvaltning eller enhed
import-field-owner = Ejer
import-field-owner-email = Ejerens e-mail
import-field-responsible = Ansvarlig
import-field-technical-contact = Teknisk kontakt
import-field-supplier = Leverandør
import-field-criticality = Kritikalitet
import-field-criticality-reason = Begrundelse for kritikalitet
import-field-confidentiality = Fortrolighed
import-field-confidentiality-reason = Begrundelse for fortrolighed
import-field-integrity = Integritet
import-field-integrity-reason = Begrundelse for integritet
import-field-availability = Tilgængelighed
import-field-availability-reason = Begrundelse for tilgængelighed
import-field-gdpr-basis = Behandlingsgrundlag
import-field-record-url = Link til fortegnelsen
import-field-hosting = Drift
import-field-internet-facing = Kan nås fra internettet
import-field-exposed-services = Eksponerede tjenester
import-field-last-pentest-on = Seneste penetrationstest
import-field-mfa = Flerfaktorgodkendelse
import-field-sso = Enkeltlogon
import-field-endpoint-protection = Endpoint-beskyttelse
import-field-encryption = Kryptering
import-field-supported-until = Understøttet til
import-field-last-patched-on = Senest opdateret
import-field-backup-interval-hours = Timer mellem backup
import-field-offline-copy = Offline kopi
import-field-last-restore-test-on = Seneste genskabelsestest
import-field-restore-test-minutes = Genskabelse, minutter
import-field-log-connected = Tilsluttet central logning
import-field-log-retention-days = Log opbevares, dage
import-field-log-last-seen-on = Log senest set
import-field-note = Bemærkning
import-field-note-line = Som linje i bemærkningen
import-field-cvr = CVR-nummer
import-field-country = Land
import-field-website = Hjemmeside
import-field-contact-name = Kontaktperson
import-field-contact-phone = Telefon
import-field-contact-email = Kontaktens e-mail

closed-imported = Filen er allerede indlæst.
closed-running = Indlæsningen er i gang.
closed-faulty = Filen har rækker med fejl. Ret dem, eller lad dem ude.
closed-not-run = Indlæsningen er ikke kørt eller er allerede fortrudt.
closed-undone = Indlæsningen er fortrudt.
fault-read-twice = Feltet læses fra to kolonner. Vælg én af dem.
fault-not-read = Ingen kolonne læses ind i feltet, som rækkerne skal genkendes på.
fault-no-name = Vælg den kolonne, der har navnet.
log-kind-register-import = Indlæsning til et register
log-verb-undo = fortrudt
file-error-not-kitos = Filen fra Kitos kan ikke læses: { $detail }
import-count-archived = Arkiveret
import-action-archive = Arkiveres
import-field-personal-data = Personoplysninger
import-refused-restored = Taget i brug igen efter indlæsningen
list-number = Nummer
list-asset = Aktiv
import-register-contracts = Kontrakter
import-refused-needed = Bruges af kontrakter, der er i brug
file-expected-known-contract = Titlen, nummeret eller journalnummeret på en kontrakt, der er oprettet her
file-expected-known-asset = Navne eller numre på aktiver, der er oprettet her, med semikolon imellem
file-expected-known-supplier-number = Nummeret på en leverandør, der er oprettet her, for eksempel L-12
file-expected-known-contract-number = Nummeret på en kontrakt, der er oprettet her, for eksempel K-12
import-field-number = Nummer i Bavn
import-field-title = Titel
import-field-reference = Journalnummer
import-field-supplier-cvr = Leverandørens CVR-nummer
import-field-parent = Overordnet kontrakt
import-field-assets = Omfattede aktiver
import-field-starts-on = Begynder den
import-field-notice-months = Opsigelse, måneder
import-field-options = Optioner
import-field-yearly-value = Årlig værdi, kr.
import-field-one-off-value = Engangsværdi, kr.
import-field-response-hours = Svartid, timer
import-field-restore-hours = Genskabelse, timer
import-field-support = Hjælp ved nedbrud
import-field-data-access = Adgang til data
import-field-exit-plan = Exitplan
import-field-exit-tested-on = Exitplan prøvet
bulk-heading = { $n ->
    [0] Ret flere aktiver
    [one] Ret ét aktiv
   *[other] Ret { $n } aktiver på én gang
}
bulk-lead = Sæt flueben ved det, der skal ændres, og skriv, hvad det skal være for dem alle. Du ser forskellen, før noget gemmes.
bulk-none = Der er ikke valgt nogen aktiver, du kan rette. Sæt flueben i listen, eller vælg hele udvalget.
bulk-left-out = { $n ->
    [one] Ét valgt aktiv er ude af brug eller ikke dit at rette og er udeladt.
   *[other] { $n } valgte aktiver er ude af brug eller ikke dine at rette og er udeladt.
}
bulk-which = Se, hvilke der er valgt
bulk-more = { $n ->
    [one] og ét til
   *[other] og { $n } til
}
bulk-fields = Hvad skal ændres?
bulk-change = Ret { $field }
bulk-preview = Vis, hvad der sker
bulk-preview-heading = { $n ->
    [0] Intet bliver ændret
    [one] Ét aktiv bliver ændret
   *[other] { $n } aktiver bliver ændret
}
bulk-preview-lead = Intet er gemt endnu. Se forskellen igennem, og gem.
bulk-nothing = De valgte aktiver er sådan i forvejen.
bulk-unchanged = { $n ->
    [one] Ét aktiv er sådan i forvejen.
   *[other] { $n } aktiver er sådan i forvejen.
}
bulk-changes = Ændringer
bulk-same = uændret
bulk-undo = Ændringen gemmes samlet med en linje i revisionsloggen for hvert aktiv og kan fortrydes under »Indlæs registre«.
bulk-store = { $n ->
    [one] Gem ændringen
   *[other] Gem ændringerne i { $n } aktiver
}
bulk-conflict = En anden har ændret eller taget et af aktiverne ud af brug imens. Sådan ser det ud nu; gem igen, hvis det stadig er rigtigt.
bulk-title = Rettelse af flere aktiver: { $fields }
bulk-lead-of = { $state } { $when } af { $who }.
fault-choose-a-field = Sæt flueben ved mindst ét felt.
log-verb-change-many = flere aktiver rettet
list-supplier-number = Nummer i Bavn
list-supplier-name = Leverandør
list-supplier-cvr = CVR-nr.
list-supplier-kind = Leverandørtype
list-supplier-country = Land
list-supplier-website = Hjemmeside
list-supplier-criticality = Kritikalitet
list-supplier-contact = Kontaktperson
list-supplier-phone = Telefon
list-supplier-email = E-mail
list-supplier-systems = Antal kritiske systemer
list-supplier-subs = Antal underleverandører
list-supplier-external-id = Leverandør-id
list-supplier-note = Noter
list-contract-number = Nummer i Bavn
list-contract-reference = KontraktID
list-contract-title = IT Kontrakt
list-contract-supplier = Leverandør
list-contract-cvr = Leverandørens CVR
list-contract-parent = Overordnet kontrakt
list-contract-unit = Ansv. organisationsenhed
list-contract-owner = Kontraktejer
list-contract-assets = IT Systemer
list-contract-starts-on = Gyldig fra
list-contract-ends-on = Gyldig til
list-contract-notice = Opsigelsesfrist (måneder)
list-contract-notice-by = Siges op senest
list-contract-options = Option
list-contract-yearly = Drift/år
list-contract-one-off = Anskaffelse
list-contract-response = Svartid (timer)
list-contract-restore = Genskabelse (timer)
list-contract-support = Hjælp ved nedbrud
list-contract-data-access = Adgang til data
list-contract-exit-plan = Exitplan
list-contract-exit-tested = Exitplan prøvet
list-contract-missing = Antal krav der mangler
list-contract-note = Noter
