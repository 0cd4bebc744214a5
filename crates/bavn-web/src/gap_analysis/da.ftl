gap-analysis = Analyse
gap-name = Navn
gap-scope = Omfang
gap-scope-note = Nærmere om omfanget
gap-scope-note-hint = Fx hvilke systemer eller institutioner der er med.
gap-whole = Hele kommunen
gap-municipality = Kommunen
gap-municipality-inside = kommunen
gap-date = Dato
gap-assessor = Vurderet af
gap-method = Metode
gap-method-hint = Fx interview, gennemgang af dokumenter eller egen vurdering.
gap-score = Score
gap-target = Mål
gap-target-mark = mål
gap-now = Nu
gap-assessed = Vurderet
gap-not-relevant-fact = Ikke relevante
gap-previous = Forrige
gap-of-five = af 5
gap-of-count = af { $m }
gap-of = { $n } af { $m }
gap-weight = Vægt
gap-state = Tilstand
gap-state-open = I gang
gap-state-completed = Afsluttet
gap-area = Område
gap-areas = Områder
gap-control = Kontrol
gap-controls = Kontroller
gap-unit = Forvaltning
gap-units = Forvaltninger
gap-framework = Ramme
gap-requirement = Krav
gap-requirements = Krav i rammen
gap-change = Ændring
gap-practice = Praksis
gap-paper-short = Papir
gap-and = og
gap-show = Vis
gap-save = Gem
gap-cancel = Fortryd
gap-crumbs = Brødkrumme
gap-faults = Ret dette, og send igen
gap-filters = Filtre
gap-tab-overview = Overblik
gap-tab-answer = Besvar
gap-tab-changes = Ændringer
gap-tab-administrations = Forvaltninger
gap-tab-export = Eksport og import
gap-heading-none = { $who } er ikke vurderet endnu
gap-heading-below = { $who } er på { $score } og skal til { $target }
gap-heading-reached = { $who } er på { $score } og har nået målet på { $target }
gap-heading-bare = { $who } er på { $score }
gap-continue = Fortsæt gap-analysen
gap-begin = Begynd analysen
gap-begin-new = Begynd en ny analyse
gap-list-name = Gap-analyser
gap-list-caption = Gap-analyser, nyeste først
gap-list-missing = { $n ->
    [one] { $title } mangler ét svar
   *[other] { $title } mangler { $n } svar
}
gap-list-all-answered = { $title } er besvaret
gap-list-completed = { $title } er afsluttet
gap-list-lead = Modenheden er { $score } af 5. { $n } af { $m } kontroller er vurderet.
gap-pages = Sider
gap-newer = Nyere
gap-older = Ældre
gap-empty-heading = Begynd med at se, hvor kommunen står
gap-empty-lead = Der er ingen gap-analyse endnu. { $n } kontroller besvares fra 0 til 5, og ét svar tæller i NIS 2, ISO 27001, CIS og de tekniske minimumskrav.
gap-empty-example = Sådan ser et svar ud
gap-empty-control = AD-03 Flerfaktorlogin på kritiske systemer
gap-empty-answer = I praksis 1: nogle systemer har det, tilfældigt. På papir 2: der er et udkast.
gap-empty-score = Score 1, den laveste af de to. Målet er 3.
gap-empty-advice = De fleste begynder med it-afdelingens egne svar og spørger forvaltningerne bagefter. Det tager en dag eller to.
gap-new-heading = Begynd en gap-analyse
gap-new-lead = { $n } kontroller i { $m } områder. Svarene fra en tidligere analyse kan tages med, så kun ændringer skal skrives.
gap-new-title = Gap-analyse { $year }
gap-new-begin-from = Begynd fra
gap-new-blank = Tomme svar
gap-new-from = { $n ->
    [one] Svarene i { $title } (ét vurderet)
   *[other] Svarene i { $title } ({ $n } vurderet)
}
gap-edit = Ret navn, omfang og dato
gap-edit-heading = Ret { $title }
gap-edit-lead = Svarene ændres ikke.
gap-about = Om analysen
gap-lead-assessed = { $n } af { $m } kontroller er vurderet.
gap-lead-same = Scoren er den samme som i { $title }.
gap-lead-better = Det er { $size } bedre end i { $title }.
gap-lead-better-most = Det er { $size } bedre end i { $title }, mest på { $area }.
gap-lead-worse = Det er { $size } lavere end i { $title }.
gap-farthest = { $area } er længst fra målet
gap-areas-heading = Områderne mod målet
gap-areas-farthest-first = Områder, længst fra målet først
gap-areas-caption = Områder med modenhed og mål
gap-maturity-target = Modenhed mod mål
gap-total = I alt
gap-radar-description = { $n ->
    [one] Radar over ét område fra 0 til 5 mod målet. Tallene står i tabellen herunder.
   *[other] Radar over { $n } områder fra 0 til 5 mod målet. Tallene står i tabellen herunder.
}
gap-radar-hint = Fuld linje er nu. Stiplet linje er målet. Tallene står i tabellen herunder.
gap-worst = Det løfter mest
gap-worst-none = Intet er vurderet under målet
gap-worst-missing = Når kontrollerne er besvaret, står her, hvad der løfter den samlede score mest.
gap-worst-reached = Alle vurderede kontroller har nået deres mål.
gap-against = mod { $target }
gap-rise = { $rise } på totalen
gap-all-below = { $n ->
    [one] Se den ene kontrol under mål
   *[other] Se alle { $n } under mål
}
gap-sum-title = Sådan bliver { $shown } til
gap-sum = { $areas ->
    [one] Totalen er scoren for det ene område, der har en: { $sum } delt med vægten { $weights } giver { $exact }, vist som { $shown }.
   *[other] Totalen er det vægtede gennemsnit af de { $areas } områder, der har en score: summen af vægt gange score, { $sum }, delt med summen af vægte, { $weights }. Det giver { $exact }, vist som { $shown }.
}
gap-sum-where = Åbn et område for at se de kontroller, som dets tal er lavet af.
gap-frameworks = Den samme analyse set gennem rammerne
gap-frameworks-note = Et kravs niveau er gennemsnittet af de kontroller, der svarer på det, vægtet efter hvor meget de dækker. Det siger, hvor modent arbejdet er, ikke at kravet er opfyldt.
gap-frameworks-caption = Modenhed pr. ramme
gap-with-level = Krav med niveau
gap-framework-lead = { $n } af { $m } krav har et niveau.
gap-framework-rule = Et kravs niveau er gennemsnittet af de vurderede kontrollers score, vægtet med 4, 3, 2 eller 1 for helt, mest, halvt og delvist.
gap-made-of = Lavet af
gap-coverage-full = helt
gap-coverage-most = mest
gap-coverage-half = halvt
gap-coverage-some = delvist
gap-take-weights = { $n ->
    [one] Brug kommunens nye vægte og mål (én ændring)
   *[other] Brug kommunens nye vægte og mål ({ $n } ændringer)
}
gap-complete = Afslut analysen
gap-complete-ask = Afslut { $title }?
gap-complete-missing = { $n ->
    [0] Alle relevante kontroller er vurderet. Svarene kan ikke ændres, før analysen åbnes igen.
    [one] Én kontrol er ikke vurderet. Svarene kan ikke ændres, før analysen åbnes igen.
   *[other] { $n } kontroller er ikke vurderet. Svarene kan ikke ændres, før analysen åbnes igen.
}
gap-keep-open = Behold åben
gap-reopen = Åbn analysen igen
gap-completed-note = Svarene kan læses, men ikke ændres.
gap-area-lead = { $n } af { $m } kontroller er vurderet. Området vejer { $weight } i totalen.
gap-area-sum = { $sum } delt med { $weights } er { $exact }, vist som { $shown }.
gap-rule = En kontrols score er den laveste af praksis og papir. Kun kontroller, hvor begge er besvaret, tæller med.
gap-terms = Regnestykke
gap-terms-caption = Kontrollernes bidrag til områdets score
gap-terms-sum = Sum af de vurderede
gap-product = Vægt × score
gap-not-counted = tæller ikke
gap-not-assessed = ikke vurderet
gap-not-assessed-title = Ikke vurderet endnu
gap-not-relevant = ikke relevant
gap-not-relevant-title = Ikke relevant
gap-not-relevant-note = Kontrollen tæller ikke med i området eller totalen.
gap-lacks-practice = mangler praksis
gap-lacks-paper = mangler papir
gap-answer-missing = { $n ->
    [one] Besvar den, der mangler
   *[other] Besvar de { $n }, der mangler
}
gap-answer-area = Gå til svarene
gap-changes-raised = { $who } er steget fra { $before } til { $after }
gap-changes-lowered = { $who } er faldet fra { $before } til { $after }
gap-changes-same = { $who } står på { $after } som sidst
gap-changes-other = { $who }: fra { $before } til { $after }
gap-changes-none = Der er ikke noget at sammenligne med endnu
gap-changes-none-lead = Når der er to analyser af det samme omfang, står her, hvad der er løftet, og hvad der er faldet.
gap-changes-lead = Siden { $title }: { $raised } løftet, { $lowered } faldet, { $new } vurderet for første gang.
gap-changes-areas = Ændring pr. område
gap-changes-controls = Kontroller, der er ændret
gap-changes-nothing = Ingen svar er ændret.
gap-compare-with = Sammenlign med
gap-what-happened = Hvad er sket
gap-change-raised = Løftet
gap-change-lowered = Faldet
gap-change-part-changed = Samme score, men praksis eller papir er ændret
gap-change-newly-assessed = Vurderet nu
gap-change-no-longer-assessed = Ikke længere vurderet
gap-change-made-relevant = Blevet relevant
gap-change-made-not-relevant = Ikke længere relevant
gap-change-added = Ny kontrol
gap-change-removed = Udgået kontrol
gap-change-unchanged = Uændret
gap-parts = praksis { $practice }, papir { $paper }
gap-units-none = Ingen forvaltning er vurderet for sig endnu
gap-units-lead = { $n } af { $m } har en gap-analyse. Tallene er fra den seneste for hver.
gap-units-caption = Modenhed pr. forvaltning
gap-units-empty = Kommunens forvaltninger er ikke oprettet endnu.
gap-units-no-analysis = Ingen endnu.
gap-units-begin = Begynd
gap-units-begin-for = analyse for { $unit }
gap-latest = Seneste analyse
gap-filter-all = Alle
gap-filter-alle = Alle
gap-filter-mangler = Ikke vurderet
gap-filter-under = Under mål
gap-filter-uden-bevis = Uden bevis
gap-all-areas = Alle områder
gap-search = Søg i kontroller
gap-quick-missing = { $n ->
    [one] Én kontrol mangler svar
   *[other] { $n } kontroller mangler svar
}
gap-quick-done = { $n ->
    [one] Den ene relevante kontrol er vurderet
   *[other] Alle { $n } relevante kontroller er vurderet
}
gap-quick-area = { $n } af { $m } vurderet · { $score } mod mål { $target }
gap-quick-none = Ingen kontroller passer til filteret.
gap-quick-show-all = Vis alle kontroller
gap-quick-conflicts = { $n ->
    [one] Ét svar er ikke gemt, fordi en anden har svaret imens
   *[other] { $n } svar er ikke gemt, fordi en anden har svaret imens
}
gap-quick-conflicts-note = Begge svar står ved kontrollen. Gem igen for at lade dit gælde. De andre svar er gemt.
gap-for-code = for { $code }
gap-keys-quick = Tasterne 0-5 svarer og går videre, piletaster flytter, Enter går til næste felt. Hvert svar gemmes med det samme.
gap-keys-control = Tasterne 0-5 svarer, Enter går videre.
gap-save-before = Gem svarene, før du går videre.
gap-save-answers = Gem svarene
gap-see-result = Se resultatet
gap-saving = Gemmer …
gap-saved-at = Gemt { $time }
gap-saved-at-clock = Gemt kl. { $time }
gap-save-failed = Ikke gemt. Svaret står stadig her. Prøv igen.
gap-unsaved = Ikke gemt endnu
gap-not-saved = Ikke gemt
gap-answered-by = Svaret af { $who } { $date }
gap-row-score = score
gap-row-conflict = En anden har svaret imens
gap-row-theirs = { $who } { $time }: praksis { $practice }, papir { $paper }
gap-row-mine = Dit, ikke gemt: praksis { $practice }, papir { $paper }
gap-row-save-mine = Gem mit i stedet
gap-row-keep-theirs = Behold det gemte
gap-position = kontrol { $n } af { $m }
gap-why = Hvorfor?
gap-practice-legend = I praksis: hvad gør vi faktisk?
gap-paper-legend = På papir: hvad er besluttet?
gap-target-hint = Den orange streg er målet: { $target }.
gap-note = Hvad så du?
gap-more = Fund, mål og undtagelser
gap-finding = Fund til ledelsen
gap-finding-hint = Én sætning, en direktør forstår. Den kan bruges i ledelsesnotatet.
gap-finding-draft = Forslag: { $text }
gap-target-control = Mål for kontrollen
gap-relevant-ask = Hører kontrollen med?
gap-relevant-yes = Ja, den vurderes
gap-relevant-no = Nej, den er ikke relevant
gap-reason = Begrundelse, hvis kontrollen ikke er relevant
gap-next = Næste kontrol
gap-measure = Opret foranstaltning
gap-clear = Sæt til ikke vurderet
gap-aside = Hvad svaret betyder
gap-score-is = Score { $score }
gap-lower-of-two = den laveste af de to
gap-lift-practice = Løfter du praksis til { $target }, stiger
gap-lift-paper = Løfter du papir til { $target }, stiger
gap-lift-both = Løfter du både praksis og papir til { $target }, stiger
gap-lift-area = området fra { $before } til { $after }
gap-measures-lifting = Foranstaltninger på vej
gap-measure-lifts-to = til { $level }
gap-lift-total = { $who } fra { $before } til { $after }
gap-target-reached = Målet på { $target } er nået.
gap-answer-both = Svar på både praksis og papir, så får kontrollen en score. Ikke vurderet er ikke det samme som 0.
gap-counts-here = Ét svar tæller her
gap-last-time = Sidst
gap-last-time-none = Kontrollen er ikke besvaret i en tidligere analyse.
gap-evidence = Bevis
gap-evidence-heading = { $n ->
    [0] Intet bevis endnu
    [one] Ét bevis
   *[other] { $n } beviser
}
gap-evidence-name = Navn
gap-evidence-added = Lagt på
gap-evidence-size = Størrelse
gap-evidence-action = Handling
gap-evidence-is-link = link
gap-evidence-remove = Fjern
gap-evidence-remove-ask = Fjern beviset?
gap-evidence-remove-note = Filen og det, der er sket med den, bliver i loggen.
gap-evidence-file = Tilføj fil
gap-evidence-limit = Højst { $limit }.
gap-evidence-link = Eller et link
gap-evidence-title = Navn på beviset, hvis det skal hedde noget andet
gap-evidence-archived = { $n ->
    [one] Et fjernet bevis
   *[other] { $n } fjernede beviser
}
gap-evidence-archived-on = fjernet { $date }
gap-evidence-add = Tilføj bevis
gap-evidence-typical = Det plejer at være bevis
gap-conflict = Konflikt
gap-conflict-heading = En anden har svaret, mens du skrev
gap-conflict-lead = { $who } gemte { $code } { $time }. Dit svar er ikke gemt endnu. Vælg, hvad der skal gælde.
gap-conflict-stored = Gemt { $time } af { $who }
gap-conflict-mine = Dit svar, ikke gemt
gap-conflict-keep-theirs = Behold det gemte svar
gap-conflict-keep-mine = Gem mit svar i stedet
gap-conflict-note = Det svar, der gemmes, og det, det afløser, står begge i revisionsloggen.
gap-scale-title = Sådan forstås 0-5
gap-scale-level = Niveau
gap-scale-meaning = Betydning
gap-scale-paper = På papir
gap-scale-evidence = Mindste bevis
gap-scale-rule = Scoren er den laveste af praksis og papir. Ikke vurderet er ikke 0 og tæller ikke med.
gap-level-name-0 = Ikke til stede
gap-level-name-1 = Ad hoc
gap-level-name-2 = Delvist
gap-level-name-3 = Fastlagt
gap-level-name-4 = Styret og målt
gap-level-name-5 = Forbedres løbende
gap-level-means-0 = Intet bliver gjort, og ingen har ansvaret.
gap-level-means-1 = Det sker en gang imellem, afhænger af personer og er ikke skrevet ned.
gap-level-means-2 = Det gøres på samme måde nogle steder. Der er et udkast eller et gammelt dokument, og en ejer er udpeget.
gap-level-means-3 = Det er godkendt, kendt og fulgt i hele omfanget. Der er en ejer, og det er gennemgået inden for 24 måneder.
gap-level-means-4 = Det bliver efterprøvet, målt og rapporteret til ledelsen. Afvigelser bliver håndteret.
gap-level-means-5 = Målinger og øvelser fører til ændringer, og målene bliver hævet.
gap-level-proof-0 = Intet
gap-level-proof-1 = En udtalelse
gap-level-proof-2 = Dokument eller eksempel
gap-level-proof-3 = Godkendt dokument og bevis for brug
gap-level-proof-4 = Resultater af kontrol, tal og referat
gap-level-proof-5 = Tal fra før og efter
gap-paper-0 = Intet
gap-paper-1 = Mundtligt
gap-paper-2 = Udkast
gap-paper-3 = Godkendt og kendt
gap-paper-4 = Efterprøvet
gap-paper-5 = Revideret efter måling
fault-gap-date = »{ $value }« er ikke en dato. Skriv den som 2026-10-12.
fault-value-of-not-relevant = Et krav, der ikke er relevant, har ingen værdi.
fault-evidence-missing = Vælg en fil, eller skriv et link.
gap-get = Hent som fil:
gap-all-states = Alle tilstande
gap-all-groups = Alle grupper
gap-group = Gruppe
gap-words = Ord i kravet
gap-filter-show = Vis
gap-show-all = Vis alle
gap-no-requirement = Ingen krav passer.
gap-bar = Søjle
gap-is-direct = Svaret er givet direkte på kravet
gap-requirement-lead = Niveau { $level }, mål { $target }.
gap-why-level = Hvorfor dette niveau
gap-demand = Kravet
gap-requirement-answered-by = { $n ->
    [one] Én kontrol svarer på kravet
   *[other] { $n } kontroller svarer på kravet
}
gap-covers = Dækker
gap-gives = På mål giver den
gap-would-give = { $level }
gap-direct = Svar direkte på kravet
gap-direct-lead = Et direkte svar går forud for det, kontrollerne siger, og vises med en stjerne. Brug det, når kravet er vurderet for sig, for eksempel af en revisor.
gap-direct-derived = Brug det, kontrollerne siger
gap-direct-not-relevant = Ikke relevant for kommunen
gap-direct-value = Niveau
gap-direct-hint = Rammens skala går fra { $min } til { $max }. Værdien regnes om til 0-5 som fem gange dens andel af det højeste.
gap-direct-reason = Begrundelse
requirement-state-on-target = På mål
requirement-state-below-target = Under mål
requirement-state-not-assessed = Ikke vurderet
requirement-state-not-covered = Ikke dækket af en kontrol
requirement-state-not-relevant = Ikke relevant
why-not-relevant = Kravet er svaret som ikke relevant for kommunen.
why-direct = { $level } er svaret direkte. Kontrollerne giver { $derived }.
why-direct-only = { $level } er svaret direkte. Ingen vurderet kontrol svarer på kravet.
why-derived = { $level }: { $parts }.
why-part = { $code } dækker { $coverage } på { $score }
why-and = { $first } og { $last }
why-covers-full = det hele
why-covers-most = det meste
why-covers-half = halvdelen
why-covers-some = en del
why-waiting = Mangler vurdering: { $parts }.
why-not-assessed = Ingen af kontrollerne er vurderet endnu.
why-not-covered = Ingen relevant kontrol i analysen svarer på kravet.
why-uncovered = { $n ->
    [1] Den sidste fjerdedel er ikke dækket af en kontrol.
    [2] Halvdelen er ikke dækket af en kontrol.
   *[other] Tre fjerdedele er ikke dækket af en kontrol.
}
why-bounds = Svarene giver plads til { $lower } til { $upper }.
gap-direct-computed = Som svarene på spørgsmålene giver
gap-question-true = Ja
gap-question-false = Nej
gap-question-condition = Besvares kun, når svaret på spørgsmål { $n } lægger op til det.
gap-questions-missing = { $n ->
    [one] Ét spørgsmål mangler svar, og derfor giver svarene endnu ingen værdi.
   *[other] { $n } spørgsmål mangler svar, og derfor giver svarene endnu ingen værdi.
}
gap-questions-not-relevant = Svarene siger, at kravet ikke er relevant.
gap-questions-value = Svarene giver { $value } af { $max }.
gap-questions-open = Spørgsmålene giver ingen værdi. Vælg den selv.
fault-no-question = Kravet stiller ikke det spørgsmål: »{ $value }«.
fault-no-questions = { $value } stiller ingen spørgsmål. Vælg en værdi.
fault-unknown-choice = »{ $value }« er ikke et af svarene.
fault-one-only = Vælg kun ét svar.
fault-reply-kind = »{ $value }« passer ikke til spørgsmålet. Skriv en dato som 2026-10-12, et tal, eller svar ja eller nej.
