log-heading = { $n ->
    [one] Én hændelse i loggen
   *[other] { $n } hændelser i loggen
}
log-lead = Hver linje bærer et aftryk af den forrige, så en ændring i loggen kan ses.
log-verify = Efterprøv kæden
log-whole = { $n ->
    [one] Loggen er hel: én hændelse i ubrudt kæde.
   *[other] Loggen er hel: { $n } hændelser i ubrudt kæde.
}
log-broken = Loggen er ikke hel: { $fault }. Bevar databasen, som den er, og kontakt leverandøren eller it-revisionen.
log-head = Seneste aftryk:
log-events = Hændelser, nyeste først
log-none = Ingen hændelser passer. Vælg en anden periode.
log-number = Nr.
log-time = Tid
log-who = Hvem
log-what = Hvad
log-change = Ændring
log-hash = Aftryk
log-same = Alt om den
log-all = Alt
log-everybody = Alle
log-person = { $name } ({ $username })
log-from = Fra
log-to = Til og med
log-line = { $kind }: { $verb }
log-fields = { $n ->
    [one] Ét felt
   *[other] { $n } felter
}
log-kind-account = Bruger
log-kind-applicability = Vurdering af, hvad der gælder
log-kind-applicability-statement = Række i anvendelighedserklæring
log-kind-requirement-answer = Svar på et krav
log-kind-analysis = Analyse
log-kind-answer = Svar
log-kind-api-token = Nøgle til API
log-kind-area = Område
log-kind-attachment = Fil
log-kind-catalogue = Kontrolsæt
log-kind-control = Kontrol
log-kind-database = Database
log-kind-evidence = Bevis
log-kind-library = Bibliotek med rammer
log-kind-measure = Foranstaltning
log-kind-municipality = Kommune
log-kind-person = Person
log-kind-plan = Handleplan
log-kind-report = Notat
log-kind-report-version = Rapport
log-kind-session = Login
log-kind-supplier = Leverandør
log-kind-contract = Kontrakt
log-kind-supplier-record = Dokumentation om leverandør
log-kind-unit = Enhed
log-verb-approve = godkendt
log-verb-archive = arkiveret
log-verb-attach = bevis tilføjet
log-verb-change-password = adgangskode skiftet
log-verb-complete = afsluttet
log-verb-create = oprettet
log-verb-decide = besluttet
log-verb-detach = bevis fjernet
log-verb-import = indlæst
log-verb-keep = gemt som version
log-verb-load = indlæst
log-verb-record = svar gemt
log-verb-remove = fjernet
log-verb-reopen = åbnet igen
log-verb-reset-password = ny adgangskode givet
log-verb-restore = genskabt
log-verb-revoke = tilbagekaldt
log-verb-set-language = sprog valgt
log-verb-sign-in = logget ind
log-verb-sign-in-failed = forkert adgangskode
log-verb-sign-out = logget ud
log-verb-sign-out-others = logget ud andre steder
log-verb-take-weights = nye vægte taget i brug
log-verb-update = ændret
