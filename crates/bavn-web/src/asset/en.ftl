asset-heading = { $n ->
    [0] The register is empty
    [one] One asset in the register
   *[other] { $n } assets in the register
}
asset-lead = Systems, equipment, data, places and supplies, and what they stand on.
asset-new = Create asset
asset-coverage = Coverage
asset-empty = This is what an asset looks like
asset-empty-example-title = Care system
asset-empty-example-facts = IT system · criticality 4 very high · Health and Care · multi-factor sign-in: everywhere · runs on Server environment
asset-states = Show only
asset-chip-all = All
asset-chip-critical = Critical
asset-chip-mfa = Critical without full multi-factor sign-in
asset-chip-logging = Without central logging
asset-chip-restore = No restore test in the last year
asset-chip-support = Support ended, ending soon or unknown
asset-chip-no-owner = Without owner
asset-chip-not-graded = Without criticality
asset-chip-alone = Without dependencies
asset-chip-archived = Out of use
asset-search = Search in name, number and description
asset-all = All
asset-at-least = At least { $grade }
asset-show = Show
asset-show-all = Show all
asset-nothing-found = No assets match. Change the search.
asset-list = Assets
asset-shows = Showing { $first } to { $last } of { $total }.
asset-pages = Pages
asset-previous = Previous
asset-next = Next
asset-fetch = { $n ->
    [one] Fetch the asset as
   *[other] Fetch the { $n } assets as
}
asset-file-csv = CSV
asset-file-xlsx = spreadsheet
asset-group-system = IT systems
asset-group-shared-solution = Shared municipal solutions
asset-group-infrastructure = All infrastructure
asset-group-equipment = All equipment
asset-group-data-set = Data sets
asset-group-location = Locations
asset-group-utility = All utilities
asset-group-people = Teams and roles
asset-group-own = Own types
asset-kind-system = IT system
asset-kind-shared-solution = Shared municipal solution
asset-kind-server = Server
asset-kind-network = Network
asset-kind-storage = Storage
asset-kind-cloud-service = Cloud service
asset-kind-identity = Sign-in and identity
asset-kind-backup = Backup
asset-kind-computer = Computer
asset-kind-mobile = Telephone or tablet
asset-kind-printer = Printer
asset-kind-ot = Control and measurement (OT)
asset-kind-data-set = Data set
asset-kind-location = Location
asset-kind-power = Power
asset-kind-water = Water
asset-kind-heat = Heat
asset-kind-gas = Gas
asset-kind-internet = Internet
asset-kind-telecom = Telephony
asset-kind-team = Team
asset-kind-role = Role
asset-kind-own = Own type
asset-life-planned = Planned
asset-life-in-use = In use
asset-life-phasing-out = Phasing out
asset-life-ended = Ended
asset-hosting-unknown = Not said
asset-hosting-own = Own operation
asset-hosting-shared = Shared operating company
asset-hosting-supplier = At the supplier
asset-hosting-cloud-eu = Cloud in the EU/EEA
asset-hosting-cloud-outside = Cloud outside the EU/EEA
asset-mfa-unknown = Not said
asset-mfa-none = Nowhere
asset-mfa-partly = In some places
asset-mfa-all = Everywhere
asset-data-none = No personal data
asset-data-ordinary = Ordinary personal data (Art. 6)
asset-data-cpr = Civil registration numbers (Danish Data Protection Act § 11)
asset-data-special = Special categories (Art. 9)
asset-data-criminal = Criminal convictions and offences (Art. 10)
asset-grade-0 = none
asset-grade-1 = low
asset-grade-2 = medium
asset-grade-3 = high
asset-grade-4 = very high
asset-yes = Yes
asset-no = No
asset-not-said = Not said
asset-none = None
asset-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
asset-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
asset-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
asset-section-basics = What it is
asset-section-people = Who answers for it
asset-section-classification = Classification
asset-section-privacy = Personal data
asset-section-exposure = Operation and access from outside
asset-section-protection = Sign-in, protection and updates
asset-section-backup = Backup
asset-section-logging = Logging
asset-section-other = Other
asset-f-name = Name
asset-f-alias = Other names
asset-f-kind = Kind
asset-f-type-id = Own type
asset-f-description = Description
asset-f-life-cycle = Life cycle
asset-f-ends-on = Ends
asset-f-cost-yearly = Cost a year, DKK
asset-f-unit = Administration or unit
asset-f-owner = System owner
asset-f-responsible = Responsible day by day
asset-f-technical-contact = Technical contact
asset-f-supplier = Supplier
asset-f-criticality = Criticality
asset-f-criticality-reason = Reason for criticality
asset-f-confidentiality = Confidentiality
asset-f-confidentiality-reason = Reason for confidentiality
asset-f-integrity = Integrity
asset-f-integrity-reason = Reason for integrity
asset-f-availability = Availability
asset-f-availability-reason = Reason for availability
asset-f-personal-data = Personal data
asset-f-gdpr-basis = Legal basis for processing
asset-f-record-url = Link to the record of processing
asset-f-hosting = Operation
asset-f-internet-facing = Can be reached from the internet
asset-f-exposed-services = Services that can be reached from outside
asset-f-last-pentest-on = Latest penetration test
asset-f-mfa = Multi-factor sign-in
asset-f-sso = Sign-in with the municipality's own sign-in
asset-f-endpoint-protection = Protected against malicious software
asset-f-encryption = Encrypted data
asset-f-supported-until = Supported until
asset-f-last-patched-on = Last updated
asset-f-backup-interval-hours = Hours between backups
asset-f-offline-copy = Copy off the network
asset-f-last-restore-test-on = Latest restore test
asset-f-restore-test-minutes = The restore took, minutes
asset-f-log-connected = Sends logs to central logging
asset-f-log-retention-days = Logs are kept, days
asset-f-log-last-seen-on = Latest log received
asset-f-external-source = Taken from
asset-f-external-id = Number or id there
asset-f-note = Note
asset-edit = Edit
asset-save = Save
asset-cancel = Cancel
asset-form-lead = Only name and kind are needed. The rest can follow.
asset-conflict = Somebody else has saved changes meanwhile. Each field says what is stored now. Save again to let yours stand.
asset-archive = Take out of use
asset-archive-consequence = The asset leaves lists and calculations. Number, history and files stay, and it can be taken into use again.
asset-restore = Take into use again
asset-is-archived = The asset is out of use.
asset-is-merged = The asset was merged with another.
asset-see-other = See the other
asset-lead-criticality = criticality { $grade }
asset-lead-needed-by = { $n ->
    [0] nothing else stands on it
    [one] one other stands on it
   *[other] { $n } others stand on it
}
asset-nis2 = What NIS 2 asks about it
asset-dependencies = Dependencies
asset-needs = { $n ->
    [0] Stands on nothing else
    [one] Stands on one other
   *[other] Stands on { $n } others
}
asset-needs-list = It stands on
asset-needed-by = { $n ->
    [0] Nothing else stands on it
    [one] One other stands on it
   *[other] { $n } others stand on it
}
asset-needed-by-list = Stand on this
asset-hidden = { $n ->
    [one] One dependency is not shown, because its other end belongs to a unit that you have no access to.
   *[other] { $n } dependencies are not shown, because their other ends belong to units that you have no access to.
}
asset-add-link = Add dependency
asset-remove = Remove
asset-link-on = It stands on
asset-link-on-hint = Write a number or name, for example A-12.
asset-link-kind = How
asset-link-necessity = If it fails
asset-link-hours = Hours until it stops
asset-link-group = Alternative group
asset-link-group-hint = Give several the same number, 1 to 99, if one of them is enough.
asset-link-needs = needs
asset-link-runs-on = runs on
asset-link-data-from = gets data from
asset-link-authenticates-by = signs in with
asset-link-supplied-by = is supplied by
asset-link-powered-by = is powered by
asset-necessity-stops-at-once = stops at once
asset-necessity-stops-after = stops after some hours
asset-necessity-degraded = goes on degraded
asset-stops-after = { $n ->
    [one] stops after 1 hour
   *[other] stops after { $n } hours
}
asset-history = Latest changes
asset-whole-history = See the whole history
asset-event-field = { $field }: { $was } → { $is }
asset-coverage-heading = { $full } of { $all } questions are fully covered
asset-coverage-lead = What NIS 2 Article 21 asks for, counted for assets in use. Not said does not count as covered.
asset-question-mfa = { $good } of { $total } critical systems ask for multi-factor sign-in everywhere
asset-question-logging = { $good } of { $total } log sources are connected
asset-question-restore = { $good } of { $total } were restored as a test within 12 months
asset-question-support = { $good } of { $total } have support for more than six months ahead
asset-question-none-mfa = No critical systems are assessed
asset-question-none-logging = No log sources in the register
asset-question-none-restore = Nothing with data in the register
asset-question-none-support = No software or equipment in the register
asset-question-about-mfa = Systems, shared municipal solutions, cloud services and sign-in of criticality 3 or 4 (Article 21(2)(j)).
asset-question-about-logging = Systems, shared municipal solutions and infrastructure that send logs to central logging (point (b)).
asset-question-about-restore = Systems, servers, storage, cloud services, sign-in, backup and data sets (point (c)).
asset-question-about-support = Systems, infrastructure and equipment whose maker still mends faults (point (e)). An end within six months counts as partly.
asset-question-short-mfa = Multi-factor sign-in
asset-question-short-logging = Central logging
asset-question-short-restore = Restore test in the last year
asset-question-short-support = Support
asset-answer = Answer
asset-answer-good = in order
asset-answer-partly = partly
asset-answer-unknown = not said
asset-answer-bad = missing
asset-worst-mfa = The most critical without full multi-factor sign-in
asset-worst-logging = The most critical without central logging
asset-worst-restore = The most critical without a restore test
asset-worst-support = The most critical with support ended, ending soon or unknown
asset-make-measure = Create measure
asset-see-lacking = { $n ->
    [one] See the one that lacks it
   *[other] See all { $n } that lack it
}
fault-no-such-asset = No asset is called “{ $value }”. Write a number or name from the register.
fault-several-assets = “{ $value }” matches several: { $names }. Write the number.
fault-depends-already = That dependency exists already. Remove it first to change it.
fault-asset-on-itself = An asset cannot stand on itself.
fault-hours-needed = Write hours from 1 to { $max }.
fault-changed-meanwhile = { $field } was changed meanwhile: { $value }
fault-none-and-some = Choose either no personal data or the kinds that there are.
fault-type-and-kind = Choose the kind “Own type” together with an own type.
fault-needed-with-source = Write also the id where it was taken from.
fault-fixed = The ends and kind of a dependency cannot be changed. Remove it and add a new one.
closed-merged = It was merged with another.
log-kind-asset = Asset
log-verb-link = dependency added
log-verb-relink = dependency changed
log-verb-unlink = dependency removed
asset-map = Map of dependencies
asset-map-heading = { $n ->
    [0] No dependencies are registered
    [one] One dependency
   *[other] { $n } dependencies between assets
}
asset-map-around = { $name } and what is around it
asset-map-lead = What is above stands on what is below. Choose a box to see what is around it.
asset-map-focus = Asset in the middle, number or name
asset-map-steps = Steps around
asset-map-fold = Draw together by
asset-map-fold-intet = Nothing
asset-map-fold-slags = Kind
asset-map-fold-forvaltning = Administration
asset-map-all = Show the whole map
asset-map-folded = There is more than can be read at once, so it is drawn together by kind. Choose an asset in the middle to see what is around it.
asset-map-left-out = { $n ->
    [one] One asset is not drawn. Choose one in the middle, or draw together.
   *[other] { $n } assets are not drawn. Choose one in the middle, or draw together.
}
asset-map-empty = Add a dependency on an asset's page, and the map is drawn here.
asset-map-several = { $name }: { $n }
asset-map-no-unit = The whole municipality
asset-map-scenario = Dark boxes are down in the scenario "{ $name }", and dashed ones work worse or on a reserve.
asset-map-scenario-link = See the scenario
asset-map-scenario-off = Show without a scenario
asset-map-fares = In the scenario
asset-map-fares-down = Down
asset-map-fares-worse = Worse or on a reserve
asset-map-fares-up = Works
asset-map-legend = Thick border: critical. Solid line: stops. Dashed: goes on degraded. Dotted: closes a circle.
asset-map-table = The same as a table
asset-map-layer = Layer from the bottom
asset-map-fetch = Fetch the dependencies as a spreadsheet
asset-weak = { $n ->
    [0] No single point of failure brings down anything critical
    [one] One single point of failure brings down something critical
   *[other] { $n } single points of failure bring down something critical
}
asset-weak-about = A single point of failure is an asset without which critical assets stop, because there is no alternative.
asset-weak-list = Single points of failure
asset-weak-falls = Fall with it
asset-weak-critical = Critical ones that fall with it
asset-weak-more = and { $n } more
asset-circles = { $n ->
    [0] Nothing stands on itself in a circle
    [one] One circle of dependencies
   *[other] { $n } circles of dependencies
}
asset-circles-about = Assets in a circle stand on each other. Then none of them can be recovered first until one can run without the next.
asset-alone = { $n ->
    [one] One asset has no dependencies
   *[other] { $n } assets have no dependencies
}
asset-measure-mfa = Multi-factor sign-in on critical systems
asset-measure-logging = Connect the missing log sources
asset-measure-restore = Test the restore of backups
asset-measure-support = Replace what is no longer supported
asset-measure-one-mfa = Multi-factor sign-in on { $name }
asset-measure-one-logging = Central logging of { $name }
asset-measure-one-restore = Test the restore of { $name }
asset-measure-one-support = Support of { $name }: renew or replace
asset-demands = What stands on it asks for more
asset-demand = { $field }: { $grade } (own: { $own })
asset-because = because of
asset-because-root = it begins in
asset-because-hidden = because of something that you have no access to.
asset-demands-rule = An asset needs at least the grade that is asked by what stands on it. Criticality and availability are one grade lower when there is an alternative or more than a day, and two grades lower when the other only goes on degraded.
log-kind-dependency = Dependency
asset-bulk-ticked = Change those ticked
asset-bulk-all = { $n ->
    [one] Change the one selected
   *[other] Change all { $n } selected
}
asset-bulk-choose = Choose
asset-bulk-choose-one = Choose { $name }
asset-solutions = Add shared municipal solutions
asset-solutions-heading = { $here } of { $all } shared solutions are in the register
asset-solutions-lead = Solutions that most municipalities use. Tick those that you use, and they are made with description and supplier. Adjust them afterwards.
asset-solutions-k98 = KOMBIT's shared municipal solutions
asset-solutions-state = Solutions and registers of the state
asset-solutions-joint = Other shared solutions
asset-solutions-here = in the register
asset-solutions-add = Make those chosen
asset-owner-and-unit = Owner and unit
asset-views = Saved views
asset-views-keep = Save this view
asset-view-name = Name of the view
asset-view-hint = Search, filter and order are saved. A view of the same name is replaced.
asset-view-share = Share with everybody who sees assets
asset-view-first = Show this first when the list is opened
asset-view-keep = Save the view
asset-view-shared = shared
asset-view-is-first = shown first
asset-view-make-first = Show first
asset-view-not-first = Do not show first
notice-view-name = The view was not saved. Write a name of at most 100 characters.
log-kind-asset-view = Saved view
asset-duplicates = Duplicates
asset-duplicates-heading = { $n ->
    [0] No assets are alike
    [one] One set of assets is alike
   *[other] { $n } sets of assets are alike
}
asset-duplicates-lead = Assets with the same name, or the same identifier in another register, may be the same thing. Compare them two by two, and merge them if they are.
asset-duplicates-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
asset-duplicates-more-groups = { $n ->
    [one] One more set is shown when these are put right.
   *[other] { $n } more sets are shown when these are put right.
}
asset-alike-external = Same identifier in another register: { $shared }
asset-alike-name = Same name: { $shared }
asset-merge = Merge
asset-merge-title = Merge two assets
asset-merge-heading = Merge "{ $gone }" into "{ $keep }"
asset-merge-lead = Choose what is right for each field. Fields in which they are the same are not shown.
asset-merge-stays = Stays:
asset-merge-goes = Goes out of use:
asset-merge-links = { $n ->
    [0] no dependencies
    [one] one dependency
   *[other] { $n } dependencies
}
asset-merge-swap = Swap
asset-merge-same = All fields are the same.
asset-merge-consequence = Dependencies, contracts, files and what impact analyses, recovery and scenarios say of the asset are moved. The one asset goes out of use, points to the other, and cannot be taken into use again.
asset-merge-conflict = Somebody else changed one of the assets meanwhile. This is how they look now.
asset-merge-compare = Compare
asset-merge-with-first = Compare with the first
asset-merge-keep-number = Asset that stays
asset-merge-gone-number = Asset that is the same
fault-merge-with-itself = An asset cannot be merged with itself.
asset-files = { $n ->
    [0] No files
    [one] One file
   *[other] { $n } files
}
asset-files-list = Files
asset-file-title = What it is called
asset-file-added = Added
asset-file-size = Size
asset-file-add = Add a file
asset-file-file = File
asset-file-limit = At most { $limit }. A drawing, manual, report or something else.
fault-file-missing = Choose a file.
log-verb-add-file = file added
log-verb-remove-file = file removed
asset-trend = From { $from }% on { $day } to { $to }%. The top is 100%.
asset-trend-months = Month by month
asset-trend-day = Day
asset-trend-share = In order
log-kind-asset-file = File on an asset
asset-supply = Supplier and contracts
asset-contracts = Contracts that cover the asset
asset-contracts-none = No contract covers the asset.
asset-new-of = New { $type }
asset-type-hint = Choose the kind “Own type” too. When the type changes, only fields with the same key go along.
asset-type-archived-field = { $field } (the field is out of use)
asset-types = Own types
asset-types-new = Create one of an own type
asset-types-heading = { $n ->
    [0] No own types yet
    [one] One own type
   *[other] { $n } own types
}
asset-types-lead = When you want to keep track of something that is not among Bavn's kinds: make a type, and give it the fields that you need.
asset-types-empty = This is what an own type looks like
asset-types-example-title = Key box
asset-types-example-facts = Location · who has the code · last checked
asset-type-new = New own type
asset-type-new-lead = Begin with the name. The fields come after.
asset-type-make = Create the type
asset-type-name = Name of the type
asset-type-name-hint = As one of them is called, for example Key box.
asset-type-note = What the type is for
asset-type-note-hint = Stands at the top when assets of the type are created.
asset-type-fields = Fields
asset-type-no-fields = The type has no fields yet. Assets of the type have the usual fields, and those that are added here.
asset-type-assets = { $n ->
    [0] No assets in use are of the type.
    [one] One asset in use is of the type.
   *[other] { $n } assets in use are of the type.
}
asset-type-archived = out of use
asset-type-is-archived = The type is out of use. Its assets stay as they are, but no new ones can be created.
asset-type-rename = Change name and description
asset-type-archive = Take the type out of use
asset-type-archive-consequence = Assets of the type stay as they are and can still be changed. No new ones can be created. The type can be taken into use again.
asset-type-conflict = Somebody else has changed the type meanwhile. It is shown as it is now. Look at it, and save again.
asset-type-field-new = Add a field
asset-type-field-of = Field of the type { $type }
asset-type-field-label = Name of the field
asset-type-field-help = Help for those who fill it
asset-type-field-help-hint = A short line that stands above the field.
asset-type-field-kind = What is written
asset-type-field-kind-hint = Fixed once the field is created.
asset-type-field-kind-fixed = Fixed, but may become several lines of text.
asset-type-field-unit = Unit
asset-type-field-unit-hint = For whole numbers only, such as kW or hours.
asset-type-field-options = Options
asset-type-field-options-hint = For choices only: one a line, 2 to { $max }.
asset-type-field-required = Must be filled
asset-type-field-is-required = must be filled
asset-type-field-key = The field's key in files and in the API:
asset-type-field-act = Move or take out of use
asset-type-field-up = Move up
asset-type-field-down = Move down
asset-type-field-archive-about = A field that is taken out of use is not asked for any longer. What stands in it stays.
asset-type-kind-line = One line of text
asset-type-kind-lines = Several lines of text
asset-type-kind-number = Whole number
asset-type-kind-date = Date
asset-type-kind-yes-no = Yes or no
asset-type-kind-choice = Choice
asset-type-kind-url = Web address
fault-label-taken = Another field is called “{ $value }”. Choose another name.
fault-no-such-key = The type has no field with the key “{ $value }”, or it is named twice.
fault-kind-fixed = The field cannot become something else, because there may be values in it. Take it out of use, and add a new one.
fault-few-options = Write at least two options, one a line.
fault-same-option = “{ $value }” stands twice. Remove one.
fault-own-no-such-field = The type of the asset does not have the field “{ $field }”.
fault-own-required = { $field } must be filled.
fault-own-too-long = { $field } can have at most { $max } characters.
fault-own-control-characters = { $field } has characters that cannot be shown. Write it again.
fault-own-number = “{ $value }” is not a whole number. Write { $field } without decimals.
fault-own-out-of-range = “{ $value }” is too large or too small for { $field }.
fault-own-date = “{ $value }” is not a date. Write { $field } as 2026-10-12.
fault-own-year = { $field }: “{ $value }” is outside the years { $min } to { $max }.
fault-own-yes-no = “{ $value }” is neither yes nor no in { $field }.
fault-own-choice = “{ $value }” is not an option of { $field }. Choose among: { $options }.
fault-own-url = “{ $value }” is not an address. { $field } must begin with https:// or http:// and have no spaces.
log-kind-asset-type = Own type of assets
