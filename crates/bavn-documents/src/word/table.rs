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

/// A table of small print, whose rows stand in groups: each under its title across all columns, unless it has none.
pub(crate) struct Grouped<'a> {
    pub(crate) head: Vec<&'a str>,
    pub(crate) groups: Vec<Group<'a>>,
    /// Width of each column, as a share of the sum.
    pub(crate) widths: Vec<u32>,
    pub(crate) sides: Vec<Side>,
    /// Width of the whole in twentieths of a point.
    pub(crate) width: u32,
    /// Size of the text.
    pub(crate) half_points: u32,
}

/// A group of rows, each with whether it stands out.
pub(crate) struct Group<'a> {
    pub(crate) title: &'a str,
    pub(crate) rows: Vec<(Vec<String>, bool)>,
}

/// How the rows of a table are set.
struct Setting<'a> {
    columns: &'a [u32],
    sides: &'a [Side],
    half_points: Option<u32>,
}

/// Little room above and below the lines of small print.
const TIGHT: &str = "<w:spacing w:before=\"10\" w:after=\"10\"/>";
const WHOLE: &str = "<w:cantSplit/>";
const HEAD: &str = "<w:cantSplit/><w:tblHeader/>";

impl Body<'_> {
    /// Writes a data table.
    pub(crate) fn table(&mut self, table: &Table<'_>) {
        let columns = columns(&table.widths, table.width);
        let setting = Setting { columns: &columns, sides: &table.sides, half_points: None };
        self.open_table(table.width, &columns, table.total.is_some());
        let head: Vec<String> = table.head.iter().map(|cell| (*cell).to_owned()).collect();
        self.row(&head, &setting, HEAD, true);
        for (at, row) in table.rows.iter().enumerate() {
            let is_strong = table.strong.get(at).copied().unwrap_or(false);
            self.row(row, &setting, WHOLE, is_strong);
        }
        if let Some(total) = &table.total {
            self.row(total, &setting, WHOLE, true);
        }
        self.raw("</w:tbl>");
        self.thin_line();
    }

    /// Writes a table of small print with its rows in groups.
    pub(crate) fn grouped_table(&mut self, table: &Grouped<'_>) {
        let columns = columns(&table.widths, table.width);
        let setting = Setting { columns: &columns, sides: &table.sides, half_points: Some(table.half_points) };
        self.open_table(table.width, &columns, false);
        let head: Vec<String> = table.head.iter().map(|cell| (*cell).to_owned()).collect();
        self.row(&head, &setting, HEAD, true);
        for group in &table.groups {
            if !group.title.is_empty() {
                self.band(group.title, columns.len(), table);
            }
            for (row, is_strong) in &group.rows {
                self.row(row, &setting, WHOLE, *is_strong);
            }
        }
        self.raw("</w:tbl>");
        self.thin_line();
    }

    fn open_table(&mut self, width: u32, columns: &[u32], has_total: bool) {
        let style = self.style_id(Style::Table).to_owned();
        let last = if has_total { "1" } else { "0" };
        let open = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"{last}\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr>{}",
            grid(columns)
        );
        self.raw(&open);
    }

    /// The title of a group, which stays with the row beneath it.
    fn band(&mut self, title: &str, columns: usize, table: &Grouped<'_>) {
        self.raw(&format!(
            "<w:tr><w:trPr>{WHOLE}</w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{columns}\"/><w:shd \
             w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/></w:tcPr>",
            table.width
        ));
        self.cell_text(title, &format!("<w:keepNext/>{TIGHT}"), true, Some(table.half_points));
        self.raw("</w:tc></w:tr>");
    }

    fn row(&mut self, cells: &[String], setting: &Setting<'_>, properties: &str, is_strong: bool) {
        self.raw(&format!("<w:tr><w:trPr>{properties}</w:trPr>"));
        for (index, width) in setting.columns.iter().enumerate() {
            self.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            let side = setting.sides.get(index).copied().unwrap_or(Side::Left);
            let tight = if setting.half_points.is_some() { TIGHT } else { "" };
            let right = if side == Side::Right { "<w:jc w:val=\"right\"/>" } else { "" };
            let text = cells.get(index).map_or("", String::as_str);
            self.cell_text(text, &format!("{tight}{right}"), is_strong, setting.half_points);
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
