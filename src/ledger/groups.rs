//! Numbers joined into groups: a union-find whose groups are named by their lowest member, whatever was joined first.

#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    /// `n` groups of one.
    pub(super) fn new(n: usize) -> Groups {
        Groups {
            parent: (0..n as u32).collect(),
        }
    }

    /// The lowest member of the group of a number.
    pub(super) fn root(&mut self, mut number: u32) -> u32 {
        while self.parent[number as usize] != number {
            let parent = self.parent[number as usize];
            self.parent[number as usize] = self.parent[parent as usize];
            number = parent;
        }
        number
    }

    /// Makes one group of two.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.parent[high as usize] = low;
    }

    /// The members of each group, in order of their lowest members.
    pub(super) fn lists(&mut self) -> Vec<Vec<u32>> {
        let mut place = vec![u32::MAX; self.parent.len()];
        let mut lists: Vec<Vec<u32>> = Vec::new();
        for number in 0..self.parent.len() as u32 {
            let root = self.root(number) as usize;
            if place[root] == u32::MAX {
                place[root] = lists.len() as u32;
                lists.push(Vec::new());
            }
            lists[place[root] as usize].push(number);
        }
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_depend_on_the_order_of_joining() {
        let joined = |pairs: &[(u32, u32)]| {
            let mut groups = Groups::new(6);
            pairs.iter().for_each(|(a, b)| groups.join(*a, *b));
            groups.lists()
        };
        let lists = joined(&[(4, 1), (2, 4), (5, 3)]);
        assert_eq!(lists, [vec![0], vec![1, 2, 4], vec![3, 5]]);
        assert_eq!(lists, joined(&[(3, 5), (2, 4), (1, 2)]));
    }
}
