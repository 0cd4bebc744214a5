//! The fixed words of a plan document, in the reader's language.

/// Headings, column heads and field names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanLabels {
    /// Kind of document, above the title: "Handleplan".
    pub kind: String,
    /// "Periode".
    pub period: String,
    /// "Dato".
    pub date: String,
    /// "Sagsnr."
    pub reference: String,
    /// "Resumé".
    pub summary: String,
    /// "Forventet modenhed".
    pub projection: String,
    /// "Tidsplan".
    pub schedule: String,
    /// "Foranstaltninger".
    pub measures: String,
    /// Heading of the list with one entry for each measure: "Foranstaltningerne enkeltvis".
    pub measure_details: String,
    /// "Økonomi og timer".
    pub economy: String,
    /// "Bilag: fund i gap-analysen".
    pub findings: String,
    /// "Nr."
    pub number: String,
    /// "Foranstaltning".
    pub measure: String,
    /// "Beskrivelse".
    pub description: String,
    /// "Ansvarlig".
    pub owner: String,
    /// "Enhed".
    pub unit: String,
    /// "Fase".
    pub phase: String,
    /// "Start".
    pub start: String,
    /// "Frist".
    pub due: String,
    /// "Engangsudgift".
    pub cost_once: String,
    /// "Årlig udgift".
    pub cost_yearly: String,
    /// "Timer".
    pub hours: String,
    /// "Tilstand".
    pub state: String,
    /// "Fremdrift".
    pub progress: String,
    /// "Løfter".
    pub lifts: String,
    /// "Forsinket".
    pub late: String,
    /// "Kode".
    pub code: String,
    /// "Kontrol".
    pub control: String,
    /// "Score".
    pub score: String,
    /// "Mål".
    pub target: String,
    /// "Fund".
    pub finding: String,
    /// "Ikke vurderet".
    pub not_assessed: String,
    /// Where a value is missing, for example an owner: "Ikke fastsat".
    pub not_set: String,
    /// Abbreviation of kroner after an amount: "kr."
    pub kroner: String,
    /// Page number with `{page}` and `{pages}`: "side {page} af {pages}".
    pub page_of: String,
    /// "Tallene bag figuren".
    pub figure_table: String,
    /// Names of the sheets of the workbook.
    pub sheets: SheetNames,
}

/// Names of the sheets of the workbook; at most 31 characters, none of `[]:*?/\`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetNames {
    /// "Foranstaltninger".
    pub measures: String,
    /// "Økonomi".
    pub economy: String,
    /// "Timer".
    pub hours: String,
    /// "Fund".
    pub findings: String,
}
