//! News for every page that is open.

use serde::Serialize;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How much news may wait for a page; one that is further behind is told to
/// start over by the end of its stream.
const WAITING: usize = 64;

/// Something that happened on the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum News {
    /// A file has this version now; `None` where it is gone.
    File {
        path: String,
        version: Option<String>,
    },
    /// Files came or went.
    Files,
}

/// Who wants news.
#[derive(Default)]
pub(super) struct Hub {
    pages: Mutex<Pages>,
    /// Told when somebody begins to listen.
    came: Condvar,
}

#[derive(Default)]
struct Pages {
    /// How many have ever listened.
    count: u64,
    /// Those that do, by their number.
    listening: Vec<(u64, SyncSender<News>)>,
}

/// A page that listens, until it is dropped.
pub(super) struct Listener<'h> {
    hub: &'h Hub,
    number: u64,
    news: Receiver<News>,
}

impl Listener<'_> {
    /// Waits that long for news.
    pub(super) fn next(&self, patience: Duration) -> Result<News, RecvTimeoutError> {
        self.news.recv_timeout(patience)
    }
}

impl Drop for Listener<'_> {
    fn drop(&mut self) {
        let mut pages = self.hub.pages();
        pages.listening.retain(|(number, _)| *number != self.number);
    }
}

impl Hub {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to listen.
    pub(super) fn listen(&self) -> Listener<'_> {
        let (sender, news) = sync_channel(WAITING);
        let mut pages = self.pages();
        pages.count += 1;
        let number = pages.count;
        pages.listening.push((number, sender));
        self.came.notify_all();
        Listener {
            hub: self,
            number,
            news,
        }
    }

    /// Tells every page; forgets those that are far behind.
    pub(super) fn tell(&self, news: &News) {
        self.pages()
            .listening
            .retain(|(_, page)| page.try_send(news.clone()).is_ok());
    }

    /// Waits until somebody listens; whether there was nobody before.
    pub(super) fn wait(&self) -> bool {
        let mut pages = self.pages();
        let was_empty = pages.listening.is_empty();
        while pages.listening.is_empty() {
            pages = self
                .came
                .wait(pages)
                .unwrap_or_else(PoisonError::into_inner);
        }
        was_empty
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::ZERO;

    #[test]
    fn tells_every_page_and_forgets_one_as_soon_as_it_leaves() {
        let hub = Hub::default();
        let (one, other) = (hub.listen(), hub.listen());
        drop(other);
        assert_eq!(hub.pages().listening.len(), 1);
        hub.tell(&News::Files);
        assert_eq!(one.next(NOW), Ok(News::Files));
        drop(one);
        assert!(hub.pages().listening.is_empty());
    }

    #[test]
    fn a_page_that_reads_nothing_is_let_go() {
        let hub = Hub::default();
        let page = hub.listen();
        for _ in 0..=WAITING {
            hub.tell(&News::Files);
        }
        assert!(hub.pages().listening.is_empty());
        let told = std::iter::from_fn(|| page.next(NOW).ok()).count();
        assert_eq!(told, WAITING);
        assert_eq!(page.next(NOW), Err(RecvTimeoutError::Disconnected));
    }
}
