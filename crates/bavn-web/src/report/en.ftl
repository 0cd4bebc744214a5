closed-approved = The version has already been approved.

report-crumbs = Breadcrumb
report-heading-none = Write the first management memo
report-lead-none = Bavn drafts it from the latest gap analysis and the action plan. Put it in your own words.
report-heading = { $n ->
    [one] One report
   *[other] { $n } reports
}
report-heading-waiting = { $n ->
    [one] One report is waiting for approval
   *[other] { $n } reports are waiting for approval
}
report-lead = A version keeps the text and the figures as they were that day.
report-col-report = Report
report-col-kind = Type
report-col-version = Version
report-col-state = Status
report-col-get = Download
report-kind-memo = Management memo
report-kind-plan = Action plan
report-format-pdf = PDF
report-format-docx = Word
report-format-html = HTML
report-format-xlsx = Spreadsheet
report-draft = Draft
report-draft-suffix = { " " }draft
report-no-version = No version yet
report-row-draft = Begun { $date }
report-row-kept = Waiting for approval since { $date }
report-row-approved = Approved { $date }
report-new = New report
report-new-hint = The draft builds on the latest gap analysis and the current action plan.
report-new-memo = New management memo
report-new-plan = New action plan document
report-lang = Language of the document
report-lang-da = Danish
report-lang-en = English

report-text = Text
report-field-title = Heading
report-field-subject = Subject
report-field-sender = From
report-field-recipient = To
report-field-date = Date
report-field-reference = Case number (optional)
report-field-background = Background
report-field-findings = Main findings
report-field-plan = Recommended action plan
report-field-resources = Resources needed
report-field-conclusion = Conclusion and recommendation
report-field-signature = Signature
report-field-summary = Summary (optional)
report-field-remark = Remark on the version (optional)
report-date-hint = Empty means the day the version is kept.
report-findings-hint = The draft holds the worst findings. Put them in your own words. An empty finding is left out.
report-finding-heading = Finding { $number } in a few words
report-finding-text = Finding { $number }, what it means
report-add-finding = Save and add a finding
report-phase-name = Phase { $number }
report-phase-text = Phase { $number }, what is done
report-parts = Included in the document
report-part-gantt = Schedule (Gantt)
report-part-economy = Money and hours
report-part-findings = Annex of findings
report-plan-lead = The plan has { $measures } measures and an annex of { $findings } findings.

report-save = Save draft
report-keep = Keep as version
report-saving = Saving …
report-saved = Saved at {"{"}time{"}"}
report-failed = Not saved. The text is still here; try again.
report-unsaved = Not saved yet
report-not-saved = Something must be corrected before it can be saved
report-archive = Archive the report
report-fits = The memo fits one page
report-fits-easily = There is room to spare.
report-fits-tighter = The type is slightly smaller so that everything is on the page.
report-fits-just = The page is full. The type is as small as it may be.
report-over = { $n ->
    [one] The memo is one line too long
   *[other] The memo is { $n } lines too long
}
report-over-lead = It must be on one page. Shorten one of the longest texts. A version can be kept and files downloaded once the page holds it.
report-section-heading = The heading
report-section-background = Background
report-section-findings = Main findings
report-section-plan = Recommended action plan
report-section-resources = Resources needed
report-section-conclusion = Conclusion and recommendation
report-section-length = { $section }: { $length } characters
report-sheet = What the page looks like
report-get-draft = Download the draft
report-get-when-fits = Files can be downloaded once the memo is down to one page.
report-get = Download { $format }

report-versions = Versions
report-versions-none = None yet. A version keeps text and figures and can be approved by the executive board.
report-version-name = Version { $number }
report-version-by = Kept by { $name }
report-version-approved = Approved by { $name } on { $date }
report-approved = Approved
report-approve = Approve
report-version-h-approved = Version { $number } is approved
report-version-h-waiting = Version { $number } is waiting for approval
report-version-lead = Kept by { $name } on { $date }. The figures are from { $figures }.
report-version-lead-approved = Approved by { $name } on { $date }. The figures are from { $figures }.

report-phase-months-0-3 = 0-3 months
report-phase-months-3-6 = 3-6 months
report-phase-months-6-12 = 6-12 months
report-phase-months-12-18 = 12-18 months
report-phase-later = Later
report-state-proposed = Proposed
report-state-approved = Approved
report-state-in-progress = In progress
report-state-done = Done
report-state-dropped = Dropped
report-role-information-security = Information security
report-role-it-operations = IT operations
report-role-development = Development and digitalisation
report-role-project-management = Project management
report-role-system-owner = System owners
report-role-management = Management
report-role-dpo = Data protection officer
report-role-procurement = Procurement and contracts
report-role-human-resources = Human resources
report-role-communication = Communication
report-role-contingency = Contingency
report-role-facilities = Facilities
report-role-employees = Other employees
report-role-external-consultant = External consultants

report-doc-memo = Management memo
report-doc-note = Memo
report-doc-plan = Action plan
report-doc-logo = The municipality's logo
report-doc-subject = Subject
report-doc-sender = From
report-doc-date = Date
report-doc-recipients = To
report-doc-reference = Case no.
report-doc-background = Background
report-doc-findings = Main findings
report-doc-plan-section = Recommended action plan
report-doc-resources = Resources needed
report-doc-conclusion = Conclusion and recommendation
report-doc-figure-table = The numbers behind the figure
report-doc-footer = Figures from { $analysis }, drawn up { $date }
report-doc-plan-footer = { $title }, { $date }
report-doc-farthest = { $area }: farthest from its target
report-doc-at-target = All areas are on target
report-doc-figure-alt = Bars for { $count } areas: maturity now against target on a scale from 0 to 5. Total { $total }, target { $target }.
report-doc-missing = not assessed
report-doc-area = Area
report-doc-now = Now
report-doc-target = Target
report-doc-open-measures = Open measures
report-doc-count = Number
report-doc-once-kr = One-off cost, DKK
report-doc-yearly-kr = Yearly cost, DKK
report-doc-inside = Within budget
report-doc-outside = Beyond budget
report-doc-period = Period
report-doc-summary = Summary
report-doc-projection = Expected maturity
report-doc-schedule = Schedule
report-doc-measures = Measures
report-doc-measure-details = The measures one by one
report-doc-economy = Money and hours
report-doc-annex = Annex: findings of the gap analysis
report-doc-number = No.
report-doc-measure = Measure
report-doc-description = Description
report-doc-owner = Owner
report-doc-unit = Unit
report-doc-no-unit = No unit
report-doc-phase = Phase
report-doc-start = Start
report-doc-due = Due
report-doc-once = One-off cost
report-doc-yearly = Yearly cost
report-doc-running = Running cost
report-doc-hours = Hours
report-doc-state = State
report-doc-progress = Progress
report-doc-lifts = Lifts
report-doc-late = Late
report-doc-late-mark = late
report-doc-code = Code
report-doc-control = Control
report-doc-score = Score
report-doc-finding = Finding
report-doc-not-assessed = Not assessed
report-doc-not-set = Not set
report-doc-kroner = DKK
report-doc-page-of = page {"{"}page{"}"} of {"{"}pages{"}"}
report-doc-sheet-economy = Money
report-doc-sheet-findings = Findings
report-doc-of-five = { $score } of 5
report-doc-maturity-now = Maturity now
report-doc-maturity-then = Expected { $when }
report-doc-cost-period = Cost { $first }-{ $last }
report-doc-hours-total = Hours in total
report-doc-reached = The target is reached in { $when }
report-doc-not-reached = The plan does not reach the target
report-doc-projection-alt = Step line: maturity goes from { $from } to { $to } in { $when }.
report-doc-today = today
report-doc-target-line = target { $target }
report-doc-quarter-prefix = Q
report-doc-gantt-title = { $n ->
    [0] All measures are on schedule
    [one] One measure is late
   *[other] { $n } measures are late
}
report-doc-gantt-alt = { $n ->
    [one] Schedule with one measure; its dates are in the list of measures.
   *[other] Schedule with { $n } measures; their dates are in the list of measures.
}
report-doc-per-year = Cost per year, DKK
report-doc-per-phase = Cost per phase, DKK
report-doc-per-unit = Cost per unit, DKK
report-doc-per-quarter = Hours per quarter, { $first }-{ $last }
report-doc-expense = Cost
report-doc-of-which = Of which: { $part }
report-doc-total = Total
report-doc-role = Role
report-doc-top-year = Cost peaks in { $year }
