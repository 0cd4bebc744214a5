//! Gap analysis: from answers to exact scores, with everything that a score was made of.
//!
//! The rule: a control's score is the lower of documentation and implementation; an area's is the weighted mean of its
//! controls that are relevant and assessed; the total is the weighted mean of the areas that have a score. Not assessed is
//! not zero: how many of how many were assessed is carried beside every figure.

mod bounds;
mod compare;
mod evaluate;
mod evaluation;
mod framework_view;
mod input;
mod mean;
mod score;
mod standing;
mod statement;
mod what_if;
mod worst_first;

pub use crate::catalogue::{Level, LevelError, Weight, WeightError};
pub use bounds::{Bounds, Share};
pub use compare::{AreaChange, Change, ChangeKind, Comparison, ControlChange, compare};
pub(crate) use evaluate::RunningTotal;
pub use evaluate::evaluate;
pub use evaluation::{AreaResult, ControlResult, Counts, Evaluation};
pub use framework_view::{
    Direct, FrameworkCounts, FrameworkInput, FrameworkResult, Link, RequirementInput, RequirementResult,
    RequirementState, framework_view,
};
pub use input::{AreaInput, ControlInput};
pub use mean::{EvaluationError, Mean, Term};
pub use score::{Fraction, OneDecimal, Score};
pub use standing::{Part, Standing};
pub use statement::{
    ImplementationState, StatementCounts, StatementEntry, StatementFault, StatementInput, StatementReason,
    StatementRow, is_demanded_through, is_of_annex,
};
pub use what_if::{WhatIf, WhatIfError, what_if};
pub use worst_first::{ControlGap, worst_first};
