//! What tells one kind of causal link from another besides its colour.

/// The form of an arrow's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Head {
    /// A filled barb.
    Filled,
    /// Two strokes.
    Open,
    /// A bar across the end: what is kept from happening.
    Bar,
    /// A filled diamond.
    Diamond,
}

/// The line and head of a kind of link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkForm {
    /// Width of the line in pixels.
    pub width: f64,
    /// Dashes and gaps in pixels, for a line with round ends; empty for solid.
    pub dash: &'static [f64],
    /// The head.
    pub head: Head,
}

const fn form(width: f64, dash: &'static [f64], head: Head) -> LinkForm {
    LinkForm { width, dash, head }
}

/// Forms of kinds that an author names, in turn; none is a built-in kind's.
const CUSTOM: [LinkForm; 6] = [
    form(2.0, &[9.0, 4.0, 1.5, 4.0], Head::Filled),
    form(2.0, &[5.0, 4.0], Head::Open),
    form(2.0, &[], Head::Diamond),
    form(2.0, &[1.5, 5.0], Head::Diamond),
    form(2.0, &[14.0, 5.0], Head::Open),
    form(2.0, &[9.0, 4.0, 1.5, 4.0, 1.5, 4.0], Head::Diamond),
];

/// How many kinds are built in; an author's kinds are numbered from here.
const BUILT_IN: usize = 5;

/// The form of a kind by its id, or by its number among the file's kinds where
/// the id is an author's. Kinds differ in dash or head even without colour;
/// from the seventh kind of an author on, forms repeat.
///
/// ```
/// use causeline::style::{link_form, Head};
/// assert!(link_form("causes", 0).dash.is_empty());
/// assert_eq!(link_form("prevents", 4).head, Head::Bar);
/// assert_ne!(link_form("funds", 5), link_form("warns", 6));
/// ```
pub fn link_form(id: &str, number: usize) -> LinkForm {
    match id {
        "causes" => form(2.0, &[], Head::Filled),
        "motivates" => form(2.0, &[9.0, 5.0], Head::Filled),
        "enables" => form(1.9, &[], Head::Open),
        "responds" => form(2.0, &[1.5, 5.0], Head::Filled),
        "prevents" => form(2.0, &[6.0, 4.0], Head::Bar),
        _ => CUSTOM[number.saturating_sub(BUILT_IN) % CUSTOM.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_differ_without_colour() {
        let mut forms: Vec<LinkForm> = ["causes", "enables", "motivates", "responds", "prevents"]
            .into_iter()
            .map(|id| link_form(id, 0))
            .collect();
        forms.extend((5..11).map(|number| link_form("own", number)));
        for (index, one) in forms.iter().enumerate() {
            for other in &forms[index + 1..] {
                assert!(one.dash != other.dash || one.head != other.head, "{one:?}");
            }
        }
    }
}
