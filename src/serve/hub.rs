//! News for every page that is open.

use serde::Serialize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

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
    pages: Mutex<Vec<SyncSender<News>>>,
    /// Told when somebody begins to listen.
    came: Condvar,
}

impl Hub {
    fn pages(&self) -> MutexGuard<'_, Vec<SyncSender<News>>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to listen.
    pub(super) fn listen(&self) -> Receiver<News> {
        let (sender, receiver) = sync_channel(WAITING);
        self.pages().push(sender);
        self.came.notify_all();
        receiver
    }

    /// Tells every page; forgets those that are gone or far behind.
    pub(super) fn tell(&self, news: &News) {
        self.pages()
            .retain(|page| page.try_send(news.clone()).is_ok());
    }

    /// Waits until somebody listens; whether there was nobody before.
    pub(super) fn wait(&self) -> bool {
        let mut pages = self.pages();
        let was_empty = pages.is_empty();
        while pages.is_empty() {
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

    #[test]
    fn tells_every_page_and_forgets_those_that_left() {
        let hub = Hub::default();
        let (one, other) = (hub.listen(), hub.listen());
        drop(other);
        hub.tell(&News::Files);
        assert_eq!(one.try_recv(), Ok(News::Files));
        assert_eq!(hub.pages().len(), 1);
    }

    #[test]
    fn a_page_that_reads_nothing_is_let_go() {
        let hub = Hub::default();
        let page = hub.listen();
        for _ in 0..=WAITING {
            hub.tell(&News::Files);
        }
        assert_eq!(page.iter().count(), WAITING);
        assert!(hub.pages().is_empty());
    }
}
