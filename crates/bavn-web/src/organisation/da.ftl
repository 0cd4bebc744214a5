organisation-heading = { $name } har { $administrations ->
    [one] én forvaltning
   *[other] { $administrations } forvaltninger
} i Bavn
organisation-lead = Navn, logo og farver bruges på ledelsesnotat og handleplan.
organisation-municipality = Kommunen
organisation-name = Navn
organisation-code = Kommunekode
organisation-code-none = Ingen
organisation-cvr = CVR-nummer
organisation-sender = Afsender på dokumenter
organisation-sender-hint = For eksempel Digitalisering og It.
organisation-address = Adresse på dokumenter
organisation-logo = Logo
organisation-logo-now = Kommunens logo
organisation-logo-hint = SVG, PNG eller JPEG, højst 1 MB.
organisation-primary = Farve på dokumenter
organisation-accent = Farve nummer to
organisation-lang = Dokumenternes sprog
organisation-save = Gem
organisation-cancel = Fortryd
organisation-units = Forvaltninger og enheder
organisation-no-units = Begynd med forvaltningerne, for eksempel Sundhed og Omsorg. Roller, analyser og udgifter deles op efter dem.
organisation-add-unit = Tilføj enhed
organisation-unit = Enhed
organisation-unit-lead = Roller kan begrænses til en enhed og alt under den.
organisation-all-units = Alle
organisation-no-unit = Ingen
organisation-kind = Slags
organisation-parent = Hører under
organisation-parent-hint = En forvaltning ligger øverst.
organisation-no-parent = Ingen, ligger øverst
organisation-people = { $n ->
    [0] Ingen personer
    [one] Én person
   *[other] { $n } personer
}
organisation-no-people = Ingen personer passer. Ret søgningen, eller tilføj en person.
organisation-add-person = Tilføj person
organisation-person = Person
organisation-person-lead = En person kan eje foranstaltninger og få en bruger.
organisation-title = Stilling
organisation-email = Mail
organisation-phone = Telefon
organisation-search = Søg
organisation-show = Vis
organisation-archive = Arkivér
organisation-archive-about = Det går ud af brug. Historikken bliver bevaret.
unit-kind-administration = Forvaltning
unit-kind-department = Afdeling
unit-kind-institution = Institution
