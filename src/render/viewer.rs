//! The reading features of a page, as script and style.

/// Adds `Causeline.mount` to a page: select, hover, search, filter, zoom. Needs
/// [`VIEWER_STYLE`]. What it takes and gives is told at its head.
pub const VIEWER_SCRIPT: &str = concat!(
    include_str!("../../assets/page/viewer/story.js"),
    include_str!("../../assets/page/viewer/make.js"),
    include_str!("../../assets/page/viewer/sheet.js"),
    include_str!("../../assets/page/viewer/stage.js"),
    include_str!("../../assets/page/viewer/card.js"),
    include_str!("../../assets/page/viewer/panel.js"),
    include_str!("../../assets/page/viewer/search.js"),
    include_str!("../../assets/page/viewer/filter.js"),
    include_str!("../../assets/page/viewer/keys.js"),
    include_str!("../../assets/page/viewer/linker.js"),
    include_str!("../../assets/page/viewer/opened.js"),
    include_str!("../../assets/page/viewer/margins.js"),
    include_str!("../../assets/page/viewer/viewer.js"),
);

/// The looks that go with [`VIEWER_SCRIPT`].
pub const VIEWER_STYLE: &str = concat!(
    include_str!("../../assets/page/palette.css"),
    include_str!("../../assets/page/viewer.css"),
);
