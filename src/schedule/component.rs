//! Strongly connected components of a network, in topological order.

use super::network::Network;

/// The components of a network; each one comes after all that it leads to.
#[derive(Clone, Debug, Default)]
pub(super) struct Components {
    /// Every node, component by component.
    pub(super) nodes: Vec<u32>,
    /// Where each component begins in `nodes`, and the end of the last.
    pub(super) starts: Vec<u32>,
    /// The component of each node.
    pub(super) of: Vec<u32>,
}

const UNSEEN: u32 = u32::MAX;

impl Components {
    /// The nodes of a component.
    pub(super) fn members(&self, component: usize) -> &[u32] {
        &self.nodes[self.starts[component] as usize..self.starts[component + 1] as usize]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The components of a network (Tarjan 1972, with its own stack instead of
    /// recursion, for paths may be as long as the file).
    pub(super) fn find(network: &Network) -> Self {
        Self::of_graph(network.len(), &network.offsets, |arc| {
            network.arcs[arc].head
        })
    }

    /// The components of any graph whose arcs are sorted by tail.
    pub(super) fn of_graph(count: usize, offsets: &[u32], head: impl Fn(usize) -> u32) -> Self {
        let mut result = Self {
            nodes: Vec::with_capacity(count),
            starts: vec![0],
            of: vec![UNSEEN; count],
        };
        let mut number = vec![UNSEEN; count];
        let mut low = vec![0_u32; count];
        let mut open: Vec<u32> = Vec::new();
        let mut path: Vec<(u32, u32)> = Vec::new();
        let mut counter = 0;
        for root in 0..count as u32 {
            if number[root as usize] != UNSEEN {
                continue;
            }
            path.push((root, offsets[root as usize]));
            number[root as usize] = counter;
            low[root as usize] = counter;
            counter += 1;
            open.push(root);
            while let Some((node, next)) = path.last_mut() {
                let index = *node as usize;
                if *next < offsets[index + 1] {
                    let target = head(*next as usize);
                    *next += 1;
                    let at = target as usize;
                    if number[at] == UNSEEN {
                        number[at] = counter;
                        low[at] = counter;
                        counter += 1;
                        open.push(target);
                        path.push((target, offsets[at]));
                    } else if result.of[at] == UNSEEN {
                        low[index] = low[index].min(number[at]);
                    }
                    continue;
                }
                path.pop();
                if let Some((parent, _)) = path.last() {
                    let parent = *parent as usize;
                    low[parent] = low[parent].min(low[index]);
                }
                if low[index] == number[index] {
                    result.close(index as u32, &mut open);
                }
            }
        }
        result
    }

    /// Takes the component whose first node is `root` off the stack.
    fn close(&mut self, root: u32, open: &mut Vec<u32>) {
        let component = (self.starts.len() - 1) as u32;
        while let Some(member) = open.pop() {
            self.of[member as usize] = component;
            self.nodes.push(member);
            if member == root {
                break;
            }
        }
        self.starts.push(self.nodes.len() as u32);
    }
}
