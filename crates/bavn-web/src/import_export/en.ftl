file-crumbs = Breadcrumbs
file-export-title = Download the gap analysis
file-export-heading = Download the gap analysis
file-export-lead = The files hold all { $n } controls as they stand now. The total is { $total }.
file-no-score = not calculated yet
file-files = Files
file-file = File
file-for-what = What for
file-get = Download
file-filled = Spreadsheet, filled
file-filled-what = To read, correct and import again
file-empty = Spreadsheet, empty
file-empty-what = To send to those who answer
file-danish = XLSX in Danish
file-english = XLSX in English
file-csv-what = Other spreadsheets and statistics
file-json-what = Other systems and own calculations
file-back-in = Import answers from a spreadsheet
file-back-in-what = The template can be filled in outside Bavn and imported again. The file is tried first, and the same file twice changes nothing.
file-import-button = Import a spreadsheet
file-import-title = Import a spreadsheet
file-import-heading = Import a filled spreadsheet
file-import-lead = The file is read first. Faults are shown with row and column, and nothing is saved. The same file twice changes nothing.
file-import-failed = The file could not be read
file-import-faulty = { $n ->
    [one] One row has faults, and nothing is saved
   *[other] { $n } rows have faults, and nothing is saved
}
file-import-stored-skipped = { $n ->
    [one] The answers are saved, and one row was left out
   *[other] The answers are saved, and { $n } rows were left out
}
file-import-tried = The file has no faults, and nothing is saved yet
file-import-summary = { $name }: { $read } rows read, { $changed } change an answer, { $unchanged } are unchanged, { $faulty } have faults.
file-nothing-stored = Nothing is saved
file-faults = Faults in the file
file-sheet = Sheet
file-row = Row
file-column = Column
file-is = Found
file-should-be = Expected
file-blank = (blank)
file-more-faults = { $n ->
    [one] One more fault is not shown. Correct those shown first.
   *[other] { $n } more faults are not shown. Correct those shown first.
}
file-would-change = { $n ->
    [one] One answer would change:
   *[other] { $n } answers would change:
}
file-spreadsheet = Spreadsheet
file-hint = XLSX, at most { $limit }.
file-get-template = Download the template
file-how = What should happen?
file-how-all = Save the answers if the whole file is right
file-how-try = Only show what would happen, and save nothing
file-how-skip = Save the { $changed } answers that are right, and leave out { $faulty } rows with faults
file-read = Read the file
file-cancel = Cancel
file-template-name = gap-template.xlsx
file-scope-municipality = The whole municipality

file-guide-sheet = Guide
file-answer-sheet = Answers
file-guide-title = Gap analysis of information security
file-guide-1 = Fill in the sheet Answers. Each row is a control. Give a number from 0 to 5 for what has been decided on paper and one for what happens in practice. The control's score is the lower of the two.
file-guide-2 = A blank cell leaves what is already stored. Write not assessed under Status to remove an answer.
file-guide-3 = If a control has no bearing, write not relevant under Status and a reason beside it.
file-guide-4 = Leave the codes in the first column as they are. Columns may be moved and rows deleted.
file-level = Level
file-level-name = Name
file-level-meaning = Meaning
file-level-evidence = Least evidence
level-name-0 = Absent
level-name-1 = Ad hoc
level-name-2 = Partly
level-name-3 = Fixed
level-name-4 = Managed and measured
level-name-5 = Improved all the time
level-meaning-0 = Nothing is done, and nobody is responsible.
level-meaning-1 = It happens now and then, depends on individuals and is not written down.
level-meaning-2 = It happens the same way in some places. There is a draft or an old document, and somebody is named as responsible.
level-meaning-3 = It is approved, known and followed everywhere it applies. Somebody is responsible, and it was reviewed within 24 months.
level-meaning-4 = Compliance is checked, measured and reported to management, and deviations are dealt with.
level-meaning-5 = Measurements and exercises lead to changes, and targets are raised.
level-evidence-0 = Nothing
level-evidence-1 = A statement
level-evidence-2 = A document or an example
level-evidence-3 = An approved document and proof that it is used
level-evidence-4 = Results of checks, figures and minutes
level-evidence-5 = Figures from before and after a change
file-column-area = Area
file-column-area-title = Name of area
file-column-code = Code
file-column-control = Control
file-column-statement = What must be true
file-column-documentation = Paper (0-5)
file-column-implementation = Practice (0-5)
file-column-status = State of answer
file-column-reason = Reason
file-column-target = Target (0-5)
file-column-note = Note
file-column-finding = Finding
file-column-weight = Weight
file-column-score = Score of control
file-status-assessed = assessed
file-status-not-assessed = not assessed
file-status-not-relevant = not relevant
file-validation-title = The value does not fit
file-validation-level = Write a whole number from 0 to 5, or leave the cell blank.
file-validation-status = Choose assessed, not assessed or not relevant, or leave the cell blank.

file-expected-level = A whole number from { $min } to { $max }
file-expected-code = The control's code, since the row has an answer
file-expected-known-code = A code of the control set, for example AD-03
file-expected-unique-code = Each code only once; it also stands in row { $row }
file-expected-status = One of the words: { $allowed }
file-expected-reason = A reason, when the control is not relevant
file-expected-no-reason = No reason, when the control is relevant. Write it under Note.
file-expected-level-when-assessed = A whole number from { $min } to { $max }, when the state is assessed
file-expected-status-that-fits = The state assessed, when both numbers are given
file-expected-short-text = At most { $max } characters; there are { $found }
file-expected-text = Text, not a date or true/false
file-expected-no-formula-error = A value. The formula in the cell gives an error.

file-error-none = Choose a file first.
file-error-too-large = The file is too large. It may be at most { $max }.
file-error-broken = The file is not an XLSX spreadsheet, or it is damaged. Save it again as XLSX in the spreadsheet program.
file-error-too-much = The file unpacks to more than a spreadsheet with answers can hold, and was not read. Use the template.
file-error-no-sheet = None of the sheets ({ $found }) looks like the template. The sheet must be called { $expected } and have the template's columns.
file-error-missing-columns = The sheet { $sheet } lacks the columns: { $columns }.
file-error-duplicate-column = The sheet { $sheet } has the column { $name } twice, in { $first } and { $second }. Delete one.
file-error-newer = The template was made by a newer Bavn. Download the template here and copy the answers over.
file-error-too-many-rows = The sheet has more than { $max } rows.

file-oscal-what = Other tools for governing security (OSCAL 1.1.3, JSON)
file-oscal-results = Results
file-oscal-profile = Scope
file-error-not-results = The file is not an OSCAL file with results that Bavn made.
file-error-not-results-line = The file is not an OSCAL file with results that Bavn made. Reading stopped at line { $line }.
oscal-control-set = control set
oscal-scope = scope
oscal-results = results
oscal-basis = What the analysis rests on: scope and method
oscal-plan = action plan
oscal-mappings = the controls' relation to the frameworks
oscal-mappings-what = Which requirements of the frameworks each control of the control set answers: the set relation between control and requirement after NIST IR 8477, and how much of the requirement the control covers (full, most, half, some: all, three quarters, half, a quarter).
oscal-creator = The municipality
oscal-owner = Responsible
oscal-source = Source
oscal-licence = Terms
oscal-legal-ref = Legal basis
oscal-levels = What the levels look like in practice
oscal-evidence = Typical evidence
oscal-method = Method
oscal-documentation = Documentation
oscal-implementation = Implementation
oscal-score = Score
oscal-target = Target
oscal-assessed = Assessed
oscal-started = Assessed in part
oscal-not-assessed = Not assessed
oscal-not-relevant = Not relevant
oscal-gap = Gap
oscal-lifts = Lifts
oscal-lifts-none = Which controls the measure lifts is not stated.
oscal-not-described = Not described
oscal-planned = Measure
oscal-finished-by = Finished
fault-set-code = "{ $value }" is not a code. Use letters, digits, hyphen, dot and underscore.
file-error-not-control-set = The file is not a control set that Bavn made.
file-error-not-control-set-line = The file is not a control set that Bavn made. Reading stopped at line { $line }.
list-control-set = Control set
list-area = Area
list-area-title = Area's name
list-code = Code
list-title = Title
list-statement = What must be true
list-target = Target
list-weight = Weight
list-origin = Made by
list-own = The municipality
list-requirements = Answers requirements
list-legal-ref = Legal basis
list-controls = Controls
list-level = Level
list-relevant = Relevant controls
list-assessed = Assessed controls
foreign-title = Import a framework
foreign-button = Import a framework
foreign-heading = Import a framework or mappings between frameworks
foreign-lead = Libraries of CISO Assistant (YAML) and OSCAL catalogs (JSON, YAML, XML). The file is read first, and you see what comes before anything is saved.
foreign-heading-faulty = The file has faults, and nothing is saved
foreign-heading-stored = The framework is imported
foreign-heading-shown = The file is read, and nothing is saved yet
foreign-heading-same = Everything in the file is here already
foreign-summary = { $files } files read: { $new } new requirements, { $changed } changed, { $missing } that are gone and are archived with their answers.
foreign-line = line { $line }
foreign-place = Place
foreign-problem = What is wrong
foreign-detail = Detail
foreign-changes = What the file changes
foreign-framework = Framework
foreign-edition = Edition
foreign-new = New
foreign-changed = Changed
foreign-missing = Gone
foreign-unchanged = Unchanged
foreign-ignored = Left out
foreign-links = { $title }: { $kept } mappings between requirements can be used, { $ignored } are left out, since an end is not imported.
foreign-notes = { $n ->
    [one] One note on the file
   *[other] { $n } notes on the file
}
foreign-file = File
foreign-hint = YAML, JSON or XML, at most { $limit }.
foreign-other = One more file
foreign-other-hint = The catalog that an OSCAL profile selects from, or the framework that mappings lead to.
foreign-how-store = Save, if the whole file is right
foreign-problem-too-large = The file is too large
foreign-problem-encoding = The file is not written in UTF-8
foreign-problem-control-character = There is a control character in the file
foreign-problem-syntax = The file does not follow its format
foreign-problem-too-deep = Values lie too deep in each other
foreign-problem-too-many-values = There are too many values
foreign-problem-too-much-repeated = References repeat too much
foreign-problem-too-long-number = The number is too long
foreign-problem-several-documents = There is more than one document in the file
foreign-problem-empty = The file is empty
foreign-problem-doctype = DOCTYPE is not read
foreign-problem-entity = Unknown entity
foreign-problem-duplicate-key = The key stands twice
foreign-problem-missing-field = The field is missing
foreign-problem-unknown-field = The field does not belong here
foreign-problem-wrong-kind = The value is of a wrong kind
foreign-problem-not-one-of = The value is not one of those that may stand here
foreign-problem-pattern = The value does not have the right form
foreign-problem-out-of-range = The number is outside its range
foreign-problem-wrong-count = There is a wrong number of values
foreign-problem-unresolved = What is referred to is not here
foreign-problem-unresolved-many = What is referred to is not here
foreign-problem-repeated = The name stands more than once
foreign-problem-cycle = The requirement lies below itself
foreign-problem-wrong-depth = The depth does not fit the requirements above
foreign-problem-more = More faults are not shown
sheet-name = Requirements
sheet-title = The municipality's own list
sheet-file-name = own-list-template.xlsx
sheet-guide-1 = One row is one requirement. Reference and requirement must be filled in; the rest may be blank. A row with nothing but its category is not read.
sheet-guide-2 = Category: the name of a category, which becomes a heading, or the reference of another row, which then becomes the heading of this one.
sheet-guide-3 = Group: one or more groups with commas between, such as a priority. The list can be filtered by them.
sheet-guide-4 = Controls: codes of the control set with how much of the requirement each covers, such as AD-03 fully; AD-04 half. The words are partly, half, mostly and fully.
sheet-guide-5 = Read in again under the same key, answers are kept for requirements with the same reference. Requirements that were taken out are archived. Mappings are added and changed, and none is taken away.
sheet-reference = Reference
sheet-category = Parent or category
sheet-requirement = Requirement
sheet-text = Text
sheet-group = Group
sheet-legal-ref = Legal reference
sheet-controls = Controls that answer it
sheet-kl-categories = PCs/clients; Mail; Authentication; Mobile devices; Logging; Domains; Network; Other
sheet-own = The municipality's own list in Excel (XLSX)
sheet-own-lead = Get the template, fill it in, and choose it as the file. Give the framework a key and a name.
sheet-get = Template for an own list
sheet-get-kl = Template with KL's eight categories of technical minimum requirements
sheet-kl-lead = The template has the categories alone. Bavn does not ship KL's list; the municipality writes its own requirements.
sheet-key = Key
sheet-key-hint = Stands in the address, such as own-41. Small letters a-z, digits, hyphen and full stop. Use the same key to update.
sheet-name-of = Name of the framework
sheet-place = { $sheet }, row { $row }, { $column }
sheet-summary = { $name }. Mappings from controls: { $new } new, { $changed } changed.
sheet-faults = { $n ->
    [one] One fault. Correct it in the file and choose it again.
   *[other] { $n } faults. Correct them in the file and choose it again.
}
file-expected-required = The field must be filled in.
file-expected-unique-reference = A reference that stands once. It stands in row { $row } too.
file-expected-parent = A row above that does not lie below this one itself.
file-expected-coverage = The code and a word for how much it covers: { $allowed }.
file-expected-control-once = Each control once.
fault-framework-key = "{ $value }" cannot stand in an address. Use small letters a-z, digits, hyphen and full stop.

file-expected-choice = One of the words: { $allowed }
file-expected-grade = A number from 0 to 4 or one of the words: { $allowed }
file-expected-whole = A number from { $min } to { $max }
file-expected-date = A date, such as 14-03-2026
file-expected-yes-no = Yes or no
file-expected-email = An e-mail address
file-expected-url = A web address that begins with https:// or http://
file-expected-cvr = A CVR number of eight digits
file-expected-known-person = The name of a person who is registered here
file-expected-known-unit = The name of a unit that is registered here
file-expected-known-supplier = The name, CVR number or number of a supplier that is registered here
file-error-format = The file is neither CSV nor XLSX ({ $found }). Save it as CSV or XLSX, and upload it again.
file-error-encoding = Line { $line } has the character { $found }, which is not in UTF-8, UTF-16 or Windows-1252. Save the file again as CSV (UTF-8).
file-error-open-quote = The quotation mark in cell { $column }{ $row } is never closed. Mend the cell, and upload the file again.
file-error-too-many-columns = Row { $row } has more than { $max } columns. Delete the superfluous columns, and upload the file again.
file-error-cell-too-long = Cell { $column }{ $row } has more than { $max } characters.
file-error-no-table = None of the sheets ({ $sheets }) has a table with headings.

import-title = Import registers
import-heading = Import into the registers
import-lead = Bring in a list from a spreadsheet, a CSV file or an export of another system. You see first what will happen, and an import can be undone.
import-into = Register
import-register-assets = Assets
import-register-suppliers = Suppliers
import-file = File
import-hint = CSV or XLSX with headings in the top row, at most { $limit } and 200,000 rows. Exports of Intune, Entra, Active Directory and Kitos are recognised.
import-upload = Upload the file
import-earlier = Imports
import-none = Nothing has been imported yet.
import-state = State
import-state-waiting = Waiting
import-state-running = Running
import-state-done = Imported
import-state-undone = Undone
import-changes = Changes
import-when = When
import-who = Who
import-counts = { $created } new, { $updated } changed, { $unchanged } unchanged
import-title-of = Import of { $file }
import-lead-of = { $register }. { $state } { $when } by { $who }, { $size }.
import-running = Importing: { $rows } rows have been worked on.
import-running-leave = You can leave the page and come back. The page reloads by itself.
import-look-again = Look again
import-stopped = The last import was stopped: { $problem }
import-not-matched = Mend the columns below: a name, or something to recognise the rows by, is missing.
import-refusals = Rows that were not undone
import-refused-changed = Changed after the import
import-refused-archived = Archived after the import
import-refused-gone = Is no longer there
import-undone = { $undone } rows were taken back, { $refused } were left as they are.
import-number = Number
import-name = Name
import-why = Reason
import-result = Result
import-count-rows = Rows
import-count-created = New
import-count-updated = Changed
import-count-restored = Taken into use again
import-count-unchanged = Unchanged
import-count-skipped = Skipped
import-count-faulty = With faults
import-undo-heading = Undo the import
import-undo-lead = What the import changed becomes what it was, and what it made is archived. What somebody has changed since is not touched.
import-undo = Undo the whole import
import-preview = Preview
import-missing = Columns that the file lacks: { $columns }
import-faults-lead = Mend the cells and upload the file again, or leave the rows out.
import-cell = Cell
import-notices = { $n ->
    [one] 1 cell was made harmless or should be looked at
   *[other] { $n } cells were made harmless or should be looked at
}
import-notices-list = Cells to look at
import-what-is-done = What is done
import-notice-formula = The formula is not worked out. The saved value is used.
import-notice-formula-text = Looks like a formula. Kept as plain text.
import-notice-script = Holds code. Kept and shown as plain text.
import-notice-wrong-letters = The letters look wrong. The file was probably saved in a wrong encoding.
import-notice-check-digit = The check digit does not fit. Newer CVR numbers need not.
import-unresolved = { $n ->
    [one] 1 name is not here
   *[other] { $n } names are not here
}
import-unresolved-lead = The names are kept in the note. Register them first if they are to be set on the fields.
import-unresolved-list = Names that are not here
import-field = Field
import-rows = Rows
import-action = Happens
import-action-create = Created
import-action-update = Changed
import-action-restore = Taken into use again
import-difference = Difference
import-more-rows = { $n ->
    [one] And 1 more row.
   *[other] And { $n } more rows.
}
import-run-heading = Import
import-skip-faulty = { $n ->
    [one] Leave out the row with faults
   *[other] Leave out the { $n } rows with faults
}
import-nothing-to-do = Everything in the file is here already.
import-run-lead = { $n ->
    [one] 1 row changes the register.
   *[other] { $n } rows change the register.
}
import-run = Import the file
import-columns = Columns
import-columns-lead = The columns were recognised by their headings. Mend those that are wrong. The choice is remembered for the next file with the same headings.
import-sample = Examples
import-field-of = Field for { $column }
import-left-out = Not used
import-constants = Given to every row that does not say otherwise: { $values }
import-key = Rows are recognised by
import-key-hint = The field must be filled and stand only once in the file.
import-known = Rows that are here already
import-known-update = Change them after the file; blank cells change nothing
import-known-fill = Fill only what is empty here
import-known-skip = Leave them
import-unknown = Rows that are not here
import-unknown-create = Create them
import-unknown-skip = Leave them
import-save-columns = Save the columns and see the preview
import-remove = Remove the file without importing it
import-fault-read-twice = The field { $field } is read from both { $first } and { $second }. Choose one of them.
import-fault-not-read = Rows cannot be recognised by { $field }, since no column is read into it.
import-fault-no-name = Choose the column that has the name.
import-fault-unknown = { $field } cannot be used here.
import-field-external-id = Id in the source
import-field-name = Name
import-field-alias = Other names
import-field-kind = Kind
import-field-description = Description
import-field-life-cycle = Life cycle
import-field-ends-on = Ends on
import-field-cost-yearly = Yearly cost, DKK
import-field-unit = Administration or unit
import-field-owner = Owner
import-field-owner-email = The owner's e-mail
import-field-responsible = Responsible
import-field-technical-contact = Technical contact
import-field-supplier = Supplier
import-field-criticality = Criticality
import-field-criticality-reason = Reason for criticality
import-field-confidentiality = Confidentiality
import-field-confidentiality-reason = Reason for confidentiality
import-field-integrity = Integrity
import-field-integrity-reason = Reason for integrity
import-field-availability = Availability
import-field-availability-reason = Reason for availability
import-field-gdpr-basis = Legal basis for processing
import-field-record-url = Link to the record of processing
import-field-hosting = Hosting
import-field-internet-facing = Reachable from the internet
import-field-exposed-services = Exposed services
import-field-last-pentest-on = Last penetration test
import-field-mfa = Multi-factor authentication
import-field-sso = Single sign-on
import-field-endpoint-protection = Endpoint protection
import-field-encryption = Encryption
import-field-supported-until = Supported until
import-field-last-patched-on = Last patched
import-field-backup-interval-hours = Hours between backups
import-field-offline-copy = Offline copy
import-field-last-restore-test-on = Last restore test
import-field-restore-test-minutes = Restore, minutes
import-field-log-connected = Connected to central logging
import-field-log-retention-days = Log retention, days
import-field-log-last-seen-on = Log last seen
import-field-note = Note
import-field-note-line = As a line of the note
import-field-cvr = CVR number
import-field-country = Country
import-field-website = Website
import-field-contact-name = Contact
import-field-contact-phone = Telephone
import-field-contact-email = The contact's e-mail

closed-imported = The file has been imported already.
closed-running = The import is running.
closed-faulty = The file has rows with faults. Mend them, or leave them out.
closed-not-run = The import was not run, or has been undone already.
closed-undone = The import was undone.
fault-read-twice = The field is read from two columns. Choose one of them.
fault-not-read = No column is read into the field that rows are recognised by.
fault-no-name = Choose the column that has the name.
log-kind-register-import = Import into a register
log-verb-undo = undone
file-error-not-kitos = The file of Kitos cannot be read: { $detail }
import-count-archived = Archived
import-action-archive = Archived
import-field-personal-data = Personal data
import-refused-restored = Taken into use again after the import
list-number = Number
list-asset = Asset
import-register-contracts = Contracts
import-refused-needed = Needed by contracts in use
file-expected-known-contract = The title, number or archive number of a contract that is registered here
file-expected-known-asset = Names or numbers of assets that are registered here, with semicolons between
file-expected-known-supplier-number = The number of a supplier that is registered here, such as L-12
file-expected-known-contract-number = The number of a contract that is registered here, such as K-12
import-field-number = Number in Bavn
import-field-title = Title
import-field-reference = Archive number
import-field-supplier-cvr = The supplier’s CVR number
import-field-parent = Contract above
import-field-assets = Assets covered
import-field-starts-on = Begins on
import-field-notice-months = Notice, months
import-field-options = Options
import-field-yearly-value = Yearly value, DKK
import-field-one-off-value = One-off value, DKK
import-field-response-hours = Response, hours
import-field-restore-hours = Restore, hours
import-field-support = Help in an outage
import-field-data-access = Access to data
import-field-exit-plan = Exit plan
import-field-exit-tested-on = Exit plan tried
bulk-heading = { $n ->
    [0] Change several assets
    [one] Change one asset
   *[other] Change { $n } assets at once
}
bulk-lead = Tick what is to be changed, and write what it is to be for all of them. You see the difference before anything is saved.
bulk-none = No assets that you can change are chosen. Tick some in the list, or choose the whole selection.
bulk-left-out = { $n ->
    [one] One chosen asset is out of use or not yours to change and is left out.
   *[other] { $n } chosen assets are out of use or not yours to change and are left out.
}
bulk-which = See which are chosen
bulk-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
bulk-fields = What is to be changed?
bulk-change = Change { $field }
bulk-preview = Show what happens
bulk-preview-heading = { $n ->
    [0] Nothing is changed
    [one] One asset is changed
   *[other] { $n } assets are changed
}
bulk-preview-lead = Nothing is saved yet. Look through the difference, and save.
bulk-nothing = The chosen assets are so already.
bulk-unchanged = { $n ->
    [one] One asset is so already.
   *[other] { $n } assets are so already.
}
bulk-changes = Changes
bulk-same = unchanged
bulk-undo = The change is saved as a whole, with a line in the audit log for each asset, and can be undone under "Import registers".
bulk-store = { $n ->
    [one] Save the change
   *[other] Save the changes of { $n } assets
}
bulk-conflict = Somebody else changed one of the assets meanwhile, or took it out of use. This is how it looks now; save again if it is still right.
bulk-title = Change of several assets: { $fields }
bulk-lead-of = { $state } { $when } by { $who }.
fault-choose-a-field = Tick at least one field.
log-verb-change-many = several assets changed
list-supplier-number = Number in Bavn
list-supplier-name = Supplier
list-supplier-cvr = CVR
list-supplier-kind = Supplier type
list-supplier-country = Country
list-supplier-website = Website
list-supplier-criticality = Criticality
list-supplier-contact = Contact person
list-supplier-phone = Phone
list-supplier-email = Email
list-supplier-systems = Count of critical systems
list-supplier-subs = Count of sub-suppliers
list-supplier-external-id = Supplier ID
list-supplier-note = Notes
list-contract-number = Number in Bavn
list-contract-reference = Contract number
list-contract-title = Contract
list-contract-supplier = Supplier
list-contract-cvr = Supplier CVR
list-contract-parent = Parent contract
list-contract-unit = Unit
list-contract-owner = Contract owner
list-contract-assets = Systems covered
list-contract-starts-on = Valid from
list-contract-ends-on = Valid to
list-contract-notice = Notice months
list-contract-notice-by = Give notice by
list-contract-options = Options
list-contract-yearly = Yearly value
list-contract-one-off = Acquisition
list-contract-response = Response hours
list-contract-restore = Restore hours
list-contract-support = Outage support
list-contract-data-access = Access to data
list-contract-exit-plan = Exit plan
list-contract-exit-tested = Exit plan tested
list-contract-missing = Count of missing requirements
list-contract-note = Notes
