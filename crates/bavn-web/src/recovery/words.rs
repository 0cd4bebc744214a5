//! Times and what fails, in words.

use crate::kit::Tr;
use bavn_core::recovery::scenario::Selector;

/// A length of time in at most two units: `4 timer`, `1 døgn 6 timer`, `90 min`.
pub(super) fn span(t: Tr, minutes: u32) -> String {
    let (days, hours, rest) = (minutes / 1_440, minutes % 1_440 / 60, minutes % 60);
    let parts: Vec<String> = [("recovery-days", days), ("recovery-hours", hours), ("recovery-minutes", rest)]
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| t.n(key, number))
        .collect();
    match parts.as_slice() {
        [] => t.n("recovery-minutes", 0_u32),
        // After two days and more minutes say nothing.
        [days_or_hours, next, ..] => format!("{days_or_hours} {next}"),
        [one] => one.clone(),
    }
}

/// When something happens, counted from the beginning: `straks`, `efter 6 timer`.
pub(super) fn after(t: Tr, minutes: u32) -> String {
    if minutes == 0 { t.get("recovery-at-once") } else { t.s("recovery-after", "time", span(t, minutes)) }
}

/// A minute of an event as weekday and clock: `lørdag kl. 2.30`, with the number of the day when that is not the first week.
pub(super) fn moment(t: Tr, starts: u32, minute: u32) -> String {
    let whole = starts + minute;
    let (day, time) = (whole / 1_440, whole % 1_440);
    let weekday = t.of("recovery-weekday", (day % 7).to_string());
    let clock = clock(t, time);
    let week = day / 7;
    if week == 0 {
        t.s2("recovery-moment", "day", weekday, "time", clock)
    } else {
        t.with("recovery-moment-week", &[("day", weekday), ("time", clock), ("week", (week + 1).to_string())])
    }
}

/// A minute of the day: `2.30` or `02:30`.
pub(super) fn clock(t: Tr, minute: u32) -> String {
    match t.lang() {
        bavn_core::lang::Lang::Da => format!("{}.{:02}", minute / 60, minute % 60),
        bavn_core::lang::Lang::En => format!("{:02}:{:02}", minute / 60, minute % 60),
    }
}

/// A selector in words: `Alt af slagsen strøm`.
pub(super) fn selector(t: Tr, selector: Selector) -> String {
    match selector.parts() {
        (family, Some(kind)) => {
            t.s(&format!("recovery-select-{family}"), "kind", t.of("asset-kind", kind.key()).to_lowercase())
        }
        (word, None) => t.of("recovery-select", word),
    }
}

/// The first few of many, and how many more there are.
pub(super) fn few<'name>(t: Tr, names: impl ExactSizeIterator<Item = &'name str>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let mut text = names.take(most).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push(' ');
        text.push_str(&t.n("recovery-more", more));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::lang::Lang;

    #[test]
    fn times_as_people_say_them() {
        let t = Tr::new(Lang::Da);
        for (minutes, text) in [
            (0, "0 min"),
            (45, "45 min"),
            (60, "1 time"),
            (90, "1 time 30 min"),
            (1_500, "1 døgn 1 time"),
            (2_880, "2 døgn"),
            (1_441, "1 døgn 1 min"),
        ] {
            assert_eq!(span(t, minutes), text);
        }
        assert_eq!(moment(t, 5 * 1_440 + 150, 0), "lørdag kl. 2.30");
        assert_eq!(moment(t, 5 * 1_440 + 150, 2_880), "mandag kl. 2.30, uge 2");
        assert_eq!(few(t, ["a", "b", "c"].into_iter(), 2), "a, b og 1 mere");
    }
}
