supplier-heading = { $n ->
    [0] Ingen leverandører
    [one] Én leverandør
   *[other] { $n } leverandører
}
supplier-lead = Hvem kommunen køber af, hvem de selv læner sig op ad, og hvad der er aftalt.
supplier-new = Opret leverandør
supplier-show = Vis
supplier-show-all = Vis alle
supplier-archived-heading = Arkiverede leverandører
supplier-archived-link = Vis arkiverede leverandører
supplier-in-use = Vis leverandører i brug
supplier-all = Alle
supplier-none = Ingen
supplier-out-of-use = (ikke længere i brug)
supplier-search = Søg efter navn, nummer eller CVR
supplier-nothing-found = Ingen leverandører passer til valgene.
supplier-empty = Her er ingen leverandører endnu. Begynd med dem, som de vigtigste systemer kommer fra.
supplier-caption = Leverandører med antal kontrakter og underleverandører
supplier-number = Nummer
supplier-contracts = Kontrakter
supplier-subs = Underleverandører
supplier-at-least = Mindst { $grade }
supplier-sort = Rækkefølge
supplier-sort-name = Navn
supplier-sort-number = Nummer
supplier-sort-criticality = Mest kritiske først
supplier-not-graded = Ikke vurderet
supplier-grade-0 = 0 Ingen
supplier-grade-1 = 1 Lav
supplier-grade-2 = 2 Middel
supplier-grade-3 = 3 Høj
supplier-grade-4 = 4 Meget høj
supplier-kind-company = Virksomhed
supplier-kind-public = Offentlig myndighed
supplier-kind-shared-municipal = Fælleskommunal
supplier-save = Gem
supplier-cancel = Fortryd
supplier-edit = Rediger
supplier-history = Se historikken
supplier-archive = Arkivér
supplier-archive-about = Leverandøren tages ud af brug. Historikken bevares. Kontrakter skal arkiveres først.
supplier-archived = Ude af brug.
supplier-about = Om leverandøren
supplier-odd-cvr = CVR-nummeret har ikke det sædvanlige kontrolciffer. Nyere numre kan mangle det, så tjek blot, at det er skrevet rigtigt.
supplier-contacts = Kontakter
supplier-contacts-none = Skriv, hvem der kan ringes til, også når det brænder på om natten.
supplier-contacts-hint = Skriv mindst ét nummer, der svarer uden for arbejdstid. Tomme rækker gemmes ikke. Gem for at få flere rækker.
supplier-contact = Kontakt { $number }
supplier-contact-name = Navn eller vagt
supplier-contact-role = Rolle
supplier-contact-phone = Telefon
supplier-contact-email = Mail
supplier-contact-hours = Svarer
supplier-hours-no = I arbejdstiden
supplier-hours-yes = Hele døgnet
supplier-subs-hint = Vælg dem, leverandøren selv læner sig op ad. Det kan også være dem, kommunen ikke har en kontrakt med. Gem for at få flere rækker.
supplier-subs-none = Der er ikke skrevet underleverandører på.
supplier-sub = Underleverandør { $number }
supplier-sub-service = Hvad de leverer
supplier-level = Led
supplier-level-n = { $n ->
    [one] ét led
   *[other] { $n } led
}
supplier-before = Læner sig op ad denne leverandør
supplier-contracts-heading = { $n ->
    [0] Ingen kontrakter
    [one] Én kontrakt
   *[other] { $n } kontrakter
}
supplier-field-name = Navn
supplier-field-cvr = CVR-nummer
supplier-field-kind = Slags
supplier-field-country = Land
supplier-field-website = Websted
supplier-field-criticality = Kritikalitet
supplier-field-note = Bemærkning
supplier-field-external-source = Hentet fra
supplier-field-external-id = Nummer i den kilde
supplier-field-title = Titel
supplier-field-reference = Journalnummer
supplier-field-supplier = Leverandør
supplier-field-parent = Hører under kontrakt
supplier-field-unit = Forvaltning eller enhed
supplier-field-owner = Ansvarlig
supplier-field-starts-on = Første dag
supplier-field-ends-on = Sidste dag
supplier-field-notice-months = Opsigelsesvarsel i måneder
supplier-field-options = Optioner på forlængelse
supplier-field-yearly-value = Kroner om året
supplier-field-one-off-value = Kroner én gang
supplier-field-response-hours = Svartid ved kritisk fejl i timer
supplier-field-restore-hours = Tid til genetablering i timer
supplier-field-support = Hjælp ved nedbrud
supplier-field-data-access = Adgang til egne data
supplier-field-exit-plan = Exitplan
supplier-field-exit-tested-on = Exitplanen er senest afprøvet
supplier-field-concluded-on = Indgået
supplier-field-processing = Hvilke personoplysninger, og hvorfor
supplier-field-location = Hvor de behandles
supplier-field-sub-processors = Underdatabehandlere
supplier-field-oversight-plan = Plan for tilsyn
supplier-field-oversight-months = Måneder mellem tilsyn
supplier-field-last-oversight-on = Seneste tilsyn
supplier-field-oversight-result = Resultat af tilsyn
supplier-field-oversight-note = Hvad tilsynet viste
supplier-field-next-oversight-on = Næste tilsyn
supplier-field-record-url = Hvor dokumentet ligger
supplier-field-standard = Standard
supplier-field-audit-type = Type
supplier-field-auditor = Revisor
supplier-field-period-from = Dækker fra
supplier-field-period-to = Dækker til
supplier-field-received-on = Modtaget
supplier-field-conclusion = Konklusion
supplier-field-qualifications = Forbehold og fund
supplier-field-own-assessment = Kommunens egen vurdering
supplier-field-assessed-on = Vurderet
supplier-field-next-due-on = Næste erklæring ventes
supplier-field-assessor = Vurderet af
supplier-field-follow-up = Hvad der skal følges op på
supplier-field-next-on = Næste vurdering
supplier-hint-cvr = Otte cifre. Kan stå tomt for udenlandske leverandører.
supplier-hint-criticality = Hvor galt det går for kommunen, hvis leverandøren falder ud.
supplier-hint-reference = Nummeret i kommunens eget sags- eller kontraktsystem.
supplier-hint-parent = For eksempel en rammeaftale.
supplier-hint-notice-months = Bruges sammen med sidste dag til at regne fristen for opsigelse ud.
supplier-hint-response-hours = Hvor længe der højst går, før leverandøren tager fat.
supplier-hint-restore-hours = Hvor længe der højst går, før det kører igen.
supplier-hint-support = Hvem kommunen ringer til, hvornår de svarer, og hvad de gør.
supplier-hint-data-access = Hvordan kommunen selv får fat i sine data, også når systemet er nede.
supplier-hint-exit-plan = Hvordan kommunen kommer videre uden leverandøren: data, tid, penge og hvem der hjælper.
supplier-hint-oversight-months = Bruges til at regne næste tilsyn ud, hvis der ikke står en dato.
supplier-hint-next-oversight-on = Står der en dato, gælder den.
supplier-hint-own-assessment = Hvad erklæringen betyder for kommunen: dækker den det, der købes, og skal forbeholdene følges op?
supplier-location-unknown = Ikke oplyst
supplier-location-eea = Kun i EU og EØS
supplier-location-adequate = I et land, EU har fundet sikkert
supplier-location-safeguards = Andre lande med særlige garantier
supplier-oversight-unknown = Ikke ført tilsyn endnu
supplier-oversight-satisfactory = Intet at bemærke
supplier-oversight-remarks = Bemærkninger, der følges op
supplier-oversight-critical = Aftalen overholdes ikke
supplier-standard-isae3402 = ISAE 3402
supplier-standard-isae3000 = ISAE 3000
supplier-standard-iso27001 = ISO 27001
supplier-standard-soc2 = SOC 2
supplier-standard-other = Andet
supplier-audit-type-unknown = Ikke oplyst
supplier-audit-type-type1 = Type 1, på en dag
supplier-audit-type-type2 = Type 2, gennem en periode
supplier-conclusion-unknown = Ikke læst endnu
supplier-conclusion-unqualified = Uden forbehold
supplier-conclusion-qualified = Med forbehold
supplier-conclusion-adverse = Afkræftende
supplier-conclusion-disclaimer = Revisor kunne ikke konkludere
contract-all = Kontrakter
contract-one = Kontrakt
contract-heading = { $n ->
    [0] Ingen kontrakter
    [one] Én kontrakt
   *[other] { $n } kontrakter
}
contract-lead = Hvad der er aftalt, hvornår det ophører, og hvilke krav til sikkerhed der mangler.
contract-new = Opret kontrakt
contract-archived-heading = Arkiverede kontrakter
contract-archived-link = Vis arkiverede kontrakter
contract-in-use = Vis kontrakter i brug
contract-search = Søg efter titel, journalnummer eller leverandør
contract-nothing-found = Ingen kontrakter passer til valgene.
contract-empty = Her er ingen kontrakter endnu.
contract-sort-title = Titel
contract-sort-number = Nummer
contract-sort-ends = Ophører først
contract-sort-value = Dyreste først
contract-notice-by = Opsiges senest
contract-yearly-kr = Kr. om året
contract-missing = Mangler
contract-with = Kontrakt med
contract-archived = Ude af brug.
contract-about = Om kontrakten
contract-archive-about = Kontrakten tages ud af brug. Historikken bevares.
contract-outage = Ved nedbrud og ophør
contract-outage-none = Der står intet om svartid, hjælp ved nedbrud eller exitplan. Skriv det, mens der er ro.
contract-clauses = Krav til sikkerhed i kontrakten
contract-clauses-hint = Vælg for hvert krav, om det står i kontrakten. Kravene bygger på NIS 2-direktivets artikel 21 og databeskyttelsesforordningens artikel 28. Punkterne fra gennemførelsesforordning 2024/2690 gælder visse digitale udbydere og er her god praksis.
contract-clause = Krav
contract-clause-state = Står det i kontrakten?
contract-clause-law = Kilde
contract-clause-unknown = Ikke undersøgt
contract-clause-in = Ja
contract-clause-missing = Mangler
contract-clause-not-relevant = Ikke relevant
record-heading-agreement = Databehandleraftaler
record-heading-statement = Revisionserklæringer
record-heading-assessment = Vurderinger af leverandøren
record-none-agreement = Ingen databehandleraftale. Den skal være der, hvis leverandøren behandler personoplysninger for kommunen.
record-none-statement = Ingen erklæring eller certifikat.
record-none-assessment = Leverandøren er ikke vurderet endnu.
record-new-agreement = Opret databehandleraftale
record-new-statement = Opret revisionserklæring
record-new-assessment = Vurdér leverandøren
record-lead-agreement = Aftalen og tilsynet med den, jf. databeskyttelsesforordningens artikel 28.
record-lead-statement = Hvad revisor har set på, hvad de fandt, og hvad det betyder for kommunen.
record-lead-assessment = Kommunens egen vurdering. Scoren er gennemsnittet af de svar, der er givet.
record-says = Resultat
record-due = Næste gang
record-score = Score { $score } af 5
record-questions = Spørgeskema
record-questions-hint = 0: intet er på plads, eller ingen ved det. 3: det er på plads. 5: det afprøves og forbedres hvert år.
record-not-answered = Ikke besvaret
record-make-measure = Opret foranstaltning ud fra opfølgningen
record-follow-up-title = Opfølgning hos { $supplier }
record-archive-about = Det tages ud af brug. Historikken bevares.
due-title = Leverandørfrister
due-heading = { $n ->
    [0] Ingen frister er overskredet
    [one] Én frist er overskredet
   *[other] { $n } frister er overskredet
}
due-lead = Opsigelser, ophør, tilsyn, erklæringer og vurderinger, det tidligste først.
due-none = Der er ingen frister. De kommer af sidste dag og opsigelsesvarsel i kontrakter og af næste dato på det, der ligger om leverandøren.
due-on = Dato
due-what = Hvad
due-notice = Sidste dag for opsigelse
due-contract-ends = Kontrakten ophører
due-oversight = Tilsyn med databehandler
due-statement = Næste revisionserklæring
due-assessment = Ny vurdering af leverandør
due-cut = De første 200 vises. Kalenderfilen har dem alle.
due-calendar = Hent til kalender
due-calendar-hint = Filen kan åbnes i Outlook og andre kalendere. Hentes den igen, opdateres de samme aftaler, så intet står dobbelt.
fault-supplier-circle = Leverandørerne står bag hinanden i ring: { $path }. Fjern et led.
fault-contract-circle = Kontrakten kan ikke høre under sig selv, og der kan højst være { $max } led.
supplier-systems = Kritiske systemer
supplier-sort-systems = Flest kritiske systemer først
fall-heading = Koncentration: hvad falder, hvis leverandøren falder
fall-none = Ingen aktiver er knyttet til leverandøren eller dens kontrakter.
fall-lead = { $n ->
    [one] 1 aktiv falder.
   *[other] { $n } aktiver falder.
 }
fall-lead-critical = { $n ->
    [0] Ingen af dem er kritiske systemer.
    [one] Heraf 1 kritisk system.
   *[other] Heraf { $n } kritiske systemer.
 }
fall-leaning = Disse leverandører læner sig op ad den, så det, de leverer, er talt med:
fall-why = Hvorfor
fall-why-supplier = Leveres af
fall-why-contract = Dækkes af kontrakten
fall-why-asset = Står på
fall-why-hidden = et aktiv, du ikke må se
fall-more = { $n ->
    [one] 1 aktiv mere falder.
   *[other] { $n } aktiver mere falder.
 }
fall-hidden = { $n ->
    [one] 1 aktiv, du ikke må se, falder også.
   *[other] { $n } aktiver, du ikke må se, falder også.
 }
fall-rule = Talt efter afhængighederne: det, der ikke kan køre uden, falder med, også senere. Har et aktiv et alternativ, der står, falder det ikke. Kritiske systemer er systemer med kritikalitet 3 eller 4.
contract-covers = { $n ->
    [0] Kontrakten dækker ingen aktiver
    [one] Kontrakten dækker 1 aktiv
   *[other] Kontrakten dækker { $n } aktiver
 }
contract-covers-hidden = { $n ->
    [one] Og 1 aktiv, du ikke må se.
   *[other] Og { $n } aktiver, du ikke må se.
 }
contract-cover = Tilføj et aktiv
contract-cover-asset = Aktiv, som kontrakten dækker
supplier-fetch = { $n ->
    [one] Hent den ene leverandør som
   *[other] Hent de { $n } leverandører som
 }
contract-fetch = { $n ->
    [one] Hent den ene kontrakt som
   *[other] Hent de { $n } kontrakter som
 }
