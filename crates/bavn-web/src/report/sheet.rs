//! How a memo looks on its page, as HTML inside a page of the program.

use bavn_documents::memo::Memo;

/// One row of a small table.
pub(super) type Cells = Vec<String>;

/// A memo for the template.
pub(super) struct Sheet {
    pub(super) memo: Memo,
    /// Label and value of the fields in the head.
    pub(super) fields: Vec<(String, String)>,
}

impl Sheet {
    /// A memo; its words are in its own language.
    pub(super) fn new(memo: Memo) -> Self {
        let labels = &memo.labels;
        let fields = [
            (&labels.subject, memo.subject.clone()),
            (&labels.recipients, memo.recipients.join(", ")),
            (&labels.sender, memo.sender.clone()),
            (&labels.date, memo.date_text.clone()),
            (&labels.reference, memo.reference.clone()),
        ];
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let fields = fields.map(|(label, value)| (label.clone(), value)).collect();
        Self { memo, fields }
    }

    /// Paragraphs of a text.
    pub(super) fn paragraphs<'text>(&self, text: &'text str) -> Vec<&'text str> {
        text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect()
    }

    /// Head and rows of the table of resources.
    pub(super) fn resources(&self) -> Option<(&Cells, &Vec<Cells>)> {
        self.memo.resources.table.as_ref().map(|table| (&table.head, &table.rows))
    }

    /// Head and rows of the table behind the figure.
    pub(super) fn numbers(&self) -> Option<(&Cells, &Vec<Cells>)> {
        self.memo.figure.as_ref()?.table.as_ref().map(|table| (&table.head, &table.rows))
    }
}
