//! Action plans (*handleplaner*): several years of measures, in time, in money and in maturity.

mod entity;
mod filter;
mod list;
mod plan;
mod view;

pub use filter::{MeasureFilter, MeasureSort};
pub use list::list_measures;
pub(crate) use plan::find;
pub use plan::{Plan, PlanDraft, create_plan, find_current_plan, get_current_plan, get_plan, list_plans, update_plan};
pub use view::{PlanView, find_current_plan_view, get_plan_view};

/// What people call a measure: `F-07` (*foranstaltning*), the same in both languages because it is spoken and written in files.
#[must_use]
pub fn measure_code(number: u32) -> String {
    format!("F-{number:02}")
}

/// The number in what somebody typed for a measure: `F-07`, `f7` or `7`.
#[must_use]
pub fn number_of_code(text: &str) -> Option<u32> {
    text.trim().trim_start_matches(['F', 'f']).trim_start_matches('-').parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written() {
        for number in [1, 42, 1234] {
            assert_eq!(number_of_code(&measure_code(number)), Some(number));
        }
        assert_eq!(number_of_code(" f7 "), Some(7));
        assert_eq!([number_of_code("F-0"), number_of_code("AD-03"), number_of_code("")], [None, None, None]);
    }
}
