//! Sizes, colours and type: plain data.
