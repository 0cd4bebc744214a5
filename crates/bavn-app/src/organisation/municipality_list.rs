use crate::{Error, Result, content};
use std::sync::OnceLock;

/// One of the 98 municipalities of Denmark.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DanishMunicipality {
    /// The four-digit code of Statistics Denmark, such as `0101`.
    pub code: String,
    /// Its name, without "Kommune".
    pub name: String,
    /// Its region until the end of 2026.
    pub region: String,
    /// Its region from 1 January 2027.
    pub region_from_2027: String,
}

static ALL: OnceLock<Vec<DanishMunicipality>> = OnceLock::new();

/// The 98 municipalities, by code.
///
/// # Errors
/// [`Error::Content`] if the list that comes with the program is wrong; a test keeps this from happening.
pub fn danish_municipalities() -> Result<&'static [DanishMunicipality]> {
    if let Some(all) = ALL.get() {
        return Ok(all);
    }
    let all = parse(&content::text("municipalities.csv")?)?;
    Ok(ALL.get_or_init(|| all))
}

fn parse(text: &str) -> Result<Vec<DanishMunicipality>> {
    let wrong = |row: usize| {
        Error::Content(format!("municipalities.csv row {row}: expected code,name,region,region_from_2027"))
    };
    let rows = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(index, line)| {
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        let [code, name, region, later] = fields[..] else { return Err(wrong(index + 1)) };
        if code.len() != 4 || !code.bytes().all(|byte| byte.is_ascii_digit()) || name.is_empty() {
            return Err(wrong(index + 1));
        }
        Ok(DanishMunicipality {
            code: code.into(),
            name: name.into(),
            region: region.into(),
            region_from_2027: later.into(),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_98_with_codes_of_their_own() {
        let all = danish_municipalities().unwrap();
        let codes: std::collections::BTreeSet<_> = all.iter().map(|municipality| &municipality.code).collect();
        assert_eq!((all.len(), codes.len()), (98, 98));
        assert!(all.iter().any(|municipality| municipality.name == "Ærø" && municipality.code == "0492"));
    }

    #[test]
    fn a_faulty_row_is_named() {
        assert!(
            parse("code,name,region,region_from_2027\n101,København,H,Ø\n").unwrap_err().to_string().contains("row 2")
        );
    }
}
