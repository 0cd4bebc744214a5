menu-recovery = Recovery
recovery-lead = What falls when something fails, and in which order does it come back? A scenario says what strikes. Bavn computes the rest from the register, the impact analyses and the teams.
recovery-new = New scenario
recovery-scenario = Scenario
recovery-scenarios = { $n ->
    [0] Scenarios
    [one] One scenario
   *[other] { $n } scenarios
}
recovery-archived-heading = Archived scenarios
recovery-empty = There are no scenarios here.
recovery-caption = Scenarios with what fails, when they begin, and for how long they are followed
recovery-number = Number
recovery-fails = What fails
recovery-starts = Begins
recovery-horizon = Followed for
recovery-open = See
recovery-open-course = The course of { $name }
recovery-open-order = The order in { $name }
recovery-tab-facts = The scenario
recovery-tab-course = Course
recovery-tab-order = Order
recovery-in-use = Show scenarios in use
recovery-archived-link = Show archived scenarios
recovery-ready = { $n ->
    [one] One ready-made scenario
   *[other] { $n } ready-made scenarios
}
recovery-ready-about = Made from the national risk picture and recommendations on contingency planning. Begin with one and make it your own.
recovery-source = Builds on: { $source }
recovery-copy = Begin with this
recovery-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
recovery-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
recovery-minutes = { $n } min
recovery-typed-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
recovery-typed-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
recovery-typed-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
recovery-typed-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
recovery-at-once = at once
recovery-after = after { $time }
recovery-moment = { $day } { $time }
recovery-moment-week = { $day } { $time }, week { $week }
recovery-weekday-0 = Monday
recovery-weekday-1 = Tuesday
recovery-weekday-2 = Wednesday
recovery-weekday-3 = Thursday
recovery-weekday-4 = Friday
recovery-weekday-5 = Saturday
recovery-weekday-6 = Sunday
recovery-more = { $n ->
    [one] and 1 more
   *[other] and { $n } more
}
recovery-select-none = Choose, or write a name beside it
recovery-select-kind = Everything of the kind { $kind }
recovery-select-reserves = Reserves of the kind { $kind }
recovery-select-largest = The most important of the kind { $kind }
recovery-select-largest-supplier = The supplier that most rests on
recovery-select-all-windows = Everything with Windows: servers, computers and what the municipality runs itself
recovery-select-all-on-premises = Everything in the own server room: servers, storage, network and what the municipality runs itself
recovery-select-all-systems = All it systems and shared solutions
recovery-select-all-cloud = Everything in the cloud
recovery-missing-people = { $n ->
    [one] 1 person is missing
   *[other] { $n } people are missing
}
recovery-f-name = Name
recovery-f-description = What happens
recovery-f-weekday = Begins on a
recovery-f-minute = At
recovery-f-horizon = Followed for
recovery-f-horizon-hint = Write a number and a unit, for example 14 days.
recovery-f-what = What
recovery-f-named = Or one asset or supplier
recovery-f-from = When
recovery-f-minutes = For how long
recovery-fails-hint = Choose a kind, or write the name or number of one asset (A-12) or one supplier (L-3). Write times with a unit, for example 6 hours. Without a time under "When" it fails at once. Without a time under "For how long" it is down until it is restored. Empty rows are not saved.
recovery-line = Failure { $number }
recovery-missing = Absence
recovery-missing-hint = Write how many are missing from each recovery team throughout.
recovery-missing-none = All teams are complete.
recovery-missing-of = { $team }: { $n ->
    [one] 1 is missing
   *[other] { $n } are missing
}
recovery-no-teams = There are no recovery teams yet.
recovery-teams-link = Make teams
recovery-team = Team
recovery-team-size = People
recovery-people-missing = Missing
recovery-people-of = How many are missing: { $name }
recovery-save = Save
recovery-cancel = Cancel
recovery-edit = Edit
recovery-history = See the history
recovery-archive = Archive
recovery-archive-about = The scenario is taken out of use. Its history and the plans made from it are kept.
recovery-archived = Out of use.
recovery-about = About the scenario
recovery-fails-none = Nothing fails by itself.
recovery-hits = Hits now
recovery-hits-nothing = Nothing in the register. The row is left out of the calculation.
recovery-hit = { $n ->
    [0] Hits nothing in the register
    [one] Hits one asset or supplier directly
   *[other] Hits { $n } assets and suppliers directly
}
recovery-assets = { $n ->
    [one] { $n } asset
   *[other] { $n } assets
}
recovery-lasts = Lasts
recovery-until-restored = until it is restored
recovery-see-course = See what falls when
recovery-see-order = See the order back
fault-not-a-duration = "{ $value }" is not a length of time. Write a number and a unit, for example 4 hours or 2 days, at most a year.
fault-scenario-horizon = The scenario must be followed for at least { $hours } hour and at most { $days } days.
fault-nothing-happens = Choose something that fails, or write who is missing.
fault-after-the-end = It begins only when the scenario has ended. Let the scenario last longer, or let it begin earlier.
fault-lasts-no-time = It must last at least a minute. Leave the field empty if it is down until it is restored.
fault-missing-people = At least one must be missing, and each team may stand only once.
fault-what-or-named = Either choose a kind or write a name, not both: "{ $value }".
fault-nothing-named-so = No asset and no supplier is called "{ $value }". Write a number or a name from the register.
log-kind-scenario = Scenario
recovery-tick-hours = { $n } h
recovery-tick-days = { $n } d
recovery-whole-municipality = The whole municipality
recovery-hidden-task = A task of another unit
recovery-hidden-asset = An asset of another unit
recovery-down = Down
recovery-bridging = Gets by on a fallback or a reserve
recovery-worse = Works, but worse
recovery-rto = RTO
recovery-mtpd = MTPD
recovery-course-chart = What falls when
recovery-course-chart-about = A lane for each task: when it gets by on a fallback, and when it is down. The figures are in the table.
recovery-course-table = Tasks that are hit
recovery-course-heading = { $n ->
    [one] 1 of { $all } tasks stops, { $time }
   *[other] { $n } of { $all } tasks stop, the first { $time }
}
recovery-course-nothing = No critical task stops
recovery-course-lead = Begins { $moment }. { $n ->
    [one] One asset or supplier is down
   *[other] { $n } assets and suppliers are down
} on the way. Followed for { $horizon }.
recovery-course-bare = Nothing is restored on the way here.
recovery-course-restored = Things are restored on the way here, in the computed order.
recovery-course-show-bare = Show without recovery
recovery-course-show-restored = Show with recovery
recovery-course-no-assets = The scenario hits nothing in the register. Change it, or add the assets.
recovery-course-no-tasks = { $n ->
    [one] One asset is down, but no critical task is tied to it. Write what tasks need in the impact analysis.
   *[other] { $n } assets are down, but no critical task is tied to them. Write what tasks need in the impact analysis.
}
recovery-chart-scroll = Timeline, can be scrolled sideways
recovery-chart-cut = The picture shows the first 60 lanes. The rest are in the table.
recovery-task = Task
recovery-unit = Administration
recovery-stops = Stops
recovery-bridged = On its fallback
recovery-down-for = Down for
recovery-citizens = Citizens
recovery-promise = Promise
recovery-at-least = at least { $time }
recovery-carried = The fallback carries
recovery-only-worse = Works, but worse
recovery-kept = Kept
recovery-not-kept = Not kept
recovery-past-rto = Past its RTO
recovery-past-mtpd = Past its MTPD
recovery-never-back = Does not come back
recovery-late-by = { $time } too late
recovery-units = Administrations
recovery-tasks-stop = Tasks that stop
recovery-first-stop = The first stops after
recovery-citizens-at-most = Citizens, at most
recovery-of = { $n } of { $all }
recovery-citizens-over-time = Citizens hit over time
recovery-citizens-about = A citizen whom several tasks concern is counted for each.
recovery-citizens-most = At most { $number } citizens at the same time.
recovery-as-table = As a table
recovery-order-nothing = No task stops
recovery-order-all-met = { $n ->
    [one] The one task that stops is back in time
   *[other] All { $n } tasks that stop are back in time
}
recovery-order-late = { $n ->
    [one] 1 of { $all } tasks that stop is back too late
   *[other] { $n } of { $all } tasks that stop are back too late
}
recovery-order-no-steps = There is nothing to restore. Write recovery steps on the assets, or let the scenario hit something that the municipality itself brings back.
recovery-order-lead = { $steps } steps in { $waves } waves. Everything is restored after { $time }, { $moment }.
recovery-proved = The order is proved best: no other gives less lateness.
recovery-within = No other order can give more than { $percent } percent less lateness.
recovery-order-chart = The order in time
recovery-order-chart-about = A lane for each asset that is restored. Everything is done after { $time }.
recovery-critical = Critical path
recovery-other-work = Other work
recovery-critical-heading = The critical path: { $n } steps
recovery-critical-about = The steps that decide when everything is done. Each is held back by the one before it.
recovery-conflicts = { $n ->
    [0] No conflicts
    [one] One conflict
   *[other] { $n } conflicts
}
recovery-conflicts-about = This cannot hold, whatever order is chosen.
recovery-conflicts-all = See every conflict
recovery-steps-more = { $n ->
    [one] 1 more step follows after these.
   *[other] { $n } more steps follow after these.
}
recovery-stuck-more = { $n ->
    [one] 1 more does not stand here.
   *[other] { $n } more do not stand here.
}
recovery-stuck-all = Show all of it
recovery-steps-all = Show every step
recovery-conflicts-more = { $n ->
    [one] 1 more conflict
   *[other] { $n } more conflicts
}
recovery-conflict-rto-beyond-mtpd = { $task }: the RTO is { $rto }, but the task can only be done without for { $mtpd } (MTPD).
recovery-conflict-restore-beyond-rto = { $task } must be back within { $allowed }, but { $asset } takes { $takes } to restore.
recovery-conflict-rpo-beyond-backup = { $task } may lose at most { $rpo } of data, but { $interval } pass between copies of { $asset }.
recovery-conflict-needs-later = { $task } must be back within { $allowed }, but builds on { $on }, which is promised only after { $rto }.
recovery-conflict-ring = { $thing } and { $without } wait for each other. One of them must begin without the other.
recovery-conflict-nobody-not-ours = Nobody here can restore { $asset }, which { $task } builds on.
recovery-conflict-nobody-no-steps = { $asset } has no recovery steps, but { $task } builds on it.
recovery-conflict-nobody-too-few = A step for { $asset } takes more people than the team has. { $task } builds on it.
recovery-conflict-nobody-no-hours = The teams for { $asset } are never at work together for long enough. { $task } builds on it.
recovery-conflict-never-tested = Restoring { $asset } was never tried, but { $task } builds on it.
recovery-conflict-tested-long-ago = Restoring { $asset } was last tried { $day }.
recovery-conflict-test-took-longer = The last test of { $asset } took { $measured }, longer than the { $planned } that the steps are said to take at worst.
recovery-stuck = { $n ->
    [one] One thing that nobody brings back
   *[other] { $n } things that nobody brings back
}
recovery-stuck-not-ours = comes back by itself, and the scenario does not say when{ $about }.
recovery-stuck-no-steps = has no recovery steps{ $about }.
recovery-stuck-too-few = a step takes more people from { $about } than there are in this scenario.
recovery-stuck-no-hours = the teams for the step "{ $about }" are never at work together for long enough.
recovery-stuck-waits-for = waits for { $about }.
recovery-make-measure = Make a measure
recovery-make-measure-of = Make a measure: { $text }
recovery-measure-about = Found in scenario { $code } { $name }.
recovery-measure-conflict = Resolve the conflict: { $text }
recovery-measure-stuck = Make it possible to restore { $name }
recovery-tasks-heading = Tasks and promises
recovery-tasks-about = { $n ->
    [0] RTO and MTPD count from when the task stops.
   *[other] RTO and MTPD count from when the task stops. The probabilities come from { $n } runs with the short, usual and long times of the steps.
}
recovery-tasks-calm = { $n ->
    [one] 1 task goes on
   *[other] { $n } tasks go on
}
recovery-back = Back
recovery-chance-rto = Meets RTO
recovery-chance-mtpd = Meets MTPD
recovery-percent = { $n }%
recovery-percent-least = under 1%
recovery-percent-most = over 99%
recovery-helps = What helps most
recovery-helps-about = Each proposal is computed on its own. The first helps most.
recovery-helps-what = Proposal
recovery-helps-effect = Effect
recovery-helps-measure = Measure
recovery-effect-mends = { $n ->
    [one] This task keeps its promise: { $tasks }.
   *[other] { $n } tasks keep their promises: { $tasks }.
}
recovery-effect-less = { $percent }% less lateness.
recovery-effect-shorter = Everything is done { $time } earlier.
recovery-wave = { $n ->
    [one] Wave { $number }: 1 step
   *[other] Wave { $number }: { $n } steps
}
recovery-step = Step
recovery-who = Who
recovery-takes = Takes
recovery-begins-at = Begins after
recovery-done-at = Done after
recovery-why = Why here
recovery-slack = Can wait
recovery-on-critical = Critical path
recovery-nobody-needed = Nobody
recovery-people-from = { $n } from { $team }
recovery-why-at-once = Begins at once.
recovery-why-failed = Begins when it fails.
recovery-why-after = Waits for { $steps }.
recovery-why-busy = { $team } is busy with { $steps }.
recovery-why-off-duty = { $team } is not at work until then.
recovery-why-outage = What the asset stands on comes back by itself only then.
recovery-why-free = Could begin earlier without helping anybody.
recovery-why-for = First needed by { $task }.
recovery-teams = Teams
recovery-duty = At work
recovery-load = Work
recovery-people-less = { $n }, of whom { $missing } are missing
recovery-duty-always = Day and night
recovery-duty-hours = { $days } { $from }-{ $until }
recovery-day-short-0 = Mo
recovery-day-short-1 = Tu
recovery-day-short-2 = We
recovery-day-short-3 = Th
recovery-day-short-4 = Fr
recovery-day-short-5 = Sa
recovery-day-short-6 = Su
recovery-person-hours = { $n ->
    [one] 1 person-hour
   *[other] { $n } person-hours
}
recovery-plan-title = Title of the plan
recovery-plan-note = Remark
recovery-keep-plan = Keep as a draft plan
recovery-plans-kept = Plans kept:
recovery-plans = { $n ->
    [0] Recovery plans
    [one] One recovery plan
   *[other] { $n } recovery plans
}
recovery-plans-none = None yet. Open the order of a scenario and keep it as a plan.
recovery-plan = Plan
recovery-plan-about = About the plan
recovery-plan-edit = Change title and remark
recovery-plan-archived = The plan is out of use.
recovery-plan-archive-about = The plan is taken out of use. Its history is kept.
recovery-plan-state = State
recovery-plan-late = Too late
recovery-state-draft = Draft
recovery-state-approved = Approved
recovery-approved-by = Approved by { $name } on { $date }
recovery-approve = Approve the plan
recovery-computed = Computed
recovery-computed-by = Computed by
recovery-compare = Compare with today
recovery-compare-heading = The plan beside a computation of today
recovery-no-difference = Nothing is otherwise: the register gives the same order today.
recovery-difference = Tasks too late: { $before } in the plan, { $now } today. Everything restored after { $length } in the plan, { $other } today.
recovery-tasks-changed = Tasks that fare otherwise
recovery-steps-changed = { $n ->
    [one] One step has moved
   *[other] { $n } steps have moved
}
recovery-in-plan = In the plan
recovery-now = Today
recovery-not-there = Not there
recovery-doc-kind = Recovery plan
recovery-doc-approved-by = Approved by
recovery-doc-approved-on = Date
recovery-doc-signature = Signature
recovery-doc-stop = tasks stop
recovery-doc-kept = are back in time
recovery-doc-steps = steps
recovery-doc-length = until everything is restored
recovery-doc-hits = Hits
recovery-doc-scenario = What happens
recovery-doc-scenario-about = Begins { $moment } and is followed for { $horizon }.
recovery-doc-order = The order
recovery-doc-order-about = Times count from the beginning of the event. Bold is the critical path: if one of those steps is late, everything is late.
recovery-doc-wave = Wave
recovery-doc-conflict = Conflict
recovery-doc-sheet-scenario = Scenario
recovery-doc-sheet-order = Order
recovery-doc-sheet-tasks = Tasks
recovery-doc-sheet-conflicts = Conflicts
recovery-doc-sheet-helps = What helps
recovery-doc-sheet-teams = Teams
fault-too-much-to-compute = There is too much to compute: { $value } ({ $what }), at most { $max }.
fault-cannot-compute = This cannot be computed: { $value }
log-kind-recovery-plan = Recovery plan
fault-exactly-one = Choose exactly one of asset, supplier and selector.
recovery-help-more-people = { $n ->
    [one] One more in { $team }
   *[other] { $n } more in { $team }
}
recovery-help-round-the-clock = { $team } can be called in day and night
recovery-help-shorter-step = Make "{ $step }" for { $asset } faster: { $to } instead of { $from }
recovery-help-tested-restore = Test restoring { $asset }, so that it goes as it usually does
recovery-help-alternative = Have an alternative ready for { $asset }
recovery-help-longer-fallback = Make the fallback of { $task } last { $time } longer
recovery-see-map = See it on the map of dependencies
recovery-effect-mean = { $percent }% less lateness on average when steps take longer.
