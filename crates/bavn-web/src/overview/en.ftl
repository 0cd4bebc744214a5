overview-morning = Good morning.
overview-forenoon = Good morning.
overview-afternoon = Good afternoon.
overview-evening = Good evening.
overview-heading = { $n ->
    [0] Nothing waits for you.
    [1] One thing waits for you.
    [2] Two things wait for you.
    [3] Three things wait for you.
    [4] Four things wait for you.
    [5] Five things wait for you.
    [6] Six things wait for you.
   *[other] { $n } things wait for you.
}
overview-lead = The maturity is { $score } of 5.
overview-lead-reaches = The maturity is { $score } of 5. With the planned measures the municipality reaches the target of { $target } in { $quarter }.
overview-lead-short = The maturity is { $score } of 5. The planned measures reach { $end }; the target is { $target }.
overview-lead-unit = The maturity of { $unit } is { $score } of 5.
overview-waiting = Waiting for you
overview-nothing-waits = There are no tasks just now. New ones appear here when an analysis, a measure or a document waits for you.
overview-where = Where do we stand?
overview-of-five = of 5
overview-counts = { $assessed } of { $relevant } controls assessed · target { $target }
overview-figures-behind = The figures behind the curve
overview-date = Date
overview-maturity = Maturity
overview-what = What happens
overview-no-analysis = No gap analysis has been made yet. It shows on a scale from 0 to 5 where the municipality stands and what should happen first. It is fine to begin with one area and take the rest later.
overview-start-analysis = Start the first gap analysis
overview-continue = Continue the gap analysis
overview-see-analysis = See the gap analysis
overview-make-memo = Draft the memo to management
overview-late = { $n ->
    [1] One measure is late
    [2] Two measures are late
    [3] Three measures are late
   *[other] { $n } measures are late
}
overview-all-late = See all { $n } that are late
overview-areas = Areas, furthest from the target first
overview-areas-caption = Areas with maturity, target and next step
overview-area = Area
overview-against-target = Maturity against target
overview-now = Now
overview-target = Target
overview-next-step = Next step
overview-no-measure = No measure yet.
overview-create = Create
overview-create-for = a measure for { $area }
overview-bar-hint = The vertical line in each bar is the target.
overview-not-assessed = not assessed
overview-answer = { $n ->
    [one] Answer one control in { $area }
   *[other] Answer { $n } controls in { $area }
}
overview-own-measure = Follow up on “{ $title }”
overview-decide-measure = { $n ->
    [one] Decide on one proposed measure
   *[other] Decide on { $n } proposed measures
}
overview-reassess = { $n ->
    [one] Assess one control again
   *[other] Assess { $n } controls again
}
overview-reassess-detail = The measure is done, but the answer has not changed
overview-approve = Approve “{ $title }”
overview-version = Version { $n }
overview-delays = Delays “{ $title }” by { $days ->
    [one] one day
   *[other] { $days } days
}
overview-delays-none = Delays no others
overview-delays-more = Delays { $n } other measures
overview-days-over = { $n ->
    [one] 1 day over
   *[other] { $n } days over
}
overview-days-left = { $n ->
    [0] today
    [1] tomorrow
   *[other] in { $n } days
}
overview-chart-title = { $reached ->
    [yes] Maturity reaches the target in { $quarter }
   *[no] Maturity reaches { $end }; the target is { $target }
}
overview-chart-description = { $start } today and { $end } at the end of the plan. The target is { $target }.
overview-today = today
overview-chart-target = target { $target }
overview-analysis-of = The analysis “{ $title }”
overview-employee-controls = Read the common requirements for information security
overview-employee-controls-detail = What the municipality requires, and why
overview-set-up-units = Enter the municipality's administrations and people
overview-set-up-accounts = Give the first colleagues access
overview-answer-rest = { $n ->
    [one] Answer the one control that is missing
   *[other] Answer the { $n } controls that are missing
}
overview-review-applicability = { $n ->
    [one] Review the decision on which framework applies
   *[other] Review { $n } decisions on which frameworks apply
}
overview-content = See what Bavn's new content changes
overview-content-detail = Nothing is changed yet. The municipality's own controls, mappings, targets and weights are kept.
