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
