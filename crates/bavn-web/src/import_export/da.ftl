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
