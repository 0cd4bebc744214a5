supplier-heading = { $n ->
    [0] No suppliers
    [one] One supplier
   *[other] { $n } suppliers
}
supplier-lead = Whom the municipality buys from, whom they lean on themselves, and what is agreed.
supplier-new = Create supplier
supplier-show = Show
supplier-show-all = Show all
supplier-archived-heading = Archived suppliers
supplier-archived-link = Show archived suppliers
supplier-in-use = Show suppliers in use
supplier-all = All
supplier-none = None
supplier-out-of-use = (no longer in use)
supplier-search = Search name, number or CVR
supplier-nothing-found = No suppliers match the choices.
supplier-empty = There are no suppliers yet. Begin with those that the most important systems come from.
supplier-caption = Suppliers with numbers of contracts and sub-suppliers
supplier-number = Number
supplier-contracts = Contracts
supplier-subs = Sub-suppliers
supplier-at-least = At least { $grade }
supplier-sort = Order
supplier-sort-name = Name
supplier-sort-number = Number
supplier-sort-criticality = Most critical first
supplier-not-graded = Not graded
supplier-grade-0 = 0 None
supplier-grade-1 = 1 Low
supplier-grade-2 = 2 Medium
supplier-grade-3 = 3 High
supplier-grade-4 = 4 Very high
supplier-kind-company = Company
supplier-kind-public = Public authority
supplier-kind-shared-municipal = Shared by municipalities
supplier-save = Save
supplier-cancel = Cancel
supplier-edit = Edit
supplier-history = See the history
supplier-archive = Archive
supplier-archive-about = The supplier is taken out of use. Its history is kept. Contracts must be archived first.
supplier-archived = Out of use.
supplier-about = About the supplier
supplier-odd-cvr = The CVR number does not have the usual check digit. Newer numbers may lack it, so just check that it is written correctly.
supplier-contacts = Contacts
supplier-contacts-none = Write down whom to call, also in the middle of the night.
supplier-contacts-hint = Write at least one number that answers outside working hours. Empty rows are not saved. Save to get more rows.
supplier-contact = Contact { $number }
supplier-contact-name = Name or duty desk
supplier-contact-role = Role
supplier-contact-phone = Telephone
supplier-contact-email = Mail
supplier-contact-hours = Answers
supplier-hours-no = In working hours
supplier-hours-yes = Day and night
supplier-subs-hint = Choose those that the supplier leans on itself, also those that the municipality has no contract with. Save to get more rows.
supplier-subs-none = No sub-suppliers are written down.
supplier-sub = Sub-supplier { $number }
supplier-sub-service = What they deliver
supplier-level = Level
supplier-level-n = { $n ->
    [one] one level
   *[other] { $n } levels
}
supplier-before = Lean on this supplier
supplier-contracts-heading = { $n ->
    [0] No contracts
    [one] One contract
   *[other] { $n } contracts
}
supplier-field-name = Name
supplier-field-cvr = CVR number
supplier-field-kind = Kind
supplier-field-country = Country
supplier-field-website = Website
supplier-field-criticality = Criticality
supplier-field-note = Note
supplier-field-external-source = Taken in from
supplier-field-external-id = Number there
supplier-field-title = Title
supplier-field-reference = Archive number
supplier-field-supplier = Supplier
supplier-field-parent = Stands under contract
supplier-field-unit = Administration or unit
supplier-field-owner = Owner
supplier-field-starts-on = First day
supplier-field-ends-on = Last day
supplier-field-notice-months = Months of notice
supplier-field-options = Options to prolong
supplier-field-yearly-value = Kroner a year
supplier-field-one-off-value = Kroner once
supplier-field-response-hours = Hours to response on a critical fault
supplier-field-restore-hours = Hours to restore
supplier-field-support = Help in an outage
supplier-field-data-access = Access to own data
supplier-field-exit-plan = Exit plan
supplier-field-exit-tested-on = Exit plan last tested
supplier-field-concluded-on = Concluded
supplier-field-processing = Which personal data, and why
supplier-field-location = Where they are processed
supplier-field-sub-processors = Sub-processors
supplier-field-oversight-plan = Oversight plan
supplier-field-oversight-months = Months between oversights
supplier-field-last-oversight-on = Last oversight
supplier-field-oversight-result = Result of oversight
supplier-field-oversight-note = What the oversight showed
supplier-field-next-oversight-on = Next oversight
supplier-field-record-url = Where the document is kept
supplier-field-standard = Standard
supplier-field-audit-type = Type
supplier-field-auditor = Auditor
supplier-field-period-from = Covers from
supplier-field-period-to = Covers to
supplier-field-received-on = Received
supplier-field-conclusion = Conclusion
supplier-field-qualifications = Qualifications and findings
supplier-field-own-assessment = The municipality's own assessment
supplier-field-assessed-on = Assessed
supplier-field-next-due-on = Next statement expected
supplier-field-assessor = Assessed by
supplier-field-follow-up = What to follow up
supplier-field-next-on = Next assessment
supplier-hint-cvr = Eight digits. May be empty for suppliers abroad.
supplier-hint-criticality = How bad it is for the municipality if the supplier drops out.
supplier-hint-reference = The number in the municipality's own case or contract system.
supplier-hint-parent = A framework agreement, for example.
supplier-hint-notice-months = Used with the last day to work out when notice must be given.
supplier-hint-response-hours = How long it takes at most before the supplier starts on it.
supplier-hint-restore-hours = How long it takes at most before it runs again.
supplier-hint-support = Whom the municipality calls, when they answer, and what they do.
supplier-hint-data-access = How the municipality gets at its data itself, also when the system is down.
supplier-hint-exit-plan = How the municipality goes on without the supplier: data, time, money and who helps.
supplier-hint-oversight-months = Used to work out the next oversight when no date is set.
supplier-hint-next-oversight-on = When a date is set, it counts.
supplier-hint-own-assessment = What the statement means for the municipality: does it cover what is bought, and are the qualifications to be followed up?
supplier-location-unknown = Not stated
supplier-location-eea = Within the EU and EEA only
supplier-location-adequate = In a country that the EU has found adequate
supplier-location-safeguards = Other countries with appropriate safeguards
supplier-oversight-unknown = No oversight yet
supplier-oversight-satisfactory = Nothing to remark
supplier-oversight-remarks = Remarks that are followed up
supplier-oversight-critical = The agreement is not kept
supplier-standard-isae3402 = ISAE 3402
supplier-standard-isae3000 = ISAE 3000
supplier-standard-iso27001 = ISO 27001
supplier-standard-soc2 = SOC 2
supplier-standard-other = Other
supplier-audit-type-unknown = Not stated
supplier-audit-type-type1 = Type 1, on a day
supplier-audit-type-type2 = Type 2, through a period
supplier-conclusion-unknown = Not read yet
supplier-conclusion-unqualified = Unqualified
supplier-conclusion-qualified = Qualified
supplier-conclusion-adverse = Adverse
supplier-conclusion-disclaimer = The auditor could not conclude
contract-all = Contracts
contract-one = Contract
contract-heading = { $n ->
    [0] No contracts
    [one] One contract
   *[other] { $n } contracts
}
contract-lead = What is agreed, when it ends, and which security requirements are missing.
contract-new = Create contract
contract-archived-heading = Archived contracts
contract-archived-link = Show archived contracts
contract-in-use = Show contracts in use
contract-search = Search title, archive number or supplier
contract-nothing-found = No contracts match the choices.
contract-empty = There are no contracts yet.
contract-sort-title = Title
contract-sort-number = Number
contract-sort-ends = Ends first
contract-sort-value = Dearest first
contract-notice-by = Give notice by
contract-yearly-kr = DKK a year
contract-missing = Missing
contract-with = Contract with
contract-archived = Out of use.
contract-about = About the contract
contract-archive-about = The contract is taken out of use. Its history is kept.
contract-outage = In an outage and at the end
contract-outage-none = Nothing is written about response time, help in an outage or an exit plan. Write it while things are calm.
contract-clauses = Security requirements in the contract
contract-clauses-hint = Choose for each requirement whether it is in the contract. The requirements build on article 21 of the NIS 2 directive and article 28 of the GDPR. The points of Implementing Regulation 2024/2690 bind certain digital providers and are good practice here.
contract-clause = Requirement
contract-clause-state = Is it in the contract?
contract-clause-law = Source
contract-clause-unknown = Not looked at
contract-clause-in = Yes
contract-clause-missing = Missing
contract-clause-not-relevant = Not relevant
record-heading-agreement = Data-processing agreements
record-heading-statement = Audit statements
record-heading-assessment = Assessments of the supplier
record-none-agreement = No data-processing agreement. There must be one if the supplier processes personal data for the municipality.
record-none-statement = No statement or certificate.
record-none-assessment = The supplier has not been assessed yet.
record-new-agreement = Create data-processing agreement
record-new-statement = Create audit statement
record-new-assessment = Assess the supplier
record-lead-agreement = The agreement and the oversight of it, see article 28 of the GDPR.
record-lead-statement = What the auditor looked at, what they found, and what it means for the municipality.
record-lead-assessment = The municipality's own assessment. The score is the mean of the answers given.
record-says = Result
record-due = Next time
record-score = Score { $score } of 5
record-questions = Questionnaire
record-questions-hint = 0: nothing is in place, or nobody knows. 3: it is in place. 5: it is tested and improved every year.
record-not-answered = Not answered
record-make-measure = Create a measure from the follow-up
record-follow-up-title = Follow-up at { $supplier }
record-archive-about = It is taken out of use. Its history is kept.
due-title = Supplier due dates
due-heading = { $n ->
    [0] No due dates are past
    [one] One due date is past
   *[other] { $n } due dates are past
}
due-lead = Notice, ends, oversight, statements and assessments, the earliest first.
due-none = There are no due dates. They come from the last day and the notice of contracts and from the next date of what is on file about the supplier.
due-on = Date
due-what = What
due-notice = Last day to give notice
due-contract-ends = Contract ends
due-oversight = Oversight of processor
due-statement = Next audit statement
due-assessment = New assessment of supplier
due-cut = The first 200 are shown. The calendar file has them all.
due-calendar = Download for a calendar
due-calendar-hint = The file opens in Outlook and other calendars. Downloaded again, it updates the same entries, so nothing stands twice.
fault-supplier-circle = The suppliers stand behind each other in a circle: { $path }. Remove a link.
fault-contract-circle = A contract cannot stand under itself, and there can be at most { $max } levels.
supplier-systems = Critical systems
supplier-sort-systems = Most critical systems first
fall-heading = Concentration: what falls if the supplier falls
fall-none = No assets are tied to the supplier or its contracts.
fall-lead = { $n ->
    [one] 1 asset falls.
   *[other] { $n } assets fall.
 }
fall-lead-critical = { $n ->
    [0] None of them is a critical system.
    [one] 1 of them is a critical system.
   *[other] { $n } of them are critical systems.
 }
fall-leaning = These suppliers lean on it, so what they deliver is counted too:
fall-why = Why
fall-why-supplier = Delivered by
fall-why-contract = Covered by the contract
fall-why-asset = Stands on
fall-why-hidden = an asset that you may not see
fall-more = { $n ->
    [one] 1 more asset falls.
   *[other] { $n } more assets fall.
 }
fall-hidden = { $n ->
    [one] 1 asset that you may not see falls too.
   *[other] { $n } assets that you may not see fall too.
 }
fall-rule = Counted along the dependencies: what cannot run without falls with it, also later. An asset with an alternative that stands does not fall. Critical systems are systems graded 3 or 4.
contract-covers = { $n ->
    [0] The contract covers no assets
    [one] The contract covers 1 asset
   *[other] The contract covers { $n } assets
 }
contract-covers-hidden = { $n ->
    [one] And 1 asset that you may not see.
   *[other] And { $n } assets that you may not see.
 }
contract-cover = Add an asset
contract-cover-asset = Asset that the contract covers
supplier-fetch = { $n ->
    [one] Fetch the one supplier as
   *[other] Fetch the { $n } suppliers as
 }
contract-fetch = { $n ->
    [one] Fetch the one contract as
   *[other] Fetch the { $n } contracts as
 }
