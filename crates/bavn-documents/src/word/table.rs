//! Tables.

use super::body::Body;
use super::styles::Style;

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A table of plain cells with a head that is repeated on each page.
pub(crate) struct Table<'a> {
    pub(crate) head: Vec<&'a str>,
    pub(crate) rows: Vec<Vec<String>>,
    /// Which rows are bold; those beyond its end are not.
    pub(crate) strong: Vec<bool>,
    /// Last row, set apart.
    pub(crate) total: Option<Vec<String>>,
    /// Width of each column, as a share of the sum.
    pub(crate) widths: Vec<u32>,
    pub(crate) sides: Vec<Side>,
    /// Width of the whole in twentieths of a point.
    pub(crate) width: u32,
}

impl Body<'_> {
    /// Writes a data table.
    pub(crate) fn table(&mut self, table: &Table<'_>) {
        let style = self.style_id(Style::Table).to_owned();
        let last = if table.total.is_some() { "1" } else { "0" };
        let columns = columns(&table.widths, table.width);
        let open = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"{last}\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr>{}",
            table.width,
            grid(&columns)
        );
        self.raw(&open);
        let head: Vec<String> = table.head.iter().map(|cell| (*cell).to_owned()).collect();
        self.row(&head, &columns, &table.sides, "<w:cantSplit/><w:tblHeader/>", true);
        for (at, row) in table.rows.iter().enumerate() {
            let is_strong = table.strong.get(at).copied().unwrap_or(false);
            self.row(row, &columns, &table.sides, "<w:cantSplit/>", is_strong);
        }
        if let Some(total) = &table.total {
            self.row(total, &columns, &table.sides, "<w:cantSplit/>", true);
        }
        self.raw("</w:tbl>");
        self.thin_line();
    }

    fn row(&mut self, cells: &[String], columns: &[u32], sides: &[Side], properties: &str, is_strong: bool) {
        self.raw(&format!("<w:tr><w:trPr>{properties}</w:trPr>"));
        for (index, width) in columns.iter().enumerate() {
            self.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            let side = sides.get(index).copied().unwrap_or(Side::Left);
            let extra = if side == Side::Right { "<w:jc w:val=\"right\"/>" } else { "" };
            let text = cells.get(index).map_or("", String::as_str);
            self.cell_text(text, extra, is_strong);
            self.raw("</w:tc>");
        }
        self.raw("</w:tr>");
    }

    /// Two columns without lines, to set a figure beside text; each is written by a function.
    pub(crate) fn beside<E>(
        &mut self,
        widths: (u32, u32),
        left: impl FnOnce(&mut Self) -> Result<(), E>,
        right: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        let total = widths.0 + widths.1;
        self.raw(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" \
             w:type=\"dxa\"/><w:right w:w=\"170\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>{}<w:tr><w:tc><w:tcPr><w:tcW w:w=\"{}\" \
             w:type=\"dxa\"/></w:tcPr>",
            grid(&[widths.0, widths.1]),
            widths.0
        ));
        left(self)?;
        self.raw(&format!("</w:tc><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", widths.1));
        right(self)?;
        self.raw("</w:tc></w:tr></w:tbl>");
        self.thin_line();
        Ok(())
    }
}

fn grid(columns: &[u32]) -> String {
    let columns: String = columns.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!("<w:tblGrid>{columns}</w:tblGrid>")
}

fn columns(shares: &[u32], width: u32) -> Vec<u32> {
    let sum = shares.iter().sum::<u32>().max(1);
    shares.iter().map(|share| width * share / sum).collect()
}
