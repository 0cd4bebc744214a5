//! The memo as one HTML file that stands alone.

use std::fmt::Write as _;

use super::Memo;
use super::pdf::fields;
use crate::xml::{escape, paragraphs};
use crate::{Figure, FigureTable, Image};

/// Look of the file; the municipality's colour is a variable set beside it.
const STYLE: &str = include_str!("../../assets/memo.css");

/// Writes the memo as a self-contained, accessible HTML file.
///
/// The chart stands in the file as SVG with its table behind it; the logo as data. It prints on one page where the memo does.
#[must_use]
pub fn memo_html(memo: &Memo) -> String {
    let labels = &memo.labels;
    let primary = memo.letterhead.primary_colour.readable_on_white();
    let mut main = String::new();
    let _written = write!(main, "<p class=\"kind\">{}</p><h1>{}</h1><dl>", escape(&labels.kind), escape(&memo.title));
    for (label, value, _) in fields(memo) {
        let _written = write!(main, "<div><dt>{}</dt><dd>{}</dd></div>", escape(label), escape(&value));
    }
    main.push_str("</dl>");
    section(&mut main, &labels.background, &text(&memo.background));
    let findings: String = memo
        .findings
        .iter()
        .map(|finding| {
            let words = paragraphs(&finding.text).iter().map(|part| escape(part)).collect::<Vec<_>>().join("<br>");
            format!("<li><strong>{}</strong> {words}</li>", escape(&finding.heading))
        })
        .collect();
    if !findings.is_empty() || memo.figure.is_some() {
        let chart = memo.figure.as_ref().map_or_else(String::new, |content| figure(content, &labels.figure_table));
        section(&mut main, &labels.findings, &format!("<div class=\"findings\"><ol>{findings}</ol>{chart}</div>"));
    }
    let plan: String =
        memo.plan.iter().map(|step| format!("<li><h3>{}</h3>{}</li>", escape(&step.phase), text(&step.text))).collect();
    section(&mut main, &labels.plan, &if plan.is_empty() { plan } else { format!("<ol class=\"plan\">{plan}</ol>") });
    let resources = text(&memo.resources.text) + &memo.resources.table.as_ref().map_or_else(String::new, table);
    section(&mut main, &labels.resources, &resources);
    if !memo.conclusion.trim().is_empty() {
        let mut conclusion = String::new();
        section(&mut conclusion, &labels.conclusion, &text(&memo.conclusion));
        main.push_str(&conclusion.replacen("<section>", "<section class=\"conclusion\">", 1));
    }
    if !memo.signature.is_empty() {
        let lines: Vec<String> = memo.signature.iter().map(|line| escape(line)).collect();
        let _written = write!(main, "<p class=\"signature\">{}</p>", lines.join("<br>"));
    }
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>:root{{--primary:{primary};--tint:{tint}}}\n\
         {STYLE}</style>\n</head>\n<body>\n<header>{head}</header>\n<main>{main}</main>\n<footer>{foot}</footer>\n</body>\n</html>\n",
        lang = memo.language.tag(),
        title = escape(&memo.title),
        primary = primary.hex(),
        tint = primary.tint(7).hex(),
        head = head(memo),
        foot = escape(&memo.page_footer),
    )
}

fn head(memo: &Memo) -> String {
    let letterhead = &memo.letterhead;
    let address: Vec<String> = letterhead.address_lines.iter().map(|line| escape(line)).collect();
    let address =
        if address.is_empty() { String::new() } else { format!("<p class=\"address\">{}</p>", address.join("<br>")) };
    format!(
        "<p class=\"sender\"><strong>{}</strong><br>{}</p>{address}{}",
        escape(&letterhead.municipality),
        escape(&letterhead.sender_unit),
        letterhead.logo.as_ref().map_or_else(String::new, logo),
    )
}

/// As data, never as inline SVG: a logo comes from outside and an image runs no script.
fn logo(image: &Image) -> String {
    let alt = escape(&image.alt);
    let data = base64(&image.bytes);
    format!("<img src=\"data:{};base64,{data}\" alt=\"{alt}\">", image.format.media_type())
}

fn section(main: &mut String, heading: &str, content: &str) {
    if !content.is_empty() {
        let _written = write!(main, "<section><h2>{}</h2>{content}</section>", escape(heading));
    }
}

fn text(value: &str) -> String {
    paragraphs(value).iter().map(|part| format!("<p>{}</p>", escape(part))).collect()
}

fn figure(figure: &Figure, table_label: &str) -> String {
    let details = figure.table.as_ref().map_or_else(String::new, |content| {
        format!("<details><summary>{}</summary>{}</details>", escape(table_label), table(content))
    });
    // The chart goes in as an image, so that an SVG from elsewhere can run nothing either.
    let data = base64(figure.svg.as_bytes());
    format!(
        "<figure><figcaption>{}</figcaption><img src=\"data:image/svg+xml;base64,{data}\" alt=\"{}\">{details}</figure>",
        escape(&figure.title),
        escape(&figure.alt),
    )
}

fn table(table: &FigureTable) -> String {
    let head: String = table.head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", escape(cell))).collect();
    let rows: String = table
        .rows
        .iter()
        .map(|row| {
            let cells: String = row
                .iter()
                .enumerate()
                .map(|(index, cell)| {
                    if index == 0 {
                        format!("<th scope=\"row\">{}</th>", escape(cell))
                    } else {
                        format!("<td>{}</td>", escape(cell))
                    }
                })
                .collect();
            format!("<tr>{cells}</tr>")
        })
        .collect();
    format!("<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let sign = usize::try_from(group >> (18 - 6 * place) & 63).unwrap_or(0);
            text.push(if place > chunk.len() { '=' } else { char::from(SIGNS[sign]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_follows_the_examples_of_the_standard() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
