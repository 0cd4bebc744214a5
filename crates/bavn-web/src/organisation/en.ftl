organisation-heading = { $name } has { $administrations ->
    [one] one administration
   *[other] { $administrations } administrations
} in Bavn
organisation-lead = Name, logo and colours are used on the management memo and the action plan.
organisation-municipality = The municipality
organisation-name = Name
organisation-code = Municipality code
organisation-code-none = None
organisation-cvr = CVR number
organisation-sender = Sender on documents
organisation-sender-hint = For example Digitalisering og It.
organisation-address = Address on documents
organisation-logo = Logo
organisation-logo-now = The municipality's logo
organisation-logo-hint = SVG, PNG or JPEG, at most 1 MB.
organisation-primary = Colour of documents
organisation-accent = Second colour
organisation-lang = Language of documents
organisation-save = Save
organisation-cancel = Cancel
organisation-units = Administrations and units
organisation-no-units = Begin with the administrations, such as Health and Care. Roles, analyses and costs are divided by them.
organisation-add-unit = Add a unit
organisation-unit = Unit
organisation-unit-lead = Roles can be limited to a unit and everything below it.
organisation-all-units = All
organisation-no-unit = None
organisation-kind = Kind
organisation-parent = Belongs to
organisation-parent-hint = An administration stands at the top.
organisation-no-parent = None, stands at the top
organisation-people = { $n ->
    [0] No people
    [one] One person
   *[other] { $n } people
}
organisation-no-people = No people match. Change the search, or add a person.
organisation-add-person = Add a person
organisation-person = Person
organisation-person-lead = A person can own measures and be given an account.
organisation-title = Job title
organisation-email = Email
organisation-phone = Telephone
organisation-search = Search
organisation-show = Show
organisation-archive = Archive
organisation-archive-about = It goes out of use. Its history is kept.
unit-kind-administration = Administration
unit-kind-department = Department
unit-kind-institution = Institution
