//! Parallel work on a sequence of items, with results in order and bounded memory.
//!
//! Workers take items one by one from a shared iterator, so that reading overlaps with work and a slow source (a pipe)
//! is not read ahead. A worker that is far ahead of the slowest one waits, so that finished results do not accumulate.
//! All items in work share a memory budget: one that does not fit waits for the others, with all items behind it. The
//! threads are not joined: after an interruption one of them may be waiting for input that never comes.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Maximum number of results per worker that wait for an earlier one.
const AHEAD: u64 = 16;
/// Stack size of a worker, in bytes: libraries recurse over trees of long sentences, and unused stack takes no memory.
const STACK: usize = 16 << 20;

/// A message from a worker.
enum Message<R> {
    /// Number, weight and result of an item.
    Result(u64, u64, R),
    /// A worker found no more items.
    Ended,
    Interrupted,
}

/// End of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// All items are done.
    Complete,
    /// The consumer stopped it.
    Stopped,
    Interrupted,
}

/// Results in order.
pub(crate) struct Ordered<R> {
    receiver: Receiver<Message<R>>,
    sender: Sender<Message<R>>,
    gate: Arc<Gate>,
    workers: usize,
}

/// Gate that holds back workers which are too far ahead, or whose items are too heavy.
struct Gate {
    passed: Mutex<Passed>,
    moved: Condvar,
    ahead: u64,
    budget: u64,
}

/// The progress of the run.
#[derive(Default)]
struct Passed {
    /// The number of results handed over.
    taken: u64,
    /// The weight of the items in work, and of results that wait.
    weight: u64,
    /// True once the consumer wants no more.
    ended: bool,
}

impl Gate {
    /// Waits until an item may be worked on. Returns false if nothing more is wanted.
    fn enter(&self, number: u64, weight: u64) -> bool {
        let held_back = |passed: &mut Passed| {
            let heavy = passed.weight > 0 && passed.weight + weight > self.budget;
            !passed.ended && (heavy || number >= passed.taken + self.ahead)
        };
        let passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.moved.wait_while(passed, held_back);
        let mut passed = waited.unwrap_or_else(PoisonError::into_inner);
        passed.weight += weight;
        !passed.ended
    }

    /// Records that a result was handed over.
    fn leave(&self, weight: u64) {
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        passed.taken += 1;
        passed.weight -= weight;
        self.moved.notify_all();
    }

    fn end(&self) {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner).ended = true;
        self.moved.notify_all();
    }
}

impl<R: Send + 'static> Ordered<R> {
    /// Starts `workers` threads. The items in work together weigh no more than the budget, except for one alone.
    ///
    /// # Errors
    /// If not a single thread can be started.
    pub(crate) fn start<I>(
        workers: usize,
        items: I,
        budget: u64,
        weigh: fn(&I::Item) -> u64,
        work: impl Fn(I::Item) -> R + Send + Sync + 'static,
    ) -> std::io::Result<Ordered<R>>
    where
        I: Iterator + Send + 'static,
    {
        let (sender, receiver) = mpsc::channel();
        let gate = Arc::new(Gate {
            passed: Mutex::default(),
            moved: Condvar::new(),
            ahead: AHEAD * workers.max(1) as u64,
            budget,
        });
        let items = Arc::new(Mutex::new((0..).zip(items)));
        let work = Arc::new(work);
        let mut started = 0;
        for _ in 0..workers.max(1) {
            let (sender, gate) = (sender.clone(), Arc::clone(&gate));
            let (items, work) = (Arc::clone(&items), Arc::clone(&work));
            let run = move || {
                while let Some((number, weight, item)) = next(&items, &gate, weigh) {
                    let result = work(item);
                    if sender.send(Message::Result(number, weight, result)).is_err() {
                        return;
                    }
                }
                // The receiver may be gone.
                let _ = sender.send(Message::Ended);
            };
            match std::thread::Builder::new().stack_size(STACK).spawn(run) {
                Ok(_) => started += 1,
                Err(error) if started == 0 => return Err(error),
                Err(_) => break,
            }
        }
        Ok(Ordered {
            receiver,
            sender,
            gate,
            workers: started,
        })
    }

    /// Returns a function that stops the run from another thread.
    pub(crate) fn interrupter(&self) -> impl FnMut() + Send + 'static {
        let sender = self.sender.clone();
        move || drop(sender.send(Message::Interrupted))
    }

    /// Hands every result over, in order, until `take` returns false.
    ///
    /// # Errors
    /// The first that `take` gives.
    pub(crate) fn each<E>(self, mut take: impl FnMut(R) -> Result<bool, E>) -> Result<End, E> {
        let (mut waiting, mut taken, mut working) = (BTreeMap::new(), 0, self.workers);
        let mut deliver = |waiting: &mut BTreeMap<u64, (u64, R)>| {
            while let Some((weight, result)) = waiting.remove(&taken) {
                if !take(result)? {
                    return Ok(false);
                }
                taken += 1;
                self.gate.leave(weight);
            }
            Ok(true)
        };
        let mut run = || {
            while working > 0 {
                match self.receiver.recv() {
                    Ok(Message::Result(number, weight, result)) => {
                        waiting.insert(number, (weight, result));
                        if !deliver(&mut waiting)? {
                            return Ok(End::Stopped);
                        }
                    }
                    Ok(Message::Ended) => working -= 1,
                    Ok(Message::Interrupted) | Err(_) => return Ok(End::Interrupted),
                }
            }
            Ok(End::Complete)
        };
        let end = run();
        self.gate.end();
        end
    }
}

/// The next item with its number and weight.
fn next<I: Iterator<Item = (u64, T)>, T>(items: &Mutex<I>, gate: &Gate, weigh: fn(&T) -> u64) -> Option<(u64, u64, T)> {
    // A worker that panicked while reading leaves the iterator as it was.
    let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
    let (number, item) = items.next()?;
    let weight = weigh(&item);
    // The worker with the item waits while it holds the lock, so the others wait, too: items enter in order, and none
    // is held back by a later one.
    gate.enter(number, weight).then_some((number, weight, item))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_are_in_order_and_no_worker_is_far_ahead() {
        let read = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&read);
        let items = (0..500u64).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let slow = |n: u64| {
            if n.is_multiple_of(97) {
                std::thread::sleep(Duration::from_millis(2));
            }
            n
        };
        let mut seen = 0;
        let ordered = Ordered::start(4, items, 0, |_| 0, slow).unwrap();
        let end = ordered.each(|n| {
            assert_eq!(n, seen);
            assert!(read.load(Ordering::SeqCst) <= seen + 4 * AHEAD + 2);
            seen += 1;
            Ok::<_, ()>(true)
        });
        assert_eq!((end, seen), (Ok(End::Complete), 500));
    }

    #[test]
    fn items_in_work_fit_the_budget() {
        static IN_WORK: AtomicU64 = AtomicU64::new(0);
        let work = |n: u64| {
            let weight = IN_WORK.fetch_add(n, Ordering::SeqCst) + n;
            assert!(weight <= 100 || weight == n, "{weight}");
            std::thread::sleep(Duration::from_micros(200));
            IN_WORK.fetch_sub(n, Ordering::SeqCst);
            n
        };
        // Some items fit together, some only alone.
        let items = (0..200u64).map(|n| n * 7919 % 130);
        let ordered = Ordered::start(8, items.clone(), 100, |n| *n, work).unwrap();
        let mut results = Vec::new();
        let end = ordered.each(|n| {
            results.push(n);
            Ok::<_, ()>(true)
        });
        assert_eq!(end, Ok(End::Complete));
        assert!(results.into_iter().eq(items));
    }

    #[test]
    fn a_run_can_be_stopped() {
        let ordered = Ordered::start(3, 0u64.., 0, |_| 0, |n| n).unwrap();
        assert_eq!(ordered.each(|n| Ok::<_, ()>(n < 40)), Ok(End::Stopped));
        let ordered = Ordered::start(2, 0u64.., 0, |_| 0, |n| n).unwrap();
        assert_eq!(ordered.each(|n| if n < 9 { Ok(true) } else { Err(n) }), Err(9));
        let ordered = Ordered::start(2, std::iter::repeat_with(|| 1), 0, |_| 0, |n| n).unwrap();
        let mut interrupt = ordered.interrupter();
        interrupt();
        assert_eq!(ordered.each(|_| Ok::<_, ()>(true)), Ok(End::Interrupted));
    }
}
