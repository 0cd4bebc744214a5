overview-morning = God morgen.
overview-forenoon = God formiddag.
overview-afternoon = God eftermiddag.
overview-evening = God aften.
overview-heading = { $n ->
    [0] Intet venter på dig.
    [1] Én ting venter på dig.
    [2] To ting venter på dig.
    [3] Tre ting venter på dig.
    [4] Fire ting venter på dig.
    [5] Fem ting venter på dig.
    [6] Seks ting venter på dig.
   *[other] { $n } ting venter på dig.
}
overview-lead = Modenheden er { $score } af 5.
overview-lead-reaches = Modenheden er { $score } af 5. Med de planlagte foranstaltninger når kommunen målet på { $target } i { $quarter }.
overview-lead-short = Modenheden er { $score } af 5. De planlagte foranstaltninger når { $end }, og målet er { $target }.
overview-lead-unit = Modenheden i { $unit } er { $score } af 5.
overview-waiting = Det venter på dig
overview-nothing-waits = Der er ingen opgaver lige nu. Nye opgaver dukker op her, når en analyse, en foranstaltning eller et dokument venter på dig.
overview-where = Hvor står vi?
overview-of-five = af 5
overview-counts = { $assessed } af { $relevant } kontroller vurderet · mål { $target }
overview-figures-behind = Tallene bag kurven
overview-date = Dato
overview-maturity = Modenhed
overview-what = Hvad der sker
overview-no-analysis = Der er ikke lavet en gap-analyse endnu. Den viser på en skala fra 0 til 5, hvor kommunen står, og hvad der bør ske først. Man kan begynde med ét område og nå resten senere.
overview-start-analysis = Start den første gap-analyse
overview-continue = Fortsæt gap-analysen
overview-see-analysis = Se gap-analysen
overview-make-memo = Dan ledelsesnotat
overview-late = { $n ->
    [1] Én foranstaltning er forsinket
    [2] To foranstaltninger er forsinket
    [3] Tre foranstaltninger er forsinket
   *[other] { $n } foranstaltninger er forsinket
}
overview-all-late = Se alle { $n } forsinkede
overview-areas = Områder, længst fra målet først
overview-areas-caption = Områder med modenhed, mål og næste skridt
overview-area = Område
overview-against-target = Modenhed mod mål
overview-now = Nu
overview-target = Mål
overview-next-step = Næste skridt
overview-no-measure = Ingen foranstaltning endnu.
overview-create = Opret
overview-create-for = foranstaltning til { $area }
overview-bar-hint = Den lodrette streg i hver bjælke er målet.
overview-not-assessed = ikke vurderet
overview-answer = { $n ->
    [one] Svar på én kontrol i { $area }
   *[other] Svar på { $n } kontroller i { $area }
}
overview-own-measure = Følg op på »{ $title }«
overview-decide-measure = { $n ->
    [one] Tag stilling til én foreslået foranstaltning
   *[other] Tag stilling til { $n } foreslåede foranstaltninger
}
overview-reassess = { $n ->
    [one] Vurdér én kontrol igen
   *[other] Vurdér { $n } kontroller igen
}
overview-reassess-detail = Foranstaltningen er udført, men svaret er ikke ændret
overview-approve = Godkend »{ $title }«
overview-version = Version { $n }
overview-delays = Forsinker »{ $title }« med { $days ->
    [one] én dag
   *[other] { $days } dage
}
overview-delays-none = Forsinker ikke andre
overview-delays-more = Forsinker { $n } andre foranstaltninger
overview-days-over = { $n ->
    [one] 1 dag over
   *[other] { $n } dage over
}
overview-days-left = { $n ->
    [0] i dag
    [1] i morgen
   *[other] om { $n } dage
}
overview-chart-title = { $reached ->
    [yes] Modenheden når målet i { $quarter }
   *[no] Modenheden når { $end }, målet er { $target }
}
overview-chart-description = { $start } i dag og { $end } ved udgangen af planen. Målet er { $target }.
overview-today = i dag
overview-chart-target = mål { $target }
overview-analysis-of = Analysen »{ $title }«
overview-employee-controls = Læs de fælles krav til informationssikkerhed
overview-employee-controls-detail = Hvad kommunen stiller af krav, og hvorfor
overview-set-up-units = Opret kommunens forvaltninger og personer
overview-set-up-accounts = Giv de første kolleger adgang
overview-answer-rest = { $n ->
    [one] Svar på den ene kontrol, der mangler
   *[other] Svar på de { $n } kontroller, der mangler
}
overview-review-applicability = { $n ->
    [one] Se beslutningen om, hvilken ramme der gælder, igen
   *[other] Se { $n } beslutninger om, hvilke rammer der gælder, igen
}
overview-content = Se, hvad Bavns nye indhold ændrer
overview-content-detail = Intet er ændret endnu. Kommunens egne kontroller, kortlægninger, mål og vægte bevares.
