fault-too-many = There can be at most { $max }.
fault-year-out-of-range = “{ $value }” is outside the years { $min } to { $max }.
fault-before-start = The last day is before the first. Correct one of them.
fault-duplicate = It stands there twice. Remove one.
fault-on-itself = A measure cannot wait for itself.
fault-state-not-reachable = That state cannot follow the present one. Take one step at a time.
fault-needed-when-done = Write when the measure was finished.
fault-only-when-done = Only a measure that is done has a date of completion. Remove the date, or choose “Done”.
fault-not-full-when-done = A measure that is done is 100 percent done.
fault-phase-or-due = Choose a phase, or write a last day.
fault-cycle = The measures wait for each other in a circle: { $path }. Remove one of them.
fault-too-many-years = The plan can cover at most { $max } years.
fault-whole-number = “{ $value }” is not a whole number. Write it without decimals, for example 180,000.
fault-not-a-date = “{ $value }” is not a date. Write it as 2026-10-12.

plan-crumbs = Breadcrumb
plan-tab-list = List
plan-tab-board = Board
plan-tab-gantt = Gantt
plan-tab-economy = Economy
plan-tab-projection = Projection

plan-empty-heading = There is no action plan yet
plan-empty-lead = An action plan gathers what is to be done about the findings: who, when, for how much, and what it lifts.
plan-empty-example = An example
plan-empty-example-title = MFA for finance and care
plan-empty-example-facts = Owner: head of IT. 3-6 months, DKK 180,000 and 240 hours.
plan-empty-example-effect = Lifts AD-03 from 1 to 3.
plan-create = Create an action plan
plan-see-findings = See the findings of the gap analysis
plan-no-measures = The plan has no measures yet
plan-no-measures-lead = Begin with the control that lifts the most, or write a measure from scratch.

plan-new-measure = Add a measure
plan-new-for-control = Add a measure for { $code }
plan-all-done = { $n ->
    [one] The one measure of the plan is closed
   *[other] All { $n } measures are closed
}
plan-none-late = { $n ->
    [one] The one open measure is on time
   *[other] None of { $n } open measures is late
}
plan-some-late = { $n } of { $m } open { $m ->
    [one] measure
   *[other] measures
} { $n ->
    [one] is late
   *[other] are late
}
plan-lead-cost = The plan costs { $once } once and { $yearly } a year.
plan-lead-lift = The plan lifts maturity from { $from } to { $to } by { $date }. It costs { $once } once and { $yearly } a year.
plan-slips = Delays that push others
plan-slip-heading = { $name } is { $n } { $n ->
    [one] day
   *[other] days
} over
plan-pushed-to = pushed to { $date }
plan-delay = { $code } by { $n } { $n ->
    [one] day
   *[other] days
}
plan-days-late = { $n } { $n ->
    [one] day
   *[other] days
} over
plan-delays = Pushes
plan-delays-column = Pushes
plan-filters = Filters
plan-chip-all = All
plan-chip-late = Late
plan-chip-mine = Mine
plan-chip-proposed = Proposed
plan-chip-approved = Approved
plan-chip-in-progress = In progress
plan-chip-done = Done
plan-chip-dropped = Dropped
plan-search = Search
plan-unit = Administration
plan-owner = Owner
plan-phase = Phase
plan-all = All
plan-show = Show
plan-nothing-found = No measure matches the filters.
plan-show-all = Show all
plan-measures = Measures
plan-list-caption = Measures of the action plan
plan-measure = Measure
plan-due = Due
plan-once-kr = Once, DKK
plan-yearly-kr = Yearly, DKK
plan-hours = Hours
plan-state = State
plan-total = Total { $n }
plan-shows = Showing { $first }-{ $last } of { $total }.
plan-pages = Pages
plan-previous = Previous
plan-next = Next
plan-settings = Name and period of the plan

plan-phase-months-0-3 = 0-3 months
plan-phase-months-3-6 = 3-6 months
plan-phase-months-6-12 = 6-12 months
plan-phase-months-12-18 = 12-18 months
plan-phase-later = Later
plan-phase-of-dates = Follows the last day
plan-state-proposed = Proposed
plan-state-approved = Approved
plan-state-in-progress = In progress
plan-state-done = Done
plan-state-dropped = Dropped
plan-sourcing-internal = Own staff
plan-sourcing-external = Supplier
plan-sourcing-mixed = Own staff and supplier
plan-role-information-security = Information security
plan-role-it-operations = IT operations
plan-role-development = Development and digitalisation
plan-role-project-management = Project management
plan-role-system-owner = System owner
plan-role-management = Management
plan-role-dpo = Data protection officer
plan-role-procurement = Procurement and contracts
plan-role-human-resources = Human resources
plan-role-communication = Communication
plan-role-contingency = Contingency planning
plan-role-facilities = Buildings and facilities
plan-role-employees = Other employees
plan-role-external-consultant = External consultant
plan-whole = Whole municipality
plan-no-owner = No owner yet
plan-none = None

plan-board-heading = { $n ->
    [0] No measure is in progress
    [one] One measure is in progress
   *[other] { $n } measures are in progress
}
plan-board-lead = { $n } late in all. { $m } waiting for approval.
plan-move-approved = Approve
plan-move-in-progress = Start
plan-move-done = Report as done

plan-gantt-late = { $title } is { $n } { $n ->
    [one] day
   *[other] days
} behind
plan-gantt-on-time = Every measure follows the plan
plan-gantt-lead = { $n ->
    [0] No measure is expected to finish after it is due.
    [one] One measure is expected to finish after it is due.
   *[other] { $n } measures are expected to finish after they are due.
}
plan-span = { $from } to { $to }
plan-today = today
plan-quarter-prefix = Q
plan-late = late
plan-no-dates = no dates
plan-gantt-scroll = Time plan, scrolls sideways
plan-gantt-hint = Hatching is delay. The upright line is today. Arrows show what waits for what.
plan-dates-table = Dates as a table
plan-dates = Dates
plan-start = Start
plan-expected = Expected

plan-economy-heading = The plan costs { $once } once and { $yearly } a year
plan-economy-lead = From { $from } to { $to }, { $within } fits within existing budgets. { $outside } does not.
plan-economy-rule = A one-off cost falls in the year in which the measure is expected to finish. Running costs begin in the month after. Dropped measures do not count.
plan-per-year = Kroner per year
plan-per-year-scroll = Kroner per year, scrolls sideways
plan-years-description = Kroner per year, within and outside existing budgets
plan-year = Year
plan-once = One-off cost
plan-yearly = Yearly cost
plan-running = Running costs
plan-sum = Total
plan-in-years = In the plan’s years
plan-count = Number
plan-frames = Within and outside existing budgets
plan-frame = Budget
plan-budget-within = Within existing budgets
plan-budget-outside = Outside existing budgets
plan-per-phase = Kroner per phase
plan-per-unit = Kroner per administration
plan-once-outside = { $amount } of one-off costs falls outside the plan’s years.
plan-no-hours = No hours are written on the measures
plan-hours-heading = { $quarter } takes the most hours: { $n }
plan-hours-caption = Hours per quarter and role
plan-hours-scroll = Hours per quarter, scrolls sideways
plan-short-quarter = Q{ $n } { $year }
plan-role = Role

plan-target-reached = The target of { $target } is reached
plan-target-on = The target of { $target } is reached in { $quarter }
plan-target-missed = The plan reaches { $level }, not the target of { $target }
plan-projection-lead = Maturity is { $from } now and { $to } on { $date } if the plan is followed. The figures build on { $title }.
plan-steps = Steps of the projection
plan-date = Date
plan-maturity = Maturity
plan-because = Because
plan-missing = Left to the target
plan-assessed-of = { $n } of { $m } controls are assessed
plan-target-label = target { $target }
plan-projection-rule = On the day on which a measure is expected to finish, its controls rise to the level that it promises. What is done counts when the control has been assessed again.
plan-not-reassessed = Done, but not assessed again
plan-not-reassessed-lead = These controls still stand below what the finished measure promised. Assess them again.
plan-not-assessed = Lifting controls that are not assessed
plan-not-assessed-lead = The lift counts when the control has been assessed.
plan-controls = Controls
plan-control = Control
plan-now = Now
plan-promised = Promised
plan-no-projection = There is no gap analysis to calculate from
plan-no-projection-lead = The projection puts the plan’s lifts on top of the latest answers. There are no answers yet.
plan-no-projection-example = Example: if AD-03 stands at 1 and a measure lifts it to 3 in March, the line rises in March.
plan-to-analyses = Go to the gap analysis

plan-how-far = How far are we?
plan-progress = Done
plan-completed-on = Finished on
plan-done-hint = Choosing “Done” sets progress to 100 percent, and the date to today if it is blank.
plan-save-status = Save status
plan-edit = Edit
plan-what = What is to be done?
plan-lifts = { $n ->
    [0] Lifts no controls
    [one] Lifts one control
   *[other] Lifts { $n } controls
}
plan-lifts-none-lead = Edit the measure and choose the controls that it lifts. Then it shows in the projection.
plan-becomes = Becomes
plan-target = Target
plan-order = Order
plan-waits-for = Waits for
plan-waits-for-none = Can begin without waiting for others
plan-waited-for = Others that wait for it
plan-waited-for-none = Nothing waits for it
plan-ready = expected by { $date }
plan-about = About the measure
plan-sourcing = Who does the work?
plan-history = See its history
plan-archive = Archive the measure
plan-archive-consequence = It leaves the plan, and measures that wait for it wait no longer. Its history and number are kept. If it is just not going to happen, set the state to “Dropped”.
plan-lead-done = Done on { $date }.
plan-lead-dropped = Dropped. It does not count in economy and projection.
plan-lead-open = { $progress } percent done. Due { $due }.
plan-lead-late = { $progress } percent done. It was due { $due } and is expected by { $date }.
plan-lifts-total = Lifts the municipality from { $from } to { $to }.
plan-lifts-total-little = The lift is too small to move the municipality’s { $from }.

plan-form-lead = Keep it short. Everything can be changed later.
plan-faults = { $n ->
    [one] One field needs something
   *[other] { $n } fields need something
}
plan-fault-title = Error: { $title }
plan-title = What is to be done?
plan-title-hint = Short and concrete, for example “MFA for finance and care”.
plan-description = Description
plan-optional = optional
plan-only-done = only when it is done
plan-who = Who?
plan-when = When?
plan-when-hint = Choose a phase, or write dates. Dates go before the phase.
plan-after = Can begin only after
plan-after-row = Can begin only after, row { $n }
plan-add-row = Add a row
plan-cost = What does it cost?
plan-fits-frames = Fits within existing budgets
plan-hours-per-role = Hours per role
plan-what-lifted = What does it lift?
plan-choose-control = Choose a control
plan-its-target = The control’s target
plan-effect = Lifts the control from { $now } to { $level }. The target is { $target }.
plan-effect-reached = The control is at { $now } already. The target is { $target }.
plan-effect-unknown = Lifts the control to { $level }. The target is { $target }. The control is not assessed yet.
plan-save = Save
plan-cancel = Cancel

plan-title-draft = Action plan { $from }-{ $to }
plan-settings-of = Edit { $title }
plan-settings-lead = Phases are counted from the first day of the plan. Economy is shown for each of its years.
plan-name = Name
plan-first-day = First day
plan-last-day = Last day
plan-note = Remark
plan-is-current = This is the plan that is worked by.
plan-make-current = Work by this plan in place of the present one
plan-other-plans = Other plans
plan-current = worked by
plan-create-another = Create a new action plan
plan-oscal = Get the plan as OSCAL
