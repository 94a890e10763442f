//! Entries and items taken out, and which comments go with them.

use super::page::Page;
use super::patch::Patch;
use super::tree::{Entry, Kind, NodeId, column, line_end, line_start, past_break, skip_trivia};
use crate::source::Span;

impl Page<'_> {
    /// Takes entries out of a mapping that keeps some.
    pub(super) fn delete_entries(&mut self, mapping: NodeId, gone: &[usize]) {
        let entries: Vec<Entry> = self.tree.entries(mapping).to_vec();
        let parts: Vec<Part> = entries
            .iter()
            .map(|entry| Part {
                start: entry.start,
                end: self.tree.entry_end(*entry),
                value: entry.value,
            })
            .collect();
        self.delete(mapping, &parts, gone);
    }

    /// Takes items out of a list that keeps some.
    pub(super) fn delete_items(&mut self, list: NodeId, gone: &[usize]) {
        let items = self.tree.items(list).to_vec();
        let parts: Vec<Part> = items
            .iter()
            .map(|item| Part {
                start: item.start,
                end: self.tree.node(item.node).span.end.max(item.start),
                value: item.node,
            })
            .collect();
        self.delete(list, &parts, gone);
    }

    fn delete(&mut self, collection: NodeId, parts: &[Part], gone: &[usize]) {
        if self.tree.is_flow(collection) {
            let gone = self.gone_with_earlier(collection, parts, gone);
            self.delete_flow(parts, &gone);
            return;
        }
        for &index in gone {
            let part = parts[index];
            let prefix = &self.text[line_start(self.text, part.start)..part.start];
            let next = parts.get(index + 1).map(|next| next.start);
            match next {
                // The first of a mapping behind a dash: the next comes up.
                Some(next) if !prefix.trim().is_empty() => {
                    let between = Span::new(part.end, next);
                    let end = if self.tree.comments_in(between).is_empty() {
                        next
                    } else {
                        part.end
                    };
                    self.put(part.start, end, "");
                }
                _ => self.delete_lines(part),
            }
        }
    }

    /// Takes whole lines out.
    fn delete_lines(&mut self, part: Part) {
        let start = line_start(self.text, part.start);
        let (end, is_past) = self.below(part.value, part.end);
        let end = if is_past {
            end
        } else {
            past_break(self.text, end)
        };
        self.delete_whole(start, end);
    }

    /// Takes out bytes that are whole lines; where they are the last of a text
    /// that ends without a line end, it goes on ending without one.
    pub(super) fn delete_whole(&mut self, start: usize, end: usize) {
        let is_open = end == self.text.len() && !self.text.ends_with(['\n', '\r']);
        let start = if is_open && start > 0 {
            self.before_break(start)
        } else {
            start
        };
        self.put(start, end, "");
    }

    /// What is to go with what already goes: parts between commas that are
    /// taken out one after the other share their commas, so the patches that
    /// took the earlier ones out are taken back.
    fn gone_with_earlier(
        &mut self,
        collection: NodeId,
        parts: &[Part],
        gone: &[usize],
    ) -> Vec<usize> {
        let whole = self.tree.node(collection).span;
        let takes = |patch: &Patch| {
            patch.text.is_empty() && whole.start <= patch.span.start && patch.span.end <= whole.end
        };
        let covers = |patch: &Patch, part: &Part| {
            patch.span.start <= part.start && part.end <= patch.span.end
        };
        let earlier: Vec<&Patch> = self.patches.iter().filter(|patch| takes(patch)).collect();
        let is_gone = |index: &usize| {
            gone.contains(index) || earlier.iter().any(|patch| covers(patch, &parts[*index]))
        };
        let all: Vec<usize> = (0..parts.len()).filter(is_gone).collect();
        let kept = |patch: &Patch| {
            let inside = |index: usize| {
                let part = &parts[index];
                part.start <= patch.span.start && patch.span.end <= part.end
            };
            (0..parts.len()).any(|index| !all.contains(&index) && inside(index))
        };
        self.patches.retain(|patch| !takes(patch) || kept(patch));
        all
    }

    fn delete_flow(&mut self, parts: &[Part], gone: &[usize]) {
        let mut at = 0;
        while at < gone.len() {
            let first = gone[at];
            let mut last = first;
            while gone.get(at + 1) == Some(&(last + 1)) {
                at += 1;
                last += 1;
            }
            at += 1;
            if let Some(next) = parts.get(last + 1) {
                self.put(parts[first].start, next.start, "");
            } else if let Some(before) = first.checked_sub(1) {
                let end = parts[before].end;
                let is_bare = self
                    .tree
                    .comments_in(Span::new(end, parts[first].start))
                    .is_empty();
                let start = if is_bare { end } else { parts[first].start };
                self.put(start, parts[last].end, "");
                // The comma before stays with its comment; one is enough.
                let after = skip_trivia(self.text, parts[last].end);
                if !is_bare && self.text[after..].starts_with(',') {
                    self.put(after, after + 1, "");
                }
            }
        }
    }

    /// The lines of each part of a collection without brackets, with the
    /// comments that belong to it: those right above it, and those below it
    /// that are indented more than it is.
    pub(super) fn extents(&self, collection: NodeId) -> Vec<Span> {
        let parts: Vec<Part> = match &self.tree.node(collection).kind {
            Kind::Sequence { items, .. } => items
                .iter()
                .map(|item| Part {
                    start: item.start,
                    end: self.tree.node(item.node).span.end.max(item.start),
                    value: item.node,
                })
                .collect(),
            Kind::Mapping { entries, .. } => entries
                .iter()
                .map(|entry| Part {
                    start: entry.start,
                    end: self.tree.entry_end(*entry),
                    value: entry.value,
                })
                .collect(),
            _ => Vec::new(),
        };
        let mut extents: Vec<Span> = Vec::with_capacity(parts.len());
        for part in parts {
            let floor = extents.last().map_or(0, |before| before.end);
            let start = self.with_comments_above(part.start, floor);
            let end = self.with_comments_below(part);
            extents.push(Span::new(start, end.max(start)));
        }
        extents
    }

    /// The beginning of the comment lines right above a part. One that is
    /// indented more than the part belongs to what stands above it: below
    /// another neighbour it could become a line of its text.
    fn with_comments_above(&self, at: usize, floor: usize) -> usize {
        let indent = column(self.text, at);
        let mut start = line_start(self.text, at);
        while start > floor {
            let end = self.before_break(start);
            let above = line_start(self.text, end);
            let line = &self.text[above..end];
            let bare = line.trim_start();
            if above < floor || !bare.starts_with('#') || line.len() - bare.len() > indent {
                break;
            }
            start = above;
        }
        start
    }

    /// The end of the line before the one that begins at a byte.
    fn before_break(&self, start: usize) -> usize {
        let before = &self.text[..start];
        before
            .strip_suffix("\r\n")
            .or_else(|| before.strip_suffix(['\n', '\r']))
            .unwrap_or(before)
            .len()
    }

    /// Past the lines of a part and the comments below that are indented more
    /// than it is.
    fn with_comments_below(&self, part: Part) -> usize {
        let indent = column(self.text, part.start);
        let (end, is_past) = self.below(part.value, part.end);
        let mut end = if is_past {
            end
        } else {
            past_break(self.text, end)
        };
        let mut at = end;
        while at < self.text.len() {
            let stop = line_end(self.text, at);
            let line = &self.text[at..stop];
            let bare = line.trim_start_matches([' ', '\t']);
            let next = past_break(self.text, stop);
            if bare.starts_with('#') && line.len() - bare.len() > indent {
                end = next;
            } else if !bare.is_empty() {
                break;
            }
            if next == at {
                break;
            }
            at = next;
        }
        end
    }
}

/// One entry or item: where it stands, and its value.
#[derive(Clone, Copy)]
struct Part {
    start: usize,
    end: usize,
    value: NodeId,
}
