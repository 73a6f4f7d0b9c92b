//! Which decision is made next: the one that took part in most of the recent conflicts.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "places come from the heap itself, variables from the engine, which has far fewer than 2^31"
)]

/// A variable that is not in the heap.
const NOWHERE: u32 = u32::MAX;
/// Weights are halved together before they can overflow.
const HIGHEST: u64 = 1 << 60;
/// What one conflict adds at first.
const FIRST_STEP: u64 = 1 << 12;

/// A heap of variables by weight; of equal weights the lower number comes first.
#[derive(Debug, Default)]
pub(super) struct Order {
    heap: Vec<u32>,
    places: Vec<u32>,
    weights: Vec<u64>,
    step: u64,
}

impl Order {
    pub(super) fn clear(&mut self) {
        self.heap.clear();
        self.places.clear();
        self.weights.clear();
        self.step = FIRST_STEP;
    }

    /// Adds the next variable.
    pub(super) fn add(&mut self, weight: u64) {
        let variable = self.weights.len() as u32;
        self.weights.push(weight);
        self.places.push(NOWHERE);
        self.insert(variable as usize);
    }

    /// Gives a variable this weight, before the search.
    pub(super) fn set(&mut self, variable: usize, weight: u64) {
        self.weights[variable] = weight;
        self.moved(variable);
    }

    pub(super) fn insert(&mut self, variable: usize) {
        if self.places[variable] == NOWHERE {
            self.places[variable] = self.heap.len() as u32;
            self.heap.push(variable as u32);
            self.rise(self.heap.len() - 1);
        }
    }

    /// Takes out the first variable.
    pub(super) fn pop(&mut self) -> Option<usize> {
        let first = *self.heap.first()?;
        let last = self.heap.pop()?;
        self.places[first as usize] = NOWHERE;
        if let Some(top) = self.heap.first_mut() {
            *top = last;
            self.places[last as usize] = 0;
            self.sink(0);
        }
        Some(first as usize)
    }

    /// Notes that a variable took part in a conflict.
    pub(super) fn bump(&mut self, variable: usize) {
        self.weights[variable] += self.step;
        if self.weights[variable] > HIGHEST {
            self.weights.iter_mut().for_each(|weight| *weight >>= 40);
            self.step = (self.step >> 40).max(1);
        }
        self.moved(variable);
    }

    /// Lets later conflicts count more.
    pub(super) fn decay(&mut self) {
        self.step += (self.step >> 4).max(1);
    }

    fn moved(&mut self, variable: usize) {
        if self.places[variable] != NOWHERE {
            self.rise(self.places[variable] as usize);
            self.sink(self.places[variable] as usize);
        }
    }

    fn before(&self, one: u32, other: u32) -> bool {
        let (weight, against) = (self.weights[one as usize], self.weights[other as usize]);
        weight > against || (weight == against && one < other)
    }

    fn rise(&mut self, mut place: usize) {
        let variable = self.heap[place];
        while place > 0 {
            let parent = (place - 1) / 2;
            if !self.before(variable, self.heap[parent]) {
                break;
            }
            self.put(place, self.heap[parent]);
            place = parent;
        }
        self.put(place, variable);
    }

    fn sink(&mut self, mut place: usize) {
        let variable = self.heap[place];
        loop {
            let mut child = 2 * place + 1;
            if child >= self.heap.len() {
                break;
            }
            if child + 1 < self.heap.len() && self.before(self.heap[child + 1], self.heap[child]) {
                child += 1;
            }
            if !self.before(self.heap[child], variable) {
                break;
            }
            self.put(place, self.heap[child]);
            place = child;
        }
        self.put(place, variable);
    }

    fn put(&mut self, place: usize, variable: u32) {
        self.heap[place] = variable;
        self.places[variable as usize] = place as u32;
    }
}
