catalogue-heading = { $controls } kontroller svarer på { $requirements } krav
catalogue-all-answered = Alle krav i rammerne er dækket af mindst én kontrol.
catalogue-not-answered = { $n ->
    [one] Alle krav i rammerne er dækket, bortset fra ét, der står med en grund.
   *[other] Alle krav i rammerne er dækket, bortset fra { $n }, der står med en grund.
}
catalogue-own = Fælles kravramme
catalogue-frameworks = Rammer
catalogue-all = Alle
catalogue-area = Område
catalogue-controls = Kontroller
catalogue-control = Kontrol
catalogue-target = Mål
catalogue-weight = Vægt
catalogue-requirements = Krav
catalogue-requirement = Krav
catalogue-none = Ingen kontroller passer.
catalogue-show-all = Vis alle
catalogue-standing = Målet er { $target }, og kontrollen vejer { $weight } i { $area }.
catalogue-levels = Hvad der er godt på hvert niveau
catalogue-level = Niveau
catalogue-in-practice = I praksis
catalogue-answers = { $n ->
    [one] Svarer på ét krav
   *[other] Svarer på { $n } krav
}
catalogue-relation = Forhold
catalogue-covers = Dækker
catalogue-why = Hvorfor
relation-equal = det samme som kravet
relation-subset-of = del af kravet
relation-superset-of = kravet og mere
relation-intersects = overlapper
coverage-some = delvist
coverage-half = halvt
coverage-most = mest
coverage-full = helt
catalogue-evidence = Typisk bevis
catalogue-framework-heading = { $name }: { $answered } af { $all } krav er dækket
catalogue-not-verified = Teksten er gengivet kort og er ikke sammenlignet ord for ord med kilden. Brug kilden, når ordlyden afgør noget.
catalogue-demands = Kræver
catalogue-answered-by = Dækket af
catalogue-unanswered = Ingen kontrol
catalogue-version = Version
catalogue-source = Kilde
catalogue-licence = Licens
catalogue-weigh = Ret mål og vægte
catalogue-weigh-lead = Ændringer gælder nye analyser. Åbne analyser beholder deres, til de får besked på at tage de nye; afsluttede ændres ikke.
catalogue-area-weight = Områdets vægt i totalen, 1-5. Bavns forslag er { $default }.
catalogue-weight-range = Vægt 1-5
catalogue-target-range = Mål 0-5
catalogue-weight-of = Vægt for { $code }
catalogue-target-of = Mål for { $code }
catalogue-suggestion = Bavns forslag
catalogue-default = vægt { $weight }, mål { $target }
catalogue-save = Gem mål og vægte
catalogue-get = Hent som fil:
catalogue-get-oscal = OSCAL-katalog
catalogue-get-mappings = Sammenhænge (OSCAL)
