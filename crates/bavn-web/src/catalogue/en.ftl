catalogue-heading = { $controls } controls answer { $requirements } requirements
catalogue-all-answered = Every requirement of the frameworks is answered by at least one control.
catalogue-not-answered = { $n ->
    [one] Every requirement of the frameworks is answered, except one, which is listed with its reason.
   *[other] Every requirement of the frameworks is answered, except { $n }, which are listed with their reasons.
}
catalogue-own = Common control set
catalogue-frameworks = Frameworks
catalogue-all = All
catalogue-area = Area
catalogue-controls = Controls
catalogue-control = Control
catalogue-target = Target
catalogue-weight = Weight
catalogue-requirements = Requirements
catalogue-requirement = Requirement
catalogue-none = No controls match.
catalogue-show-all = Show all
catalogue-standing = The target is { $target }, and the control weighs { $weight } in { $area }.
catalogue-levels = What good looks like at each level
catalogue-level = Level
catalogue-in-practice = In practice
catalogue-answers = { $n ->
    [one] Answers one requirement
   *[other] Answers { $n } requirements
}
catalogue-relation = Relation
catalogue-covers = Covers
catalogue-why = Why
relation-equal = the same as the requirement
relation-subset-of = part of the requirement
relation-superset-of = the requirement and more
relation-intersects = overlaps
coverage-some = partly
coverage-half = half
coverage-most = mostly
coverage-full = fully
catalogue-evidence = Typical evidence
catalogue-framework-heading = { $name }: { $answered } of { $all } requirements are answered
catalogue-not-verified = The text is rendered in short and was not compared word for word with the source. Use the source where the wording decides.
catalogue-demands = Demands
catalogue-answered-by = Answered by
catalogue-unanswered = No control
catalogue-version = Version
catalogue-source = Source
catalogue-licence = Licence
catalogue-weigh = Change targets and weights
catalogue-weigh-lead = Changes count for new analyses. Open analyses keep theirs until they are told to take the new; completed ones do not change.
catalogue-area-weight = The area's weight in the total, 1-5. Bavn suggests { $default }.
catalogue-weight-range = Weight 1-5
catalogue-target-range = Target 0-5
catalogue-weight-of = Weight of { $code }
catalogue-target-of = Target of { $code }
catalogue-suggestion = Bavn's suggestion
catalogue-default = weight { $weight }, target { $target }
catalogue-save = Save targets and weights
catalogue-get = Get as a file:
catalogue-get-oscal = OSCAL catalog
catalogue-get-mappings = Mappings (OSCAL)
