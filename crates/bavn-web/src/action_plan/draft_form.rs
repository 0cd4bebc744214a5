//! The form of a measure as it was typed.

use crate::kit::format;
use bavn_app::{
    FieldFault,
    catalogue::CatalogueView,
    measure::{Measure, MeasureDraft},
};
use bavn_core::measure::{EffortRole, Phase, Sourcing, State};
use serde::Deserialize;
use std::str::FromStr;
use time::Date;

/// The most rows of dependencies or of effects that a form may hold.
const MOST_ROWS: usize = 60;

/// What was typed; lists are the rows from the top down.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DraftForm {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) owner: String,
    pub(super) unit: String,
    pub(super) phase: String,
    pub(super) start_on: String,
    pub(super) due_on: String,
    pub(super) cost_once: String,
    pub(super) cost_yearly: String,
    pub(super) within_budget: String,
    pub(super) sourcing: String,
    pub(super) state: String,
    pub(super) progress: String,
    pub(super) completed_on: String,
    /// One for each of [`EffortRole::ALL`].
    pub(super) hours: Vec<String>,
    pub(super) depends_on: Vec<String>,
    /// Codes of controls.
    pub(super) effect_control: Vec<String>,
    pub(super) effect_level: Vec<String>,
    pub(super) version: String,
    /// Which list is to have one more row: `depends_on` or `effects`.
    pub(super) add: String,
}

impl DraftForm {
    /// The form of a draft.
    pub(super) fn of(draft: &MeasureDraft, catalogue: &CatalogueView) -> Self {
        let date = |date: Option<Date>| date.map(format::iso_date).unwrap_or_default();
        let amount = |amount: i64| if amount == 0 { String::new() } else { amount.to_string() };
        let hours =
            |role: EffortRole| draft.hours.iter().find(|(of, _)| *of == role).map(|(_, hours)| hours.to_string());
        let code = |id| catalogue.control(id).filter(|_| catalogue.is_live(id)).map(|control| control.code.clone());
        let effects: Vec<(String, String)> =
            draft.effects.iter().filter_map(|(id, level)| Some((code(*id)?, level.to_string()))).collect();
        Self {
            title: draft.title.clone(),
            description: draft.description.clone(),
            owner: draft.owner.map(|id| id.to_string()).unwrap_or_default(),
            unit: draft.unit.map(|id| id.to_string()).unwrap_or_default(),
            phase: draft.phase.map(|phase| phase.key().to_owned()).unwrap_or_default(),
            start_on: date(draft.start_on),
            due_on: date(draft.due_on),
            cost_once: amount(draft.cost_once),
            cost_yearly: amount(draft.cost_yearly),
            within_budget: if draft.within_budget { "yes".into() } else { String::new() },
            sourcing: draft.sourcing.key().to_owned(),
            state: draft.state.key().to_owned(),
            progress: draft.progress.to_string(),
            completed_on: date(draft.completed_on),
            hours: EffortRole::ALL.map(|role| hours(role).unwrap_or_default()).into(),
            depends_on: draft.depends_on.iter().map(ToString::to_string).collect(),
            effect_control: effects.iter().map(|(code, _)| code.clone()).collect(),
            effect_level: effects.into_iter().map(|(_, level)| level).collect(),
            version: String::new(),
            add: String::new(),
        }
    }

    /// The form of a measure as it is.
    pub(super) fn of_measure(measure: &Measure, catalogue: &CatalogueView) -> Self {
        let facts = &measure.facts;
        let draft = MeasureDraft {
            title: facts.title.clone(),
            description: measure.description.clone(),
            owner: facts.owner,
            unit: facts.unit,
            phase: Some(facts.phase),
            start_on: facts.start_on,
            due_on: facts.due_on,
            cost_once: facts.cost_once,
            cost_yearly: facts.cost_yearly,
            within_budget: facts.within_budget,
            sourcing: facts.sourcing,
            state: facts.state,
            progress: facts.progress.into(),
            completed_on: facts.completed_on,
            hours: facts.hours.iter().map(|(role, hours)| (*role, i64::from(*hours))).collect(),
            depends_on: facts.depends_on.clone(),
            effects: facts.effects.iter().map(|(id, level)| (*id, i64::from(level.get()))).collect(),
        };
        Self { version: measure.version.to_string(), ..Self::of(&draft, catalogue) }
    }

    /// The controls chosen with the levels that they are to reach, by row.
    pub(super) fn effects(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        let level = |at| self.effect_level.get(at).map_or("", String::as_str);
        let rows = self.effect_control.iter().enumerate().take(MOST_ROWS);
        rows.map(move |(at, code)| (at, code.as_str(), level(at)))
    }

    /// Makes room for one more row in each list that has none free, and for one more where it was asked for.
    pub(super) fn make_room(&mut self) {
        let wanted = |list: &[String], add: bool| {
            let used = list.iter().rposition(|value| !value.is_empty()).map_or(0, |at| at + 1);
            (used.max(if add { list.len() } else { 0 }) + 1).min(MOST_ROWS)
        };
        let rows = wanted(&self.depends_on, self.add == "depends_on");
        self.depends_on.resize(rows, String::new());
        let rows = wanted(&self.effect_control, self.add == "effects");
        self.effect_control.resize(rows, String::new());
        self.effect_level.resize(rows, String::new());
        self.hours.resize(EffortRole::ALL.len(), String::new());
    }

    /// What was typed as a draft, or every field that cannot be read.
    pub(super) fn read(&self, catalogue: &CatalogueView) -> Result<MeasureDraft, Vec<FieldFault>> {
        let mut reader = Reader { faults: Vec::new() };
        let draft = MeasureDraft {
            title: self.title.clone(),
            description: self.description.clone(),
            owner: reader.id("owner", &self.owner),
            unit: reader.id("unit", &self.unit),
            phase: Phase::from_key(&self.phase),
            start_on: reader.date("start_on", &self.start_on),
            due_on: reader.date("due_on", &self.due_on),
            cost_once: reader.whole("cost_once", &self.cost_once).unwrap_or(0),
            cost_yearly: reader.whole("cost_yearly", &self.cost_yearly).unwrap_or(0),
            within_budget: self.within_budget == "yes",
            sourcing: Sourcing::from_key(&self.sourcing).unwrap_or(Sourcing::Internal),
            state: State::from_key(&self.state).unwrap_or(State::Proposed),
            progress: reader.whole("progress", &self.progress).unwrap_or(0),
            completed_on: reader.date("completed_on", &self.completed_on),
            hours: EffortRole::ALL
                .into_iter()
                .zip(&self.hours)
                .filter_map(|(role, text)| Some((role, reader.whole(&hours_field(role), text)?)))
                .filter(|(_, hours)| *hours != 0)
                .collect(),
            depends_on: self
                .depends_on
                .iter()
                .enumerate()
                .take(MOST_ROWS)
                .filter_map(|(at, text)| reader.id(&format!("depends_on-{at}"), text))
                .collect(),
            effects: self.effects().filter_map(|(at, code, level)| reader.effect(catalogue, at, code, level)).collect(),
        };
        if reader.faults.is_empty() { Ok(draft) } else { Err(reader.faults) }
    }

    /// The field of the form for a fault that the operation found, whose lists leave out what was blank.
    pub(super) fn field_of(&self, draft: &MeasureDraft, field: &str) -> String {
        let Some((list, at)) = field.split_once('[') else {
            return if field == "depends_on" { "depends_on-0".into() } else { field.to_owned() };
        };
        let at: usize = at.trim_end_matches(']').parse().unwrap_or(0);
        let row = |rows: &[String]| {
            rows.iter().enumerate().filter(|(_, value)| !value.is_empty()).nth(at).map_or(at, |(row, _)| row)
        };
        match list {
            "hours" => draft.hours.get(at).map_or_else(|| field.to_owned(), |(role, _)| hours_field(*role)),
            "depends_on" => format!("depends_on-{}", row(&self.depends_on)),
            "effects" => format!("effects-{}", row(&self.effect_control)),
            _ => field.to_owned(),
        }
    }
}

/// The field of a role's hours.
pub(super) fn hours_field(role: EffortRole) -> String {
    format!("hours-{}", role.key())
}

struct Reader {
    faults: Vec<FieldFault>,
}

impl Reader {
    fn fault(&mut self, field: &str, code: &'static str, value: &str) {
        self.faults.push(FieldFault::new(field, code, value));
    }

    fn id<T: FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        let id = text.parse().ok();
        if id.is_none() {
            self.fault(field, "unknown", text);
        }
        id
    }

    fn date(&mut self, field: &str, text: &str) -> Option<Date> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let date = format::parse_iso_date(text);
        if date.is_none() {
            self.fault(field, "not_a_date", text);
        }
        date
    }

    /// A whole number; spaces, thousands separators and `kr.` are passed over.
    fn whole(&mut self, field: &str, text: &str) -> Option<i64> {
        let text = text.trim();
        let bare = text.trim_end_matches("kr.").trim_end_matches("kr").trim_end_matches('%');
        let bare: String =
            bare.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '.' | ',')).collect();
        if bare.is_empty() && text.is_empty() {
            return None;
        }
        // A comma or point that does not part thousands would change the number by being passed over.
        let parts: Vec<&str> = text.split(['.', ',']).map(|part| part.trim_end_matches("kr").trim()).collect();
        let tail = parts.iter().skip(1).filter(|part| !part.is_empty());
        let is_grouped = tail.clone().all(|part| part.chars().filter(char::is_ascii_digit).count() == 3);
        let number = bare.replace('\u{2212}', "-").parse().ok().filter(|_| is_grouped);
        if number.is_none() {
            self.fault(field, "whole_number", text);
        }
        number
    }

    fn effect(
        &mut self,
        catalogue: &CatalogueView,
        at: usize,
        code: &str,
        level: &str,
    ) -> Option<(bavn_core::ids::ControlId, i64)> {
        if code.is_empty() {
            return None;
        }
        let field = format!("effects-{at}");
        let Some(control) = catalogue.control_by_code(code) else {
            self.fault(&field, "unknown", code);
            return None;
        };
        let level = if level.is_empty() { Some(i64::from(control.target.get())) } else { level.parse().ok() };
        if level.is_none() {
            self.fault(&field, "whole_number", "");
        }
        Some((control.id, level?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Option<i64> {
        let mut reader = Reader { faults: Vec::new() };
        let number = reader.whole("cost_once", text);
        assert_eq!(number.is_none() && !text.is_empty(), !reader.faults.is_empty(), "{text}");
        number
    }

    #[test]
    fn kroner_are_read_as_people_write_them() {
        for text in ["180000", "180.000", "180.000 kr.", "180 000", "180,000 kr"] {
            assert_eq!(whole(text), Some(180_000), "{text}");
        }
        assert_eq!(whole("-5"), Some(-5));
        assert_eq!(whole("35 %"), Some(35));
        for text in ["1,5", "1.5", "12.34 kr.", "x", "kr."] {
            assert_eq!(whole(text), None, "{text}");
        }
        assert_eq!(whole(""), None);
    }

    #[test]
    fn a_list_always_has_a_free_row_and_grows_when_asked() {
        let mut form = DraftForm { depends_on: vec!["a".into(), String::new(), "b".into()], ..DraftForm::default() };
        form.make_room();
        assert_eq!((form.depends_on.len(), form.effect_control.len(), form.hours.len()), (4, 1, 14));
        form.add = "effects".into();
        form.make_room();
        assert_eq!((form.depends_on.len(), form.effect_control.len(), form.effect_level.len()), (4, 2, 2));
    }
}
