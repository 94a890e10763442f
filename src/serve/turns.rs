//! Whose turn it is: of the texts that a page sends while somebody types, only
//! the latest is worth an answer.

use super::pieces::Shown;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most pages that are remembered.
const MOST_PAGES: usize = 256;

/// The turns of every page.
#[derive(Default)]
pub(super) struct Turns {
    pages: Mutex<HashMap<String, Arc<Page>>>,
}

/// The turns of one page.
#[derive(Default)]
struct Page {
    latest: Mutex<u64>,
    /// The picture that it shows; held while a text of the page is worked on.
    working: Mutex<Shown>,
}

impl Turns {
    /// Does the work for the text of this number, one after another for each
    /// page; `None` where a later one has come meanwhile.
    pub(super) fn take<T>(
        &self,
        page: &str,
        number: u64,
        work: impl FnOnce(&mut Shown) -> T,
    ) -> Option<T> {
        let page = self.page(page);
        {
            let mut latest = lock(&page.latest);
            *latest = number.max(*latest);
        }
        let mut shown = lock(&page.working);
        let is_late = *lock(&page.latest) > number;
        (!is_late).then(|| work(&mut shown))
    }

    fn page(&self, name: &str) -> Arc<Page> {
        let mut pages = lock(&self.pages);
        if let Some(page) = pages.get(name) {
            return Arc::clone(page);
        }
        // To forget is harmless: an old text is then answered once more.
        if pages.len() >= MOST_PAGES {
            pages.clear();
        }
        let page = Arc::<Page>::default();
        pages.insert(name.to_owned(), Arc::clone(&page));
        page
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn later_texts_of_a_page_leave_earlier_ones_unanswered() {
        let turns = Turns::default();
        assert_eq!(turns.take("a", 2, |_| "second"), Some("second"));
        assert_eq!(turns.take("a", 1, |_| "first"), None);
        assert_eq!(turns.take("a", 3, |_| "third"), Some("third"));
        assert_eq!(turns.take("b", 1, |_| "another page"), Some("another page"));
    }

    #[test]
    fn what_waits_while_a_later_one_comes_is_not_worked_on() {
        let turns = Turns::default();
        let (begun, has_begun) = channel();
        let (go, may_go) = channel();
        std::thread::scope(|scope| {
            let turns = &turns;
            let first = scope.spawn(move || {
                turns.take("a", 1, |_| {
                    begun.send(()).unwrap();
                    may_go.recv().unwrap();
                })
            });
            has_begun.recv().unwrap();
            let second = scope.spawn(|| turns.take("a", 2, |_| ()));
            let third = scope.spawn(|| turns.take("a", 3, |_| ()));
            // Both have told their number before the first one ends.
            let page = turns.page("a");
            while *lock(&page.latest) < 3 {
                std::thread::yield_now();
            }
            go.send(()).unwrap();
            assert_eq!(first.join().unwrap(), Some(()));
            // The second may have been first at the lock only with the number
            // of the third already told.
            assert_eq!(third.join().unwrap(), Some(()));
            let _ = second.join().unwrap();
        });
    }
}
