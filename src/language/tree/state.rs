//! Where a parse stands, and which steps are possible there.

use std::ops::Range;

use crate::language::Deprel;

/// A step of the parser, numbered as the model's classes are: shift, then left and right with each relation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Step(pub(crate) u8);

const RELATIONS: usize = Deprel::ALL.len();

/// Kind of a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Action {
    Shift,
    Left(Deprel),
    Right(Deprel),
}

impl Step {
    /// The number of steps.
    pub(crate) const CLASSES: usize = 1 + 2 * RELATIONS;
    /// The next token goes onto the stack.
    pub(crate) const SHIFT: Step = Step(0);

    /// The top of the stack becomes a dependent of the next token.
    pub(crate) const fn left(deprel: Deprel) -> Step {
        Step(1 + deprel as u8)
    }

    /// The top of the stack becomes a dependent of the one below.
    #[cfg(feature = "train")]
    pub(crate) const fn right(deprel: Deprel) -> Step {
        Step(1 + RELATIONS as u8 + deprel as u8)
    }

    /// Kind of the step.
    pub(crate) fn action(self) -> Action {
        match usize::from(self.0).checked_sub(1) {
            None => Action::Shift,
            Some(n) if n < RELATIONS => Action::Left(Deprel::ALL[n]),
            Some(n) => Action::Right(Deprel::ALL[n - RELATIONS]),
        }
    }
}

/// Head and relations that a token has so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Outermost and second outermost child on the left.
    pub(crate) left: [u32; 2],
    /// Outermost and second outermost child on the right.
    pub(crate) right: [u32; 2],
    /// The relations of the children on the left, a bit each.
    pub(crate) left_relations: u64,
    /// The relations of the children on the right.
    pub(crate) right_relations: u64,
    /// The numbers of children on both sides.
    pub(crate) valency: [u8; 2],
    /// The first word of what is below it so far.
    pub(crate) first: u32,
    /// The relation to the head.
    pub(crate) deprel: Deprel,
    head: u32,
}

/// A stack, the rest of the sentence, and the arcs made so far.
///
/// Behind the tokens there are two more nodes: the imaginary head of the root, which is the last of the rest, and the
/// one that stands for "there is none".
#[derive(Default, Debug)]
pub(crate) struct State {
    pub(crate) stack: Vec<u32>,
    nodes: Vec<Node>,
    next: usize,
    length: usize,
}

impl State {
    /// Begins a sentence of so many tokens.
    pub(crate) fn start(&mut self, length: usize) {
        let none = length as u32 + 1;
        let blank = Node {
            left: [none; 2],
            right: [none; 2],
            left_relations: 0,
            right_relations: 0,
            valency: [0; 2],
            first: 0,
            deprel: Deprel::Dep,
            head: none,
        };
        self.nodes.clear();
        self.nodes.extend((0..=none).map(|first| Node { first, ..blank }));
        self.stack.clear();
        self.next = 0;
        self.length = length;
    }

    /// True when every token has its head.
    pub(crate) fn is_done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// The number of the imaginary head of the root.
    #[cfg(feature = "train")]
    pub(crate) fn root(&self) -> usize {
        self.length
    }

    /// The token that is `depth` under the top of the stack.
    #[inline]
    pub(crate) fn below_top(&self, depth: usize) -> usize {
        let place = self.stack.len().checked_sub(depth + 1);
        place.map_or(self.length + 1, |i| self.stack[i] as usize)
    }

    /// The token that is `ahead` places after the next one.
    #[inline]
    pub(crate) fn ahead(&self, ahead: usize) -> usize {
        (self.next + ahead).min(self.length + usize::from(ahead > 0))
    }

    /// Head and relations that a token has so far.
    #[inline]
    pub(crate) fn node(&self, token: usize) -> &Node {
        &self.nodes[token]
    }

    /// The classes of the steps that lead to a tree with one root: at the end, the last token of the stack hangs on
    /// the imaginary head and all others on the one below them.
    #[inline]
    pub(crate) fn possible(&self) -> [Option<Range<usize>>; 3] {
        let at_end = self.next == self.length;
        let shift = (!at_end).then_some(0..1);
        let left = match self.stack.len() {
            0 => None,
            1 if at_end => Some(usize::from(Step::left(Deprel::Root).0)..usize::from(Step::left(Deprel::Root).0) + 1),
            _ if at_end => None,
            _ => Some(1..1 + RELATIONS),
        };
        let right = (self.stack.len() > 1).then_some(1 + RELATIONS..Step::CLASSES);
        [shift, left, right]
    }

    /// Takes a step, which must be possible.
    pub(crate) fn take(&mut self, step: Step) {
        match step.action() {
            Action::Shift => {
                self.stack.push(self.next as u32);
                self.next += 1;
            }
            Action::Left(deprel) => {
                let child = self.stack.pop().unwrap_or_default();
                let first = self.nodes[child as usize].first;
                let head = &mut self.nodes[self.next];
                head.first = first;
                head.left = [child, head.left[0]];
                head.left_relations |= 1 << deprel as u8;
                head.valency[0] = head.valency[0].saturating_add(1);
                self.attach(child, self.next, deprel);
            }
            Action::Right(deprel) => {
                let child = self.stack.pop().unwrap_or_default();
                let top = self.below_top(0);
                let head = &mut self.nodes[top];
                head.right = [child, head.right[0]];
                head.right_relations |= 1 << deprel as u8;
                head.valency[1] = head.valency[1].saturating_add(1);
                self.attach(child, top, deprel);
            }
        }
    }

    fn attach(&mut self, child: u32, head: usize, deprel: Deprel) {
        let node = &mut self.nodes[child as usize];
        (node.head, node.deprel) = (head as u32, deprel);
    }

    /// The head of a token, itself for the root, and the relation to it.
    pub(crate) fn arc(&self, token: usize) -> (usize, Deprel) {
        let node = &self.nodes[token];
        if node.head as usize >= self.length {
            (token, Deprel::Root)
        } else {
            (node.head as usize, node.deprel)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Follows a chooser to the end and gives the heads.
    fn heads(length: usize, mut choose: impl FnMut(usize) -> usize) -> Vec<usize> {
        let mut state = State::default();
        state.start(length);
        let mut steps = 0;
        while !state.is_done() {
            let classes: Vec<usize> = state.possible().into_iter().flatten().flatten().collect();
            state.take(Step(classes[choose(classes.len())] as u8));
            steps += 1;
        }
        assert_eq!(steps, 2 * length);
        (0..length).map(|i| state.arc(i).0).collect()
    }

    proptest! {
        #[test]
        fn whatever_the_steps_the_end_is_one_tree(choices in prop::collection::vec(any::<prop::sample::Index>(), 0..80)) {
            let length = choices.len() / 2;
            let mut next = choices.iter();
            let heads = heads(length, |n| next.next().unwrap().index(n));
            let roots = heads.iter().enumerate().filter(|(i, head)| i == *head).count();
            prop_assert_eq!(roots, usize::from(length > 0));
            for start in 0..length {
                let mut at = start;
                for _ in 0..length {
                    at = heads[at];
                }
                prop_assert_eq!(heads[at], at, "a cycle above token {}", start);
            }
        }
    }

    #[test]
    fn a_long_sentence_is_no_trouble() {
        let mut turn = 0;
        let length = 100_000;
        let heads = heads(length, |n| {
            turn += 1;
            turn % n
        });
        assert_eq!(heads.iter().enumerate().filter(|(i, head)| i == *head).count(), 1);
    }
}
