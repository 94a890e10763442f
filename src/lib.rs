//! Event timelines from dated facts.
//!
//! An event file says what happened, when, and because of what. It goes
//! through a chain of passes, each public and each of its own use:
//! [`document::read`] gives a [`timeline::Timeline`], [`graph::connect`] a
//! [`graph::CausalGraph`], [`schedule::solve`] a [`schedule::Schedule`],
//! [`layout::lay_out`] a [`layout::Layout`], [`scene::draw`] a
//! [`scene::Scene`], and [`render::svg`] the picture. [`compile::compile`]
//! calls them all and keeps every result.
//!
//! ```
//! use causeline::compile::compile;
//! use causeline::document::NoIncludes;
//!
//! let text = "title: Two\nevents:\n  rain: { when: 2021, what: It rains }\n  flood: { what: It floods, because: rain }\n";
//! let compiled = compile("two.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
//! assert!(compiled.diagnostics().is_empty());
//!
//! // The flood has no date; its cause bounds it.
//! let flood = compiled.graph().fact("flood")?;
//! assert_eq!(compiled.schedule().words(flood), "not before 1 January 2021");
//! # Ok::<(), causeline::graph::UnknownName>(())
//! ```
//!
//! For graphs in tests there is [`testing`].

pub mod cli;
pub mod compile;
mod count;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod dossier;
pub mod draft;
pub mod edit;
pub mod graph;
pub mod layout;
pub mod lint;
#[cfg(feature = "lsp")]
pub mod lsp;
mod parallel;
pub mod prose;
pub mod render;
pub mod scene;
pub mod schedule;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
mod storage;
pub mod style;
pub mod testing;
pub mod timeline;

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
