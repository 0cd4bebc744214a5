asset-heading = { $n ->
    [0] Registret er tomt
    [one] Ét aktiv i registret
   *[other] { $n } aktiver i registret
}
asset-lead = Systemer, udstyr, data, steder og forsyning, og hvad de står på.
asset-new = Opret aktiv
asset-coverage = Dækning
asset-empty = Sådan ser et aktiv ud
asset-empty-example-title = Omsorgssystem
asset-empty-example-facts = It-system · kritikalitet 4 meget høj · Sundhed og Omsorg · flerfaktorlogin: overalt · kører på Servermiljø
asset-states = Vis kun
asset-chip-all = Alle
asset-chip-critical = Kritiske
asset-chip-mfa = Kritiske uden fuldt flerfaktorlogin
asset-chip-logging = Uden central logning
asset-chip-restore = Uden gendannelsestest det sidste år
asset-chip-support = Support udløbet, snart udløbet eller ukendt
asset-chip-no-owner = Uden ejer
asset-chip-not-graded = Uden kritikalitet
asset-chip-alone = Uden afhængigheder
asset-chip-archived = Ude af brug
asset-search = Søg i navn, nummer og beskrivelse
asset-all = Alle
asset-at-least = Mindst { $grade }
asset-show = Vis
asset-show-all = Vis alle
asset-nothing-found = Ingen aktiver passer. Ret søgningen.
asset-list = Aktiver
asset-shows = Viser { $first } til { $last } af { $total }.
asset-pages = Sider
asset-previous = Forrige
asset-next = Næste
asset-fetch = { $n ->
    [one] Hent aktivet som
   *[other] Hent de { $n } aktiver som
}
asset-file-csv = CSV
asset-file-xlsx = regneark
asset-group-system = It-systemer
asset-group-shared-solution = Fælleskommunale løsninger
asset-group-infrastructure = Al infrastruktur
asset-group-equipment = Alt udstyr
asset-group-data-set = Datasæt
asset-group-location = Lokationer
asset-group-utility = Al forsyning
asset-group-people = Team og roller
asset-group-own = Egne typer
asset-kind-system = It-system
asset-kind-shared-solution = Fælleskommunal løsning
asset-kind-server = Server
asset-kind-network = Netværk
asset-kind-storage = Lager til data
asset-kind-cloud-service = Cloudtjeneste
asset-kind-identity = Login og identitet
asset-kind-backup = Backup
asset-kind-computer = Computer
asset-kind-mobile = Telefon eller tablet
asset-kind-printer = Printer
asset-kind-ot = Styring og måling (OT)
asset-kind-data-set = Datasæt
asset-kind-location = Lokation
asset-kind-power = Strøm
asset-kind-water = Vand
asset-kind-heat = Varme
asset-kind-gas = Gas
asset-kind-internet = Internet
asset-kind-telecom = Telefoni
asset-kind-team = Team
asset-kind-role = Rolle
asset-kind-own = Egen type
asset-life-planned = Planlagt
asset-life-in-use = I brug
asset-life-phasing-out = Under udfasning
asset-life-ended = Udfaset
asset-hosting-unknown = Ikke oplyst
asset-hosting-own = Egen drift
asset-hosting-shared = Fælles driftsselskab
asset-hosting-supplier = Hos leverandøren
asset-hosting-cloud-eu = Cloud i EU/EØS
asset-hosting-cloud-outside = Cloud uden for EU/EØS
asset-mfa-unknown = Ikke oplyst
asset-mfa-none = Ingen steder
asset-mfa-partly = Nogle steder
asset-mfa-all = Overalt
asset-data-none = Ingen personoplysninger
asset-data-ordinary = Almindelige personoplysninger (art. 6)
asset-data-cpr = CPR-numre (databeskyttelseslovens § 11)
asset-data-special = Følsomme personoplysninger (art. 9)
asset-data-criminal = Straffedomme og lovovertrædelser (art. 10)
asset-grade-0 = ingen
asset-grade-1 = lav
asset-grade-2 = middel
asset-grade-3 = høj
asset-grade-4 = meget høj
asset-yes = Ja
asset-no = Nej
asset-not-said = Ikke oplyst
asset-none = Ingen
asset-hours = { $n ->
    [one] 1 time
   *[other] { $n } timer
}
asset-minutes = { $n ->
    [one] 1 minut
   *[other] { $n } minutter
}
asset-days = { $n ->
    [one] 1 dag
   *[other] { $n } dage
}
asset-section-basics = Hvad det er
asset-section-people = Hvem der svarer for det
asset-section-classification = Klassifikation
asset-section-privacy = Personoplysninger
asset-section-exposure = Drift og adgang udefra
asset-section-protection = Login, beskyttelse og opdatering
asset-section-backup = Backup
asset-section-logging = Logning
asset-section-other = Andet
asset-f-name = Navn
asset-f-alias = Andre navne
asset-f-kind = Slags
asset-f-type-id = Egen type
asset-f-description = Beskrivelse
asset-f-life-cycle = Livsforløb
asset-f-ends-on = Ophører
asset-f-cost-yearly = Udgift om året, kr.
asset-f-unit = Forvaltning eller enhed
asset-f-owner = Systemejer
asset-f-responsible = Ansvarlig til daglig
asset-f-technical-contact = Teknisk kontakt
asset-f-supplier = Leverandør
asset-f-criticality = Kritikalitet
asset-f-criticality-reason = Begrundelse for kritikalitet
asset-f-confidentiality = Fortrolighed
asset-f-confidentiality-reason = Begrundelse for fortrolighed
asset-f-integrity = Integritet
asset-f-integrity-reason = Begrundelse for integritet
asset-f-availability = Tilgængelighed
asset-f-availability-reason = Begrundelse for tilgængelighed
asset-f-personal-data = Personoplysninger
asset-f-gdpr-basis = Behandlingsgrundlag
asset-f-record-url = Link til fortegnelsen
asset-f-hosting = Drift
asset-f-internet-facing = Kan nås fra internettet
asset-f-exposed-services = Tjenester, der kan nås udefra
asset-f-last-pentest-on = Seneste penetrationstest
asset-f-mfa = Flerfaktorlogin
asset-f-sso = Login med kommunens eget login
asset-f-endpoint-protection = Beskyttet mod skadelige programmer
asset-f-encryption = Krypterede data
asset-f-supported-until = Support til
asset-f-last-patched-on = Senest opdateret
asset-f-backup-interval-hours = Timer mellem backup
asset-f-offline-copy = Kopi uden for netværket
asset-f-last-restore-test-on = Seneste test af gendannelse
asset-f-restore-test-minutes = Gendannelsen tog, minutter
asset-f-log-connected = Sender log til central logning
asset-f-log-retention-days = Loggen gemmes, dage
asset-f-log-last-seen-on = Seneste log modtaget
asset-f-external-source = Hentet fra
asset-f-external-id = Nummer eller id dér
asset-f-note = Note
asset-edit = Rediger
asset-save = Gem
asset-cancel = Fortryd
asset-form-lead = Kun navn og slags er nødvendige. Resten kan komme til senere.
asset-conflict = En anden har gemt ændringer imens. Ved hvert felt står, hvad der er gemt nu. Gem igen for at lade dit gælde.
asset-archive = Tag ud af brug
asset-archive-consequence = Aktivet forsvinder fra lister og beregninger. Nummer, historik og filer bliver, og det kan tages i brug igen.
asset-restore = Tag i brug igen
asset-is-archived = Aktivet er ude af brug.
asset-is-merged = Aktivet er lagt sammen med et andet.
asset-see-other = Se det andet
asset-lead-criticality = kritikalitet { $grade }
asset-lead-needed-by = { $n ->
    [0] intet andet står på det
    [one] ét andet står på det
   *[other] { $n } andre står på det
}
asset-nis2 = Det spørger NIS 2 om
asset-dependencies = Afhængigheder
asset-needs = { $n ->
    [0] Står ikke på andet
    [one] Står på ét andet
   *[other] Står på { $n } andre
}
asset-needs-list = Det står på
asset-needed-by = { $n ->
    [0] Intet andet står på det
    [one] Ét andet står på det
   *[other] { $n } andre står på det
}
asset-needed-by-list = Står på dette
asset-hidden = { $n ->
    [one] En afhængighed vises ikke, fordi den anden ende hører til en enhed, du ikke har adgang til.
   *[other] { $n } afhængigheder vises ikke, fordi den anden ende hører til enheder, du ikke har adgang til.
}
asset-add-link = Tilføj afhængighed
asset-remove = Fjern
asset-link-on = Det står på
asset-link-on-hint = Skriv nummer eller navn, for eksempel A-12.
asset-link-kind = Hvordan
asset-link-necessity = Hvis det falder ud
asset-link-hours = Timer, før det standser
asset-link-group = Alternativgruppe
asset-link-group-hint = Giv flere samme tal, 1 til 99, hvis ét af dem er nok.
asset-link-needs = har brug for
asset-link-runs-on = kører på
asset-link-data-from = får data fra
asset-link-authenticates-by = logger ind med
asset-link-supplied-by = leveres af
asset-link-powered-by = får strøm fra
asset-necessity-stops-at-once = standser straks
asset-necessity-stops-after = standser efter nogle timer
asset-necessity-degraded = fortsætter forringet
asset-stops-after = { $n ->
    [one] standser efter 1 time
   *[other] standser efter { $n } timer
}
asset-history = Seneste ændringer
asset-whole-history = Se hele historikken
asset-event-field = { $field }: { $was } → { $is }
asset-coverage-heading = { $full } af { $all } spørgsmål er helt dækket
asset-coverage-lead = Det, som NIS 2 artikel 21 beder om, talt op for aktiver i brug. Ikke oplyst tæller ikke som dækket.
asset-question-mfa = { $good } af { $total } kritiske systemer kræver flerfaktorlogin overalt
asset-question-logging = { $good } af { $total } logkilder er forbundet
asset-question-restore = { $good } af { $total } er testet gendannet inden for 12 måneder
asset-question-support = { $good } af { $total } har support mere end seks måneder frem
asset-question-none-mfa = Ingen kritiske systemer er vurderet
asset-question-none-logging = Ingen logkilder i registret
asset-question-none-restore = Intet med data i registret
asset-question-none-support = Intet programmel eller udstyr i registret
asset-question-about-mfa = Systemer, fælleskommunale løsninger, cloudtjenester og login med kritikalitet 3 eller 4 (artikel 21, stk. 2, litra j).
asset-question-about-logging = Systemer, fælleskommunale løsninger og infrastruktur, der sender log til central logning (litra b).
asset-question-about-restore = Systemer, servere, lagre, cloudtjenester, login, backup og datasæt (litra c).
asset-question-about-support = Systemer, infrastruktur og udstyr, hvis producent stadig retter fejl (litra e). Udløb inden for seks måneder tæller som delvist.
asset-question-short-mfa = Flerfaktorlogin
asset-question-short-logging = Central logning
asset-question-short-restore = Test af gendannelse det sidste år
asset-question-short-support = Support
asset-answer = Svar
asset-answer-good = i orden
asset-answer-partly = delvist
asset-answer-unknown = ikke oplyst
asset-answer-bad = mangler
asset-worst-mfa = De mest kritiske uden fuldt flerfaktorlogin
asset-worst-logging = De mest kritiske uden central logning
asset-worst-restore = De mest kritiske uden test af gendannelse
asset-worst-support = De mest kritiske med udløbet, snart udløbet eller ukendt support
asset-make-measure = Opret foranstaltning
asset-see-lacking = { $n ->
    [one] Se det ene, der mangler
   *[other] Se alle { $n }, der mangler
}
fault-no-such-asset = Intet aktiv hedder »{ $value }«. Skriv et nummer eller navn fra registret.
fault-several-assets = »{ $value }« passer på flere: { $names }. Skriv nummeret.
fault-depends-already = Den afhængighed findes allerede. Fjern den først for at ændre den.
fault-asset-on-itself = Et aktiv kan ikke stå på sig selv.
fault-hours-needed = Skriv antal timer fra 1 til { $max }.
fault-changed-meanwhile = { $field } er ændret imens: { $value }
fault-none-and-some = Vælg enten ingen personoplysninger eller de slags, der er.
fault-type-and-kind = Vælg slagsen »Egen type« sammen med en egen type.
fault-needed-with-source = Skriv også id'et dér, hvor det er hentet fra.
fault-fixed = Afhængighedens ender og slags kan ikke ændres. Fjern den, og tilføj en ny.
closed-merged = Det er lagt sammen med et andet.
log-kind-asset = Aktiv
log-verb-link = afhængighed tilføjet
log-verb-relink = afhængighed ændret
log-verb-unlink = afhængighed fjernet
asset-map = Kort over afhængigheder
asset-map-heading = { $n ->
    [0] Ingen afhængigheder er registreret
    [one] Én afhængighed
   *[other] { $n } afhængigheder mellem aktiver
}
asset-map-around = { $name } og det omkring
asset-map-lead = Det øverste står på det nederste. Vælg en boks for at se, hvad der er omkring den.
asset-map-focus = Aktiv i midten, nummer eller navn
asset-map-steps = Led omkring
asset-map-fold = Tegn samlet efter
asset-map-fold-intet = Intet
asset-map-fold-slags = Slags
asset-map-fold-forvaltning = Forvaltning
asset-map-all = Vis hele kortet
asset-map-folded = Der er mere, end der kan læses på én gang, så det er tegnet samlet efter slags. Vælg et aktiv i midten for at se det omkring.
asset-map-left-out = { $n ->
    [one] Ét aktiv er ikke tegnet. Vælg et i midten, eller tegn samlet.
   *[other] { $n } aktiver er ikke tegnet. Vælg et i midten, eller tegn samlet.
}
asset-map-empty = Tilføj en afhængighed på et aktivs side, så tegnes kortet her.
asset-map-several = { $name }: { $n }
asset-map-no-unit = Hele kommunen
asset-map-scenario = Mørke bokse er nede i scenariet »{ $name }«, og stiplede kører dårligere eller på reserve.
asset-map-scenario-link = Se scenariet
asset-map-scenario-off = Vis uden scenarie
asset-map-fares = I scenariet
asset-map-fares-down = Nede
asset-map-fares-worse = Dårligere eller på reserve
asset-map-fares-up = Kører
asset-map-legend = Tyk kant: kritisk. Hel streg: standser. Stiplet: fortsætter forringet. Prikket: slutter en ring.
asset-map-table = Det samme som tabel
asset-map-layer = Lag fra bunden
asset-map-fetch = Hent afhængighederne som regneark
asset-weak = { $n ->
    [0] Intet enkelt svagt punkt vælter noget kritisk
    [one] Ét enkelt svagt punkt vælter noget kritisk
   *[other] { $n } enkelte svage punkter vælter noget kritisk
}
asset-weak-about = Et enkelt svagt punkt (single point of failure) er et aktiv, som kritiske aktiver standser uden, fordi der ikke er et alternativ.
asset-weak-list = Enkelte svage punkter
asset-weak-falls = Falder med
asset-weak-critical = Kritiske, der falder med
asset-weak-more = og { $n } til
asset-circles = { $n ->
    [0] Ingen står på sig selv i ring
    [one] Én ring af afhængigheder
   *[other] { $n } ringe af afhængigheder
}
asset-circles-about = Aktiver i en ring står på hinanden. Så kan ingen af dem genoprettes først, før en af dem kan køre uden den næste.
asset-alone = { $n ->
    [one] Ét aktiv har ingen afhængigheder
   *[other] { $n } aktiver har ingen afhængigheder
}
asset-measure-mfa = Flerfaktorlogin på kritiske systemer
asset-measure-logging = Forbind de manglende logkilder
asset-measure-restore = Test gendannelse af backup
asset-measure-support = Udskift det, der ikke længere har support
asset-measure-one-mfa = Flerfaktorlogin på { $name }
asset-measure-one-logging = Central logning af { $name }
asset-measure-one-restore = Test gendannelse af { $name }
asset-measure-one-support = Support på { $name }: forny eller udskift
asset-demands = Det, der står på det, kræver mere
asset-demand = { $field }: { $grade } (egen: { $own })
asset-because = på grund af
asset-because-root = begynder i
asset-because-hidden = på grund af noget, du ikke har adgang til.
asset-demands-rule = Et aktiv skal mindst have det niveau, som kræves af det, der står på det. Kritikalitet og tilgængelighed sænkes ét trin, når der er et alternativ eller mere end et døgns frist, og to trin, når det andet kun fortsætter forringet.
log-kind-dependency = Afhængighed
asset-bulk-ticked = Ret de valgte
asset-bulk-all = { $n ->
    [one] Ret det ene i udvalget
   *[other] Ret alle { $n } i udvalget
}
asset-bulk-choose = Vælg
asset-bulk-choose-one = Vælg { $name }
asset-solutions = Tilføj fælleskommunale løsninger
asset-solutions-heading = { $here } af { $all } fælles løsninger er i registret
asset-solutions-lead = Løsninger, som de fleste kommuner bruger. Sæt flueben ved dem, I bruger, så oprettes de med beskrivelse og leverandør. Ret dem til bagefter.
asset-solutions-k98 = KOMBITs fælleskommunale løsninger
asset-solutions-state = Statens løsninger og registre
asset-solutions-joint = Andre fælles løsninger
asset-solutions-here = i registret
asset-solutions-add = Opret de valgte
asset-owner-and-unit = Systemejer og enhed
asset-views = Gemte visninger
asset-views-keep = Gem denne visning
asset-view-name = Navn på visningen
asset-view-hint = Søgning, afgrænsning og rækkefølge gemmes. En visning med samme navn erstattes.
asset-view-share = Del med alle, der ser aktiver
asset-view-first = Vis denne først, når listen åbnes
asset-view-keep = Gem visningen
asset-view-shared = delt
asset-view-is-first = vises først
asset-view-make-first = Vis først
asset-view-not-first = Vis ikke først
notice-view-name = Visningen blev ikke gemt. Skriv et navn på højst 100 tegn.
log-kind-asset-view = Gemt visning
asset-duplicates = Dubletter
asset-duplicates-heading = { $n ->
    [0] Ingen aktiver ligner hinanden
    [one] Ét sæt aktiver ligner hinanden
   *[other] { $n } sæt aktiver ligner hinanden
}
asset-duplicates-lead = Aktiver med samme navn eller samme id i et andet register er måske det samme. Sammenlign dem to og to, og læg dem sammen, hvis de er.
asset-duplicates-more = { $n ->
    [one] og ét til
   *[other] og { $n } til
}
asset-duplicates-more-groups = { $n ->
    [one] Ét sæt til vises, når disse er ordnet.
   *[other] { $n } sæt til vises, når disse er ordnet.
}
asset-alike-external = Samme id i et andet register: { $shared }
asset-alike-name = Samme navn: { $shared }
asset-merge = Læg sammen
asset-merge-title = Læg to aktiver sammen
asset-merge-heading = Læg »{ $gone }« sammen med »{ $keep }«
asset-merge-lead = Vælg ved hvert felt, hvad der er rigtigt. Felter, hvor de er ens, vises ikke.
asset-merge-stays = Bliver:
asset-merge-goes = Tages ud af brug:
asset-merge-links = { $n ->
    [0] ingen afhængigheder
    [one] én afhængighed
   *[other] { $n } afhængigheder
}
asset-merge-swap = Byt om
asset-merge-same = Alle felter er ens.
asset-merge-consequence = Afhængigheder, kontrakter, filer og det, som konsekvensanalyser, genopretning og scenarier siger om aktivet, flyttes. Det ene aktiv tages ud af brug, peger på det andet og kan ikke tages i brug igen.
asset-merge-conflict = En anden har ændret et af aktiverne imens. Sådan ser de ud nu.
asset-merge-compare = Sammenlign
asset-merge-with-first = Sammenlign med det første
asset-merge-keep-number = Aktiv, der bliver
asset-merge-gone-number = Aktiv, der er det samme
fault-merge-with-itself = Et aktiv kan ikke lægges sammen med sig selv.
asset-files = { $n ->
    [0] Ingen filer
    [one] Én fil
   *[other] { $n } filer
}
asset-files-list = Filer
asset-file-title = Hvad den hedder
asset-file-added = Tilføjet
asset-file-size = Størrelse
asset-file-add = Tilføj fil
asset-file-file = Fil
asset-file-limit = Højst { $limit }. Tegning, vejledning, rapport eller andet.
fault-file-missing = Vælg en fil.
log-verb-add-file = fil tilføjet
log-verb-remove-file = fil fjernet
asset-trend = Fra { $from } % den { $day } til { $to } %. Øverst er 100 %.
asset-trend-months = Udviklingen måned for måned
asset-trend-day = Dag
asset-trend-share = I orden
log-kind-asset-file = Fil på aktiv
asset-supply = Leverandør og kontrakter
asset-contracts = Kontrakter, der dækker aktivet
asset-contracts-none = Ingen kontrakt dækker aktivet.
asset-new-of = Opret { $type }
asset-type-hint = Vælg også slagsen »Egen type«. Ved skift af type følger kun felter med samme nøgle med.
asset-type-archived-field = { $field } (feltet er ude af brug)
asset-types = Egne typer
asset-types-new = Opret af en egen type
asset-types-heading = { $n ->
    [0] Ingen egne typer endnu
    [one] Én egen type
   *[other] { $n } egne typer
}
asset-types-lead = Når I vil holde styr på noget, som ikke er blandt Bavns slags: lav en type, og giv den de felter, I har brug for.
asset-types-empty = Sådan ser en egen type ud
asset-types-example-title = Nøgleboks
asset-types-example-facts = Placering · hvem der har koden · senest kontrolleret
asset-type-new = Ny egen type
asset-type-new-lead = Begynd med navnet. Felterne kommer bagefter.
asset-type-make = Opret typen
asset-type-name = Navn på typen
asset-type-name-hint = Som ét af dem hedder, for eksempel Nøgleboks.
asset-type-note = Hvad typen er til
asset-type-note-hint = Står øverst, når der oprettes aktiver af typen.
asset-type-fields = Felter
asset-type-no-fields = Typen har ingen felter endnu. Aktiver af typen har de sædvanlige felter, og dem, der føjes til her.
asset-type-assets = { $n ->
    [0] Ingen aktiver i brug er af typen.
    [one] Ét aktiv i brug er af typen.
   *[other] { $n } aktiver i brug er af typen.
}
asset-type-archived = ude af brug
asset-type-is-archived = Typen er ude af brug. Dens aktiver bliver, som de er, men der kan ikke oprettes nye.
asset-type-rename = Ret navn og beskrivelse
asset-type-archive = Tag typen ud af brug
asset-type-archive-consequence = Aktiver af typen bliver, som de er, og kan stadig rettes. Der kan ikke oprettes nye. Typen kan tages i brug igen.
asset-type-conflict = En anden har ændret typen imens. Den vises, som den er nu. Se efter, og gem igen.
asset-type-field-new = Tilføj felt
asset-type-field-of = Felt på typen { $type }
asset-type-field-label = Feltets navn
asset-type-field-help = Hjælp til den, der udfylder
asset-type-field-help-hint = En kort linje, som står over feltet.
asset-type-field-kind = Hvad der skrives
asset-type-field-kind-hint = Ligger fast, når feltet er oprettet.
asset-type-field-kind-fixed = Ligger fast, men kan blive til flere linjer tekst.
asset-type-field-unit = Enhed
asset-type-field-unit-hint = Kun til hele tal, for eksempel kW eller timer.
asset-type-field-options = Valgmuligheder
asset-type-field-options-hint = Kun til valg: én på hver linje, 2 til { $max }.
asset-type-field-required = Skal udfyldes
asset-type-field-is-required = skal udfyldes
asset-type-field-key = Feltets nøgle i filer og i API'et:
asset-type-field-act = Flyt eller tag ud af brug
asset-type-field-up = Flyt op
asset-type-field-down = Flyt ned
asset-type-field-archive-about = Et felt, der tages ud af brug, bliver ikke spurgt om længere. Det, der står i det, bliver stående.
asset-type-kind-line = Én linje tekst
asset-type-kind-lines = Flere linjer tekst
asset-type-kind-number = Helt tal
asset-type-kind-date = Dato
asset-type-kind-yes-no = Ja eller nej
asset-type-kind-choice = Valg
asset-type-kind-url = Webadresse
fault-label-taken = Et andet felt hedder »{ $value }«. Vælg et andet navn.
fault-no-such-key = Typen har intet felt med nøglen »{ $value }«, eller det er nævnt to gange.
fault-kind-fixed = Feltet kan ikke blive til noget andet, for der kan stå værdier i det. Tag det ud af brug, og tilføj et nyt.
fault-few-options = Skriv mindst to valgmuligheder, én på hver linje.
fault-same-option = »{ $value }« står to gange. Fjern den ene.
fault-own-no-such-field = Aktivets type har ikke feltet »{ $field }«.
fault-own-required = { $field } skal udfyldes.
fault-own-too-long = { $field } må højst være på { $max } tegn.
fault-own-control-characters = { $field } indeholder tegn, der ikke kan vises. Skriv det igen.
fault-own-number = »{ $value }« er ikke et helt tal. Skriv { $field } uden decimaler.
fault-own-out-of-range = »{ $value }« er for stort eller for lille til { $field }.
fault-own-date = »{ $value }« er ikke en dato. Skriv { $field } som 2026-10-12.
fault-own-year = { $field }: »{ $value }« er uden for årene { $min } til { $max }.
fault-own-yes-no = »{ $value }« er hverken ja eller nej i { $field }.
fault-own-choice = »{ $value }« er ikke et valg i { $field }. Vælg blandt: { $options }.
fault-own-url = »{ $value }« er ikke en adresse. { $field } skal begynde med https:// eller http:// og være uden mellemrum.
log-kind-asset-type = Egen type af aktiver
