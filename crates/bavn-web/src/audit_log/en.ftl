log-heading = { $n ->
    [one] One event in the log
   *[other] { $n } events in the log
}
log-lead = Each line carries a fingerprint of the one before, so a change in the log can be seen.
log-verify = Verify the chain
log-whole = { $n ->
    [one] The log is whole: one event in an unbroken chain.
   *[other] The log is whole: { $n } events in an unbroken chain.
}
log-broken = The log is not whole: { $fault }. Keep the database as it is, and contact the supplier or the IT audit.
log-head = Latest fingerprint:
log-events = Events, newest first
log-none = No events match. Choose another period.
log-number = No.
log-time = Time
log-who = Who
log-what = What
log-change = Change
log-hash = Fingerprint
log-same = All about it
log-all = Everything
log-everybody = Everybody
log-person = { $name } ({ $username })
log-from = From
log-to = To and including
log-line = { $kind }: { $verb }
log-fields = { $n ->
    [one] One field
   *[other] { $n } fields
}
log-kind-account = Account
log-kind-applicability = Applicability assessment
log-kind-applicability-statement = Row of a statement of applicability
log-kind-requirement-answer = Answer to a requirement
log-kind-analysis = Analysis
log-kind-answer = Answer
log-kind-api-token = API token
log-kind-area = Area
log-kind-attachment = File
log-kind-catalogue = Control set
log-kind-control = Control
log-kind-database = Database
log-kind-evidence = Evidence
log-kind-library = Library of frameworks
log-kind-measure = Measure
log-kind-municipality = Municipality
log-kind-person = Person
log-kind-plan = Action plan
log-kind-report = Memo
log-kind-report-version = Report
log-kind-session = Session
log-kind-supplier = Supplier
log-kind-contract = Contract
log-kind-supplier-record = Record about a supplier
log-kind-unit = Unit
log-verb-approve = approved
log-verb-archive = archived
log-verb-attach = evidence added
log-verb-change-password = password changed
log-verb-complete = completed
log-verb-create = created
log-verb-decide = decided
log-verb-detach = evidence removed
log-verb-import = imported
log-verb-keep = kept as a version
log-verb-load = loaded
log-verb-record = recorded
log-verb-remove = removed
log-verb-reopen = reopened
log-verb-reset-password = password reset
log-verb-restore = restored
log-verb-revoke = revoked
log-verb-set-language = language chosen
log-verb-sign-in = signed in
log-verb-sign-in-failed = wrong password
log-verb-sign-out = signed out
log-verb-sign-out-others = signed out elsewhere
log-verb-take-weights = new weights taken
log-verb-update = changed
