//! The greatest flow through a small network, and where it is narrowest (Dinic 1970).

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "nodes and edges are numbered by the network itself, and are far fewer than 2^31"
)]

/// A capacity that no flow fills.
pub(super) const ENDLESS: i64 = i64::MAX / 4;

/// A network: from node 0 to node 1. It is cleared and used again.
#[derive(Debug, Default)]
pub(super) struct Network {
    /// By node: the first edge; each edge names the next of its node.
    first: Vec<u32>,
    edges: Vec<Edge>,
    /// By node: its distance from the source, in edges with room.
    depth: Vec<u32>,
    /// By node: the edge to go on with.
    at: Vec<u32>,
    queue: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    to: u32,
    room: i64,
    next: u32,
}

const NONE: u32 = u32::MAX;
const SOURCE: usize = 0;
const SINK: usize = 1;

impl Network {
    pub(super) fn clear(&mut self, nodes: usize) {
        self.edges.clear();
        self.first.clear();
        self.first.resize(nodes, NONE);
    }

    pub(super) fn connect(&mut self, from: usize, to: usize, capacity: i64) {
        self.half(from, to, capacity);
        self.half(to, from, 0);
    }

    fn half(&mut self, from: usize, to: usize, room: i64) {
        self.edges.push(Edge { to: to as u32, room, next: self.first[from] });
        self.first[from] = (self.edges.len() - 1) as u32;
    }

    /// Fills the network. Tells how much flows.
    pub(super) fn fill(&mut self) -> i64 {
        let mut flows = 0;
        while self.layer() {
            self.at.clone_from(&self.first);
            loop {
                let pushed = self.push(SOURCE, ENDLESS);
                if pushed == 0 {
                    break;
                }
                flows += pushed;
            }
        }
        flows
    }

    /// After [`fill`](Self::fill): whether the source still reaches a node.
    pub(super) fn is_reached(&self, node: usize) -> bool {
        self.depth[node] != NONE
    }

    fn layer(&mut self) -> bool {
        self.depth.clear();
        self.depth.resize(self.first.len(), NONE);
        self.depth[SOURCE] = 0;
        self.queue.clear();
        self.queue.push(SOURCE as u32);
        let mut done = 0;
        while let Some(&node) = self.queue.get(done) {
            done += 1;
            let mut edge = self.first[node as usize];
            while edge != NONE {
                let Edge { to, room, next } = self.edges[edge as usize];
                if room > 0 && self.depth[to as usize] == NONE {
                    self.depth[to as usize] = self.depth[node as usize] + 1;
                    self.queue.push(to);
                }
                edge = next;
            }
        }
        self.depth[SINK] != NONE
    }

    fn push(&mut self, node: usize, most: i64) -> i64 {
        if node == SINK {
            return most;
        }
        while self.at[node] != NONE {
            let edge = self.at[node] as usize;
            let Edge { to, room, next } = self.edges[edge];
            if room > 0 && self.depth[to as usize] == self.depth[node] + 1 {
                let pushed = self.push(to as usize, most.min(room));
                if pushed > 0 {
                    self.edges[edge].room -= pushed;
                    self.edges[edge ^ 1].room += pushed;
                    return pushed;
                }
            }
            self.at[node] = next;
        }
        0
    }
}
