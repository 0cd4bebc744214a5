bia-heading = { $n ->
    [0] No critical tasks yet
    [one] One critical task
   *[other] { $n } critical tasks
}
bia-lead = What the municipality cannot do without for long, how bad it becomes, and when it must be back.
bia-new = New critical task
bia-task = Task
bia-heat = Heat map
bia-conflicts = Conflicts
bia-empty = What a critical task looks like
bia-empty-example-title = Medicine for citizens at home
bia-empty-example-facts = Home care · 1,150 citizens · away at most: 3 days · back within: 36 hours · lists on paper carry for 36 hours
bia-states = Show only
bia-chip-all = All
bia-chip-draft = Draft
bia-chip-submitted = Awaiting approval
bia-chip-approved = Approved
bia-chip-review-due = Review overdue
bia-chip-no-owner = Without owner
bia-chip-no-fallback = Without fallback
bia-chip-archived = Out of use
bia-search = Search name, number and description
bia-list = Critical tasks
bia-nothing-found = No tasks match. Change the search.
bia-shows = Showing { $first } to { $last } of { $total }.
bia-state = State
bia-state-draft = Draft
bia-state-submitted = Awaiting approval
bia-state-approved = Approved
bia-citizens = Citizens
bia-mtpd = Away at most (MTPD)
bia-rto = Back within (RTO)
bia-review = Review
bia-overview = The task
bia-pages = Pages of the interview
bia-step = { $n } of { $all }: { $title }
bia-page-task = Task and duty
bia-page-citizens = Citizens and peaks
bia-page-impact = Impact over time
bia-page-targets = Four targets
bia-page-fallback = Fallback
bia-page-needs = What it stands on
bia-page-review = People, places and submission
bia-page-lead-task = Begin with the task, not the system. Each page is saved by itself. You can stop and come back at any time.
bia-page-lead-citizens = Who feels it, and when in the year can it least wait?
bia-page-lead-impact = Choose for each time how bad it has become. Answer as if the fallback did not exist. Leave blank what you do not know.
bia-page-lead-targets = Bavn suggests from the answers about impact. Write your own figures, and why they are right.
bia-page-lead-fallback = How is the task done without the usual means, and for how long does that carry?
bia-page-lead-needs = Include what stops the task or makes it clearly worse.
bia-page-lead-review = Write the last, save, and send the analysis for approval.
bia-f-name = Name of the task
bia-f-unit = Administration or institution
bia-f-owner = Owner
bia-f-approver = Approver
bia-f-description = What is done, and for whom
bia-f-legal-duty = Which law says that the municipality must
bia-f-citizens = Citizens who are hit
bia-f-peak-months = Months in which it can least wait
bia-f-peak-note = Other peaks
bia-f-impact = Impact over time
bia-f-mtpd-minutes = Longest acceptable outage (MTPD)
bia-f-mtpd-reason = Why that outage
bia-f-rto-minutes = Recovery time objective (RTO)
bia-f-rto-reason = Why that objective
bia-f-rpo-minutes = Largest acceptable loss of data (RPO)
bia-f-rpo-reason = Why that loss
bia-f-mbco-percent = Least acceptable level (MBCO), percent
bia-f-mbco-reason = What must be done, and what may wait
bia-f-fallback = Fallback
bia-f-fallback-minutes = For how long it carries
bia-f-fallback-percent = What share is done, percent
bia-f-fallback-needs = What it takes
bia-f-fallback-tried-on = Last tried
bia-f-staff = People
bia-f-staff-least = Fewest people it takes
bia-f-places = Places
bia-f-supplies = Supplies
bia-f-review-on = Review on
bia-hint-name = For example 'Medicine for citizens at home'.
bia-hint-legal-duty = For example 'Social Services Act § 83'. Leave blank if the task is voluntary.
bia-hint-peak-note = Time of day or week, payroll, deadlines.
bia-hint-fallback = Briefly, as you would tell a substitute. Leave blank if there is none.
bia-hint-staff = Who, and what they must be able to do.
bia-hint-places = Where the task is done, and where else it can be.
bia-hint-supplies = Cars, forms, medicine, batteries.
bia-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
bia-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
bia-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
bia-weeks = { $n ->
    [one] 1 week
   *[other] { $n } weeks
}
bia-percent = { $n } percent
bia-unit = Unit
bia-unit-minutes = minutes
bia-unit-hours = hours
bia-unit-days = days
bia-unit-weeks = weeks
bia-month-1 = January
bia-month-2 = February
bia-month-3 = March
bia-month-4 = April
bia-month-5 = May
bia-month-6 = June
bia-month-7 = July
bia-month-8 = August
bia-month-9 = September
bia-month-10 = October
bia-month-11 = November
bia-month-12 = December
bia-suggest-mtpd = Suggestion: { $time }. By then the impact on { $dimension } has reached { $level }.
bia-suggest-rto = Suggestion: { $time }, so that there is time left if something goes wrong.
bia-suggest-rpo = Suggestion: { $time }. More can seldom be written in again.
bia-suggest-mbco = Suggestion: { $percent } percent.
bia-warnings = Look at this once more
bia-warning-rto-over-mtpd = The task is to be back only after the longest acceptable outage has passed.
bia-warning-mtpd-over-impact = The longest acceptable outage is longer than the answers about impact allow.
bia-warning-fallback-without-time = There is a fallback, but nobody has written for how long it carries.
bia-warning-fallback-under-rto = The fallback carries for less time than until the task is to be back.
bia-warning-fallback-under-mbco = The fallback does less than the least acceptable level.
bia-warning-fallback-never-tried = The fallback was never tried.
bia-missing = Before the analysis can be sent for approval, this is missing:
bia-submit-title = Send for approval
bia-submit-about = Save first what you have written above. The approver sees the analysis as it is saved.
bia-submit = Send for approval
bia-approve = Approve
bia-approve-about = You answer for the figures until the next review.
bia-approved-by = Last approved { $at } by { $by }.
bia-send-back = Send back
bia-interview = Go to the interview
bia-of-all = The whole municipality
bia-dimension = Dimension
bia-highest = The worst of them
bia-levels = 0 none, 1 small, 2 noticeable, 3 serious, 4 catastrophic. – means that nobody has answered.
bia-needs = What the task stands on
bia-no-needs = Nothing has been written yet.
bia-change-needs = Change what the task stands on
bia-next = Next
bia-back = Back
bia-close = Close
bia-save-next = Save and go on
bia-save-back = Save and go back
bia-save-close = Save and close
bia-archive-consequence = The task is taken out of use. Number and history stay.
bia-heat-lead = How bad it becomes when the task stands still: the worst of the dimensions. The worst stands first.
bia-heat-lead-one = How bad it becomes when the task stands still: { $dimension }. The worst stands first.
bia-heat-none = No tasks have answers about impact.
bia-heat-more = { $n ->
    [one] One more task is not shown. Choose a unit.
   *[other] { $n } more tasks are not shown. Choose a unit.
}
bia-heat-unsaid = { $n ->
    [one] One task has no answers here.
   *[other] { $n } tasks have no answers here.
}
need-on = What
need-on-hint = Number or name: an asset (A-12), a supplier or another task (O-3).
need-add = Add
need-effect = What happens without it
need-effect-stops = The task stops
need-effect-worse = The task gets worse
need-after = Stops after
need-after-hint = Blank: when the fallback is used up. 0: at once.
need-group = Alternative
need-group-hint = Give things of which one is enough the same number, 1 to 99.
need-hidden = Something you have no access to
need-stops-at-once = The task stops at once
need-stops-after = The task stops after { $time }
need-stops-fallback = The task stops after { $time }, when the fallback is used up
team-title = Recovery teams
team-heading = { $n ->
    [0] No recovery teams yet
    [one] One recovery team
   *[other] { $n } recovery teams
}
team-new = New team
team-f-name = Name of the team
team-f-capacity = How many at once
team-f-supplier = Supplier, if they are its people
team-hint-capacity = So many can work at the same time.
team-duty = Duty
team-always = Day and night
team-at-hours = At certain hours
team-hours = { $days } { $from }-{ $until }
team-every-day = Every day
team-days = Days
team-day-0 = Monday
team-day-1 = Tuesday
team-day-2 = Wednesday
team-day-3 = Thursday
team-day-4 = Friday
team-day-5 = Saturday
team-day-6 = Sunday
team-from = From
team-until = Until
step-heading = Recovery of { $name }
step-link = Recovery
step-none = Nobody has written how it is brought back.
step-list = Recovery steps
step-add = Add step
step-edit = Change step
step-f-name = What is done
step-f-position = Place
step-f-optimistic-minutes = If all goes easily
step-f-likely-minutes = As it usually does
step-f-pessimistic-minutes = If much goes wrong
step-f-after-assets = After these are back
step-hint-position = 1 first. Steps with the same place run at the same time.
step-hint-after = Beside what the asset itself stands on. Numbers with commas between: A-12, A-13.
step-hint-teams = How many of which team.
step-teams = Teams
step-team = Team { $n }
step-team-gone = a team out of use
step-amount = How many
conflict-heading = { $n ->
    [0] No conflicts
    [one] One conflict
   *[other] { $n } conflicts
}
conflict-lead = Promises that cannot be kept, in whatever order things are restored. Correct the figures, or create a measure.
conflict-problem = The conflicts cannot be found, since facts about teams, steps or dependencies do not fit together. Check them.
conflict-what = Conflict
conflict-see = See
conflict-show-all = Show all { $n }
conflict-more = { $n } more are not shown. Mend those above first.
conflict-every-kind = Show every kind
conflict-hidden = { $n ->
    [one] One conflict is about something you have no access to.
   *[other] { $n } conflicts are about something you have no access to.
}
conflict-kind-rto-beyond-mtpd = Objective longer than the acceptable outage
conflict-kind-restore-beyond-rto = Restoring takes longer than the objective
conflict-kind-rpo-beyond-backup = Backups are too far apart
conflict-kind-needs-later = The task waits for one promised later
conflict-kind-ring = Things that wait for each other in a ring
conflict-kind-nobody-restores = Nobody can bring it back
conflict-kind-never-tested = Restoring was never tried
conflict-kind-tested-long-ago = Restoring was tried too long ago
conflict-kind-test-took-longer = The test took longer than planned
conflict-about-rto-beyond-mtpd = The task is promised back later than it can be done without.
conflict-about-restore-beyond-rto = Even without waiting the asset is not back in time.
conflict-about-rpo-beyond-backup = The time between two copies is longer than the loss of data that the task bears.
conflict-about-needs-later = The two objectives must fit together.
conflict-about-ring = Correct the dependencies, or write what can be started alone.
conflict-about-nobody-restores = Write recovery steps, or give the team more hands.
conflict-about-never-tested = An estimate is no proof. Try a restore, and measure the time.
conflict-about-tested-long-ago = Try again at least once a year.
conflict-about-test-took-longer = The steps must take at least as long as was measured.
conflict-rto-beyond-mtpd = { $task } is to be back within { $rto } but can be done without for only { $mtpd }.
conflict-restore-beyond-rto = { $task } bears { $allowed }, but { $asset } takes { $takes } to restore.
conflict-rpo-beyond-backup = { $task } may lose { $rpo } of data, but { $interval } pass between copies of { $asset }.
conflict-needs-later = { $task } bears { $allowed } but needs { $on }, which is promised back only within { $rto }.
conflict-ring = { $thing } and { $others } wait for each other.
conflict-nobody-restores = { $asset } cannot be brought back: { $why } { $task } stands on it.
conflict-never-tested = Restoring { $asset } was never tried. { $task } stands on it.
conflict-tested-long-ago = Restoring { $asset } was last tried { $on }.
conflict-test-took-longer = Restoring { $asset } took { $measured } in the test, but the steps are set to at most { $planned }.
conflict-measure-rto-beyond-mtpd = Make the objectives fit
conflict-measure-restore-beyond-rto = Make the recovery faster
conflict-measure-rpo-beyond-backup = Take backups more often
conflict-measure-needs-later = Make the objectives fit
conflict-measure-ring = Break the ring of dependencies
conflict-measure-nobody-restores = Describe the recovery
conflict-measure-never-tested = Try a restore
conflict-measure-tested-long-ago = Try a restore again
conflict-measure-test-took-longer = Correct the steps after the test
stuck-not-ours = it comes back only by itself.
stuck-no-steps = there are no recovery steps.
stuck-too-few = '{ $step }' takes more than { $team } has.
stuck-no-hours = the teams of '{ $step }' are never at work together for long enough.
stuck-waits-for = it waits for { $thing }.
stuck-waits-for-hidden = it waits for something you have no access to.
fault-not-a-length-of-time = '{ $value }' is not a length of time. Write a number and choose a unit, such as 4 hours.
fault-negative-time = '{ $value }' is less than nothing. Write a time from 0 up.
fault-time-too-long = '{ $value }' is longer than a year. Write a shorter time.
fault-no-such-month = '{ $value }' is not a month. Write numbers from 1 to 12.
fault-level-falls = { $dimension } is less bad after { $horizon } than before. It cannot get better by waiting: correct one of the answers.
fault-approver-is-owner = The approver cannot be the owner. Choose the owner's manager.
fault-needed-to-submit = { $field } is missing.
fault-review-in-the-future = Write a date after today.
fault-no-such-thing = No asset, supplier or task is called '{ $value }'. Write a number or name.
fault-needed-already = The task stands on it already. Remove it first to change it.
fault-one-of-three = Give exactly one of asset, supplier and task.
fault-conflict-facts = The facts do not fit together: { $value }. Check teams, steps and dependencies.
fault-task-on-itself = A task cannot stand on itself.
fault-task-circle = The tasks wait for each other in a ring: { $path }. Remove a link.
fault-group-differs = Alternatives must have the same effect after the same time. Correct it, or use another number.
fault-needs-changed-meanwhile = Somebody else has changed what the task stands on. Look at the list, and add again.
fault-steps-changed-meanwhile = Somebody else has changed the asset or its steps. Look at the list, and save again.
fault-name-taken = Another team is called '{ $value }'. Choose another name.
fault-no-day = Choose at least one day.
fault-not-a-time = '{ $value }' is not a time of day. Write it as 08:00.
fault-not-between = The usual time must lie between the shortest and the longest.
fault-more-than-the-team = The step takes more than the team has: { $capacity }.
fault-no-such-team = The team no longer exists. Choose another.
fault-waits-for-itself = An asset cannot wait for itself.
fault-asset-number = '{ $value }' is not the number of an asset. Write it as A-12.
closed-submitted = The analysis has already been sent for approval or approved.
closed-not-submitted = The analysis has not been sent for approval.
log-kind-critical-task = Critical task
log-kind-recovery-team = Recovery team
log-verb-needs = needs changed
log-verb-submit = sent for approval
log-verb-return = sent back
log-verb-recovery-steps = recovery steps changed
bia-fetch = Get the list as
bia-levels-of = { $dimension }: 1 hour, 4 hours, 1 day, 3 days, 1 week, 2 weeks
bia-import = Take in from a spreadsheet
bia-import-lead = Get the template, fill it, and see what it would do. Nothing changes before you take it in.
bia-import-about = The first sheet has the tasks; a row is recognised by its number, otherwise by its name. The second sheet says what they stand on: a task that is named there stands on exactly that afterwards. Other tasks keep what they have.
bia-import-template = Get the template (spreadsheet)
bia-import-file = Filled list, spreadsheet or CSV
bia-import-show = Show what would happen
bia-import-store = Take in
bia-import-faults = { $n ->
    [one] One cell has faults. Nothing is stored.
   *[other] { $n } cells have faults. Nothing is stored.
}
bia-import-would = { $n ->
    [0] The file changes nothing
    [one] One task is created or changed
   *[other] { $n } tasks are created or changed
}
bia-import-counts = New: { $create }. Changed: { $update }. Unchanged: { $same }.
bia-import-needs-count = Tasks that will stand on something else: { $n }.
bia-import-sheet = Sheet
bia-import-now = Stands on now
bia-import-then = Stands on afterwards
bia-import-things = { $n ->
    [0] nothing
    [one] one thing
   *[other] { $n } things
}
bia-import-correct = Correct the cells in the file, and send it again.
bia-import-sent = Sent { $when } by { $who }.
bia-import-remove = Remove the file
bia-import-unknown = These columns are not known and are not read: { $names }.
bia-import-cell = Cell
bia-import-fault = Fault
bia-import-row = Row
bia-import-does = What happens
bia-import-create = is created
bia-import-update = is changed
bia-import-same = is unchanged
bia-import-more = { $n ->
    [one] One more line is not shown.
   *[other] { $n } more lines are not shown.
}
fault-no-such-task = No task has the number '{ $value }'. Correct it, or leave it blank to create a new one.
fault-six-levels = '{ $value }' is not six numbers from 0 to 4 with spaces between. Use - where nobody has answered.
fault-several-named = Several are called '{ $value }'. Choose on the page instead.
fault-nobody-named = Nobody is called '{ $value }'. Write the name as it stands under Organisation.
fault-length-without-unit = '{ $value }' lacks a unit. Write for example 4 hours.
need-sheet = What the tasks stand on
need-kind-asset = asset
need-kind-supplier = supplier
need-kind-task = task
need-column-task-number = Number of the task
need-column-task = Task
need-column-kind = What sort
need-column-on-number = Stands on (number)
need-column-on = Stands on (name)
need-column-effect = What happens without it
need-column-after-minutes = Stops after
need-column-alternative-group = Alternative
need-column-note = Note
fault-need-of-no-task = '{ $value }' is no task, neither in Bavn nor in the file. Write the number of the task or its whole name.
fault-several-tasks-named = Several tasks are called '{ $value }'. Write the number, such as O-3.
fault-several-things-named = Several things are called '{ $value }'. Write the number, such as A-12, or what sort it is.
fault-no-such-number = Nothing in use has the number '{ $value }'. Write it as A-12, L-3 or O-7.
fault-no-such-sort = '{ $value }' is no sort. Write asset, supplier or task.
fault-no-such-effect = '{ $value }' is not what can happen. Write 'The task stops' or 'The task gets worse'.
