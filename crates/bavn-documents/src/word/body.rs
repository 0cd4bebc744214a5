//! Writing the body of a document.

use super::numbering::LIST;
use super::package::Package;
use super::picture::Pictures;
use super::styles::{Style, StyleIds};
use crate::xml::{escape, paragraphs};
use crate::{DocumentError, Figure, Language};

/// A stretch of text in one face.
pub(crate) struct Run<'a> {
    pub(crate) text: &'a str,
    pub(crate) is_strong: bool,
}

impl<'a> Run<'a> {
    pub(crate) const fn plain(text: &'a str) -> Self {
        Self { text, is_strong: false }
    }

    pub(crate) const fn strong(text: &'a str) -> Self {
        Self { text, is_strong: true }
    }
}

/// The part the body goes into.
const PART: &str = "word/document.xml";

/// A body in the making.
pub(crate) struct Body<'a> {
    xml: String,
    package: &'a mut Package,
    pictures: &'a mut Pictures,
    styles: &'a StyleIds,
    language: Language,
    section: Option<String>,
    has_sections: bool,
}

impl<'a> Body<'a> {
    pub(super) const fn new(
        package: &'a mut Package,
        pictures: &'a mut Pictures,
        styles: &'a StyleIds,
        language: Language,
        section: Option<String>,
    ) -> Self {
        Self { xml: String::new(), package, pictures, styles, language, section, has_sections: false }
    }

    /// The body, and whether it ends sections of its own.
    pub(super) fn into_xml(self) -> (String, bool) {
        (self.xml, self.has_sections)
    }

    pub(super) fn raw(&mut self, xml: &str) {
        self.xml.push_str(xml);
    }

    pub(super) fn style_id(&self, style: Style) -> &str {
        self.styles.id(style)
    }

    /// A paragraph; no style is the template's normal one.
    pub(crate) fn paragraph(&mut self, style: Option<Style>, runs: &[Run<'_>]) {
        let properties = style.map_or_else(String::new, |style| {
            let list = if style == Style::ListNumber {
                format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{LIST}\"/></w:numPr>")
            } else {
                String::new()
            };
            format!("<w:pPr><w:pStyle w:val=\"{}\"/>{list}</w:pPr>", self.styles.id(style))
        });
        let runs: String = runs.iter().map(|run| self.run(run.text, run.is_strong)).collect();
        self.raw(&format!("<w:p>{properties}{runs}</w:p>"));
    }

    /// Every paragraph of a text.
    pub(crate) fn text(&mut self, style: Option<Style>, text: &str) {
        for part in paragraphs(text) {
            self.paragraph(style, &[Run::plain(&part)]);
        }
    }

    /// A heading; the first of a new page if `starts_page`.
    pub(crate) fn heading(&mut self, style: Style, text: &str, starts_page: bool) {
        let page = if starts_page { "<w:pageBreakBefore/>" } else { "" };
        let run = self.run(text, false);
        self.raw(&format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{page}</w:pPr>{run}</w:p>", self.styles.id(style)));
    }

    /// The text of a cell; `half_points` is its size where it is not that of the style.
    pub(super) fn cell_text(&mut self, text: &str, extra: &str, is_strong: bool, half_points: Option<u32>) {
        let properties = format!("<w:pPr><w:pStyle w:val=\"{}\"/>{extra}</w:pPr>", self.styles.id(Style::TableText));
        let parts = paragraphs(text);
        if parts.is_empty() {
            self.raw(&format!("<w:p>{properties}</w:p>"));
        }
        for part in parts {
            let run = sized_run(&part, is_strong, half_points, self.language);
            self.raw(&format!("<w:p>{properties}{run}</w:p>"));
        }
    }

    /// Word wants a paragraph after a table; this one takes next to no room.
    pub(super) fn thin_line(&mut self) {
        self.raw(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"80\" w:lineRule=\"exact\"/></w:pPr></w:p>",
        );
    }

    fn run(&self, text: &str, is_strong: bool) -> String {
        run(text, is_strong, self.language)
    }

    /// A chart with its title above it; `width` in millimetres.
    pub(crate) fn figure(&mut self, figure: &Figure, width: f64) -> Result<(), DocumentError> {
        self.paragraph(Some(Style::Caption), &[Run::plain(&figure.title)]);
        let alt = crate::typesetting::data::alternative(figure);
        let picture = self.pictures.chart(self.package, PART, figure, &alt, width)?;
        self.raw(&format!("<w:p><w:pPr><w:spacing w:after=\"60\"/></w:pPr>{picture}</w:p>"));
        Ok(())
    }

    /// Ends a section of upright pages, or of pages on their side.
    pub(crate) fn end_section(&mut self, is_landscape: bool) {
        let Some(section) = self.section.clone() else { return };
        self.has_sections = true;
        let section = if is_landscape { on_its_side(&section) } else { section };
        self.raw(&format!("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>{section}</w:pPr></w:p>"));
    }
}

/// A run in the document's language.
pub(super) fn run(text: &str, is_strong: bool, language: Language) -> String {
    sized_run(text, is_strong, None, language)
}

fn sized_run(text: &str, is_strong: bool, half_points: Option<u32>, language: Language) -> String {
    let size = half_points.map(|size| format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    let size = size.unwrap_or_default();
    let strong = if is_strong { "<w:b/>" } else { "" };
    let mut content = String::new();
    for (index, part) in text.split('\t').enumerate() {
        if index > 0 {
            content.push_str("<w:tab/>");
        }
        content.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(part)));
    }
    format!("<w:r><w:rPr>{strong}{size}<w:lang w:val=\"{}\"/></w:rPr>{content}</w:r>", language.tag())
}

/// A section's properties with the page turned and no first page of its own.
fn on_its_side(section: &str) -> String {
    turned(section).replace("<w:titlePg/>", "")
}

/// A section's properties with the page turned.
pub(super) fn turned(section: &str) -> String {
    let Some(start) = section.find("<w:pgSz") else { return section.to_owned() };
    let Some(end) = section.get(start..).and_then(|rest| rest.find("/>")).map(|end| start + end + 2) else {
        return section.to_owned();
    };
    let size = section.get(start..end).unwrap_or("");
    let value = |name: &str| {
        let from = size.find(&format!("{name}=\""))? + name.len() + 2;
        let rest = size.get(from..)?;
        rest.get(..rest.find('"')?)
    };
    let (Some(width), Some(height)) = (value("w:w"), value("w:h")) else { return section.to_owned() };
    let turned = format!("<w:pgSz w:w=\"{height}\" w:h=\"{width}\" w:orient=\"landscape\"/>");
    section.replacen(size, &turned, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_page_swaps_its_sides() {
        let turned = on_its_side("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:titlePg/></w:sectPr>");
        assert_eq!(turned, "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>");
        assert_eq!(on_its_side("<w:sectPr/>"), "<w:sectPr/>");
    }

    #[test]
    fn runs_carry_language_and_no_markup() {
        let xml = run("a\t<b>", true, Language::English);
        assert!(xml.contains("<w:b/><w:lang w:val=\"en-GB\"/>"));
        assert!(xml.contains(">a</w:t><w:tab/><w:t xml:space=\"preserve\">&lt;b&gt;</w:t>"));
    }
}
