gap-analysis = Analysis
gap-name = Name
gap-scope = Scope
gap-scope-note = More about the scope
gap-scope-note-hint = For example which systems or institutions are included.
gap-whole = The whole municipality
gap-municipality = The municipality
gap-municipality-inside = the municipality
gap-date = Date
gap-assessor = Assessed by
gap-method = Method
gap-method-hint = For example interviews, review of documents or self-assessment.
gap-score = Score
gap-target = Target
gap-target-mark = target
gap-now = Now
gap-assessed = Assessed
gap-not-relevant-fact = Not relevant
gap-previous = Previous
gap-of-five = of 5
gap-of-count = of { $m }
gap-of = { $n } of { $m }
gap-weight = Weight
gap-state = State
gap-state-open = Open
gap-state-completed = Completed
gap-area = Area
gap-areas = Areas
gap-control = Control
gap-controls = Controls
gap-unit = Administration
gap-units = Administrations
gap-framework = Framework
gap-requirement = Requirement
gap-requirements = Requirements of the framework
gap-change = Change
gap-practice = Practice
gap-paper-short = Paper
gap-and = and
gap-show = Show
gap-save = Save
gap-cancel = Cancel
gap-crumbs = Breadcrumb
gap-faults = Correct this and send again
gap-filters = Filters
gap-tab-overview = Overview
gap-tab-answer = Answer
gap-tab-changes = Changes
gap-tab-administrations = Administrations
gap-tab-export = Export and import
gap-heading-none = { $who }: not assessed yet
gap-heading-below = { $who }: at { $score }, heading for { $target }
gap-heading-reached = { $who }: at { $score }, the target of { $target } is reached
gap-heading-bare = { $who }: at { $score }
gap-continue = Continue the gap analysis
gap-begin = Begin the analysis
gap-begin-new = Begin a new analysis
gap-list-name = Gap analyses
gap-list-caption = Gap analyses, newest first
gap-list-missing = { $n ->
    [one] { $title } lacks one answer
   *[other] { $title } lacks { $n } answers
}
gap-list-all-answered = { $title } is answered
gap-list-completed = { $title } is completed
gap-list-lead = Maturity is { $score } of 5. { $n } of { $m } controls are assessed.
gap-pages = Pages
gap-newer = Newer
gap-older = Older
gap-empty-heading = Begin by seeing where the municipality stands
gap-empty-lead = There is no gap analysis yet. { $n } controls are answered from 0 to 5, and one answer counts in NIS 2, ISO 27001, CIS and the technical minimum requirements.
gap-empty-example = This is what an answer looks like
gap-empty-control = AD-03 Multi-factor sign-in on critical systems
gap-empty-answer = In practice 1: some systems have it, by chance. On paper 2: there is a draft.
gap-empty-score = Score 1, the lower of the two. The target is 3.
gap-empty-advice = Most begin with the IT department's own answers and ask the administrations afterwards. It takes a day or two.
gap-new-heading = Begin a gap analysis
gap-new-lead = { $n } controls in { $m } areas. The answers of an earlier analysis can be carried over, so that only changes need writing.
gap-new-title = Gap analysis { $year }
gap-new-begin-from = Begin from
gap-new-blank = Empty answers
gap-new-from = { $n ->
    [one] The answers in { $title } (one assessed)
   *[other] The answers in { $title } ({ $n } assessed)
}
gap-edit = Change name, scope and date
gap-edit-heading = Change { $title }
gap-edit-lead = The answers do not change.
gap-about = About the analysis
gap-lead-assessed = { $n } of { $m } controls are assessed.
gap-lead-same = The score is the same as in { $title }.
gap-lead-better = That is { $size } better than in { $title }.
gap-lead-better-most = That is { $size } better than in { $title }, most in { $area }.
gap-lead-worse = That is { $size } lower than in { $title }.
gap-farthest = { $area } is farthest from the target
gap-areas-heading = The areas against the target
gap-areas-farthest-first = Areas, farthest from the target first
gap-areas-caption = Areas with maturity and target
gap-maturity-target = Maturity against target
gap-total = In all
gap-radar-description = { $n ->
    [one] Radar of one area from 0 to 5 against the target. The figures stand in the table below.
   *[other] Radar of { $n } areas from 0 to 5 against the target. The figures stand in the table below.
}
gap-radar-hint = The solid line is now. The dashed line is the target. The figures stand in the table below.
gap-worst = This lifts most
gap-worst-none = Nothing is assessed below the target
gap-worst-missing = When the controls are answered, this shows what would lift the total score most.
gap-worst-reached = Every assessed control has reached its target.
gap-against = against { $target }
gap-rise = { $rise } on the total
gap-all-below = { $n ->
    [one] See the one control below target
   *[other] See all { $n } below target
}
gap-sum-title = How { $shown } is made
gap-sum = { $areas ->
    [one] The total is the score of the one area that has one: { $sum } divided by the weight { $weights } gives { $exact }, shown as { $shown }.
   *[other] The total is the weighted mean of the { $areas } areas that have a score: the sum of weight times score, { $sum }, divided by the sum of weights, { $weights }. That gives { $exact }, shown as { $shown }.
}
gap-sum-where = Open an area to see the controls that its figure is made of.
gap-frameworks = The same analysis seen through the frameworks
gap-frameworks-note = A requirement's level is the mean of the controls that answer it, weighted by how much they cover. It says how mature the work is, not that the requirement is met.
gap-frameworks-caption = Maturity per framework
gap-with-level = Requirements with a level
gap-framework-lead = { $n } of { $m } requirements have a level.
gap-framework-rule = A requirement's level is the mean of the assessed controls' scores, weighted 4, 3, 2 or 1 for fully, mostly, half and partly.
gap-made-of = Made of
gap-coverage-full = fully
gap-coverage-most = mostly
gap-coverage-half = half
gap-coverage-some = partly
gap-take-weights = { $n ->
    [one] Use the municipality's new weights and targets (one change)
   *[other] Use the municipality's new weights and targets ({ $n } changes)
}
gap-complete = Complete the analysis
gap-complete-ask = Complete { $title }?
gap-complete-missing = { $n ->
    [0] Every relevant control is assessed. The answers cannot be changed until the analysis is opened again.
    [one] One control is not assessed. The answers cannot be changed until the analysis is opened again.
   *[other] { $n } controls are not assessed. The answers cannot be changed until the analysis is opened again.
}
gap-keep-open = Keep it open
gap-reopen = Open the analysis again
gap-completed-note = The answers can be read but not changed.
gap-area-lead = { $n } of { $m } controls are assessed. The area weighs { $weight } in the total.
gap-area-sum = { $sum } divided by { $weights } is { $exact }, shown as { $shown }.
gap-rule = A control's score is the lower of practice and paper. Only controls where both are answered count.
gap-terms = Calculation
gap-terms-caption = What each control adds to the area's score
gap-terms-sum = Sum of the assessed
gap-product = Weight × score
gap-not-counted = not counted
gap-not-assessed = not assessed
gap-not-assessed-title = Not assessed yet
gap-not-relevant = not relevant
gap-not-relevant-title = Not relevant
gap-not-relevant-note = The control counts neither in its area nor in the total.
gap-lacks-practice = practice missing
gap-lacks-paper = paper missing
gap-answer-missing = { $n ->
    [one] Answer the one that is missing
   *[other] Answer the { $n } that are missing
}
gap-answer-area = Go to the answers
gap-changes-raised = { $who }: up from { $before } to { $after }
gap-changes-lowered = { $who }: down from { $before } to { $after }
gap-changes-same = { $who }: at { $after }, as last time
gap-changes-other = { $who }: from { $before } to { $after }
gap-changes-none = There is nothing to compare with yet
gap-changes-none-lead = When there are two analyses of the same scope, this shows what rose and what fell.
gap-changes-lead = Since { $title }: { $raised } raised, { $lowered } lowered, { $new } assessed for the first time.
gap-changes-areas = Change per area
gap-changes-controls = Controls that changed
gap-changes-nothing = No answer has changed.
gap-compare-with = Compare with
gap-what-happened = What happened
gap-change-raised = Raised
gap-change-lowered = Lowered
gap-change-part-changed = Same score, but practice or paper changed
gap-change-newly-assessed = Assessed now
gap-change-no-longer-assessed = No longer assessed
gap-change-made-relevant = Made relevant
gap-change-made-not-relevant = No longer relevant
gap-change-added = New control
gap-change-removed = Removed control
gap-change-unchanged = Unchanged
gap-parts = practice { $practice }, paper { $paper }
gap-units-none = No administration is assessed on its own yet
gap-units-lead = { $n } of { $m } have a gap analysis. The figures are from the latest of each.
gap-units-caption = Maturity per administration
gap-units-empty = The municipality's administrations are not entered yet.
gap-units-no-analysis = None yet.
gap-units-begin = Begin
gap-units-begin-for = an analysis for { $unit }
gap-latest = Latest analysis
gap-filter-all = All
gap-filter-alle = All
gap-filter-mangler = Not assessed
gap-filter-under = Below target
gap-filter-uden-bevis = Without evidence
gap-all-areas = All areas
gap-search = Search the controls
gap-quick-missing = { $n ->
    [one] One control lacks an answer
   *[other] { $n } controls lack an answer
}
gap-quick-done = { $n ->
    [one] The one relevant control is assessed
   *[other] All { $n } relevant controls are assessed
}
gap-quick-area = { $n } of { $m } assessed · { $score } against target { $target }
gap-quick-none = No control fits the filter.
gap-quick-show-all = Show every control
gap-quick-conflicts = { $n ->
    [one] One answer is not saved because somebody else answered meanwhile
   *[other] { $n } answers are not saved because somebody else answered meanwhile
}
gap-quick-conflicts-note = Both answers stand at the control. Save again to let yours count. The other answers are saved.
gap-for-code = for { $code }
gap-keys-quick = Keys 0-5 answer and go on, arrow keys move, Enter goes to the next field. Each answer is saved at once.
gap-keys-control = Keys 0-5 answer, Enter goes on.
gap-save-before = Save the answers before you go on.
gap-save-answers = Save the answers
gap-see-result = See the result
gap-saving = Saving …
gap-saved-at = Saved { $time }
gap-saved-at-clock = Saved { $time }
gap-save-failed = Not saved. The answer still stands here. Try again.
gap-unsaved = Not saved yet
gap-not-saved = Not saved
gap-answered-by = Answered by { $who } on { $date }
gap-row-score = score
gap-row-conflict = Somebody else answered meanwhile
gap-row-theirs = { $who } { $time }: practice { $practice }, paper { $paper }
gap-row-mine = Yours, not saved: practice { $practice }, paper { $paper }
gap-row-save-mine = Save mine instead
gap-row-keep-theirs = Keep the saved one
gap-position = control { $n } of { $m }
gap-why = Why?
gap-practice-legend = In practice: what do we really do?
gap-paper-legend = On paper: what is decided?
gap-target-hint = The orange line is the target: { $target }.
gap-note = What did you see?
gap-more = Finding, target and exceptions
gap-finding = Finding for the management
gap-finding-hint = One sentence that a director understands. It can be used in the management memo.
gap-finding-draft = Suggestion: { $text }
gap-target-control = Target for the control
gap-relevant-ask = Does the control belong here?
gap-relevant-yes = Yes, it is assessed
gap-relevant-no = No, it is not relevant
gap-reason = Reason, if the control is not relevant
gap-next = Next control
gap-measure = Create a measure
gap-clear = Set to not assessed
gap-aside = What the answer means
gap-score-is = Score { $score }
gap-lower-of-two = the lower of the two
gap-lift-practice = If you lift practice to { $target },
gap-lift-paper = If you lift paper to { $target },
gap-lift-both = If you lift both practice and paper to { $target },
gap-lift-area = the area rises from { $before } to { $after }
gap-measures-lifting = Measures under way
gap-measure-lifts-to = to { $level }
gap-lift-total = { $who } from { $before } to { $after }
gap-target-reached = The target of { $target } is reached.
gap-answer-both = Answer both practice and paper, and the control gets a score. Not assessed is not the same as 0.
gap-counts-here = One answer counts here
gap-last-time = Last time
gap-last-time-none = The control has not been answered in an earlier analysis.
gap-evidence = Evidence
gap-evidence-heading = { $n ->
    [0] No evidence yet
    [one] One piece of evidence
   *[other] { $n } pieces of evidence
}
gap-evidence-name = Name
gap-evidence-added = Added
gap-evidence-size = Size
gap-evidence-action = Action
gap-evidence-is-link = link
gap-evidence-remove = Remove
gap-evidence-remove-ask = Remove the evidence?
gap-evidence-remove-note = The file and what happened to it stay in the log.
gap-evidence-file = Add a file
gap-evidence-limit = At most { $limit }.
gap-evidence-link = Or a link
gap-evidence-title = Name of the evidence, if it is to be called something else
gap-evidence-archived = { $n ->
    [one] One removed piece of evidence
   *[other] { $n } removed pieces of evidence
}
gap-evidence-archived-on = removed { $date }
gap-evidence-add = Add evidence
gap-evidence-typical = What usually counts as evidence
gap-conflict = Conflict
gap-conflict-heading = Somebody else answered while you were writing
gap-conflict-lead = { $who } saved { $code } { $time }. Your answer is not saved yet. Choose which one is to count.
gap-conflict-stored = Saved { $time } by { $who }
gap-conflict-mine = Your answer, not saved
gap-conflict-keep-theirs = Keep the saved answer
gap-conflict-keep-mine = Save my answer instead
gap-conflict-note = The answer that is saved and the one it replaces both stand in the audit log.
gap-scale-title = What 0-5 means
gap-scale-level = Level
gap-scale-meaning = Meaning
gap-scale-paper = On paper
gap-scale-evidence = Least evidence
gap-scale-rule = The score is the lower of practice and paper. Not assessed is not 0 and does not count.
gap-level-name-0 = Not present
gap-level-name-1 = Ad hoc
gap-level-name-2 = Partial
gap-level-name-3 = Defined
gap-level-name-4 = Managed and measured
gap-level-name-5 = Continually improved
gap-level-means-0 = Nothing is done and nobody is responsible.
gap-level-means-1 = It is done now and then, depends on persons and is not written down.
gap-level-means-2 = It is done in the same way in some places. There is a draft or an old document, and an owner is named.
gap-level-means-3 = It is approved, known and followed in the whole scope. There is an owner, and it was reviewed within 24 months.
gap-level-means-4 = It is checked, measured and reported to the management. Deviations are handled.
gap-level-means-5 = Measurements and exercises lead to changes, and the targets are raised.
gap-level-proof-0 = None
gap-level-proof-1 = A statement
gap-level-proof-2 = A document or an example
gap-level-proof-3 = An approved document and proof of use
gap-level-proof-4 = Results of checks, figures and minutes
gap-level-proof-5 = Figures from before and after
gap-paper-0 = Nothing
gap-paper-1 = By word of mouth
gap-paper-2 = Draft
gap-paper-3 = Approved and known
gap-paper-4 = Checked
gap-paper-5 = Revised after measuring
fault-gap-date = “{ $value }” is not a date. Write it as 2026-10-12.
fault-value-of-not-relevant = A requirement that is not relevant has no value.
fault-evidence-missing = Choose a file or write a link.
gap-get = Get as a file:
gap-all-states = All states
gap-all-groups = All groups
gap-group = Group
gap-words = Words in the requirement
gap-filter-show = Show
gap-show-all = Show all
gap-no-requirement = No requirement matches.
gap-bar = Bar
gap-is-direct = Answered directly on the requirement
gap-requirement-lead = Level { $level }, target { $target }.
gap-why-level = Why this level
gap-demand = The requirement
gap-requirement-answered-by = { $n ->
    [one] One control answers the requirement
   *[other] { $n } controls answer the requirement
}
gap-covers = Covers
gap-gives = On target it gives
gap-would-give = { $level }
gap-direct = Answer the requirement directly
gap-direct-lead = A direct answer goes before what the controls say and is shown with a star. Use it when the requirement was assessed by itself, for example by an auditor.
gap-direct-derived = Use what the controls say
gap-direct-not-relevant = Not relevant to the municipality
gap-direct-value = Level
gap-direct-hint = The framework’s scale runs from { $min } to { $max }. The value becomes 0-5 as five times its share of the highest.
gap-direct-reason = Reason
requirement-state-on-target = On target
requirement-state-below-target = Below target
requirement-state-not-assessed = Not assessed
requirement-state-not-covered = Not covered by a control
requirement-state-not-relevant = Not relevant
why-not-relevant = The requirement was answered as not relevant to the municipality.
why-direct = { $level } was answered directly. The controls give { $derived }.
why-direct-only = { $level } was answered directly. No assessed control answers the requirement.
why-derived = { $level }: { $parts }.
why-part = { $code } covers { $coverage } at { $score }
why-and = { $first } and { $last }
why-covers-full = all of it
why-covers-most = most of it
why-covers-half = half of it
why-covers-some = some of it
why-waiting = Not assessed yet: { $parts }.
why-not-assessed = None of the controls is assessed yet.
why-not-covered = No relevant control of the analysis answers the requirement.
why-uncovered = { $n ->
    [1] The last quarter is not covered by a control.
    [2] Half of it is not covered by a control.
   *[other] Three quarters are not covered by a control.
}
why-bounds = The answers leave room for { $lower } to { $upper }.
gap-direct-computed = As the replies to the questions give
gap-question-true = Yes
gap-question-false = No
gap-question-condition = Only to be answered when the reply to question { $n } leads to it.
gap-questions-missing = { $n ->
    [one] One question lacks a reply, so the replies give no value yet.
   *[other] { $n } questions lack a reply, so the replies give no value yet.
}
gap-questions-not-relevant = The replies say that the requirement is not relevant.
gap-questions-value = The replies give { $value } of { $max }.
gap-questions-open = The questions give no value. Choose it yourself.
fault-no-question = The requirement does not ask that question: "{ $value }".
fault-no-questions = { $value } asks no questions. Choose a value.
fault-unknown-choice = "{ $value }" is not one of the choices.
fault-one-only = Choose one reply only.
fault-reply-kind = "{ $value }" does not fit the question. Write a date such as 2026-10-12, a number, or reply yes or no.
