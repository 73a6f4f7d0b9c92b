//! Random histories beside a naive model: a list of what was written, searched from the start for every question.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use collegium_core::{Currency, Money, history::Signature};
use collegium_funding::{
    Account, Ledger,
    ledger::{Act, Balances, EntryDraft, LedgerDraft, LedgerLine, Moment, Note, Posting},
};
use proptest::prelude::*;

use crate::{account, day, line, person};

/// What is asked of the ledger. Keys are few, so that they are used again; days lie close together.
#[derive(Debug, Clone)]
struct Step {
    /// Days since the step before.
    later: u64,
    draft: EntryDraft,
}

fn on(offset: u64) -> NaiveDate {
    day("2026-01-01") + Days::new(offset)
}

fn any_account() -> impl Strategy<Value = Account> {
    prop::sample::select(vec!["A", "A:B", "A:C", "AB", "H", "I"]).prop_map(account)
}

fn any_money() -> impl Strategy<Value = Money> {
    let code = prop::sample::select(vec!["CNY", "USD", "JPY"]);
    (code, -3_i128..=9).prop_map(|(code, units)| Money::from_units(units, code.parse().unwrap()).unwrap())
}

/// Two accounts and a sum, at times exchanged, at times uneven.
fn pair() -> impl Strategy<Value = Vec<Posting>> {
    (any_account(), any_account(), any_money(), prop::option::weighted(0.3, any_money()), 0_u8..8).prop_map(
        |(from, to, amount, price, uneven)| {
            let first = Posting { account: from, amount, price };
            let mut second = Posting::new(to, first.weight().negated());
            if uneven == 0 {
                second.amount = amount;
            }
            vec![first, second]
        },
    )
}

fn memo(units: i128) -> Vec<Posting> {
    let money = Money::from_units(units, "CNY".parse().unwrap()).unwrap();
    vec![Posting::new(account("H"), money), Posting::new(account("I"), money.negated())]
}

fn any_key() -> impl Strategy<Value = String> {
    (0_u8..12).prop_map(|key| format!("K-{key}"))
}

/// An entry by itself; a reversal has no postings yet.
fn any_draft() -> impl Strategy<Value = EntryDraft> {
    let until = prop::option::of((0_u64..40).prop_map(on));
    let act = prop_oneof![
        8 => pair().prop_map(|postings| (Act::Posts, postings)),
        3 => any_key().prop_map(|key| (Act::Reverses { entry: line(&key) }, vec![])),
        3 => (until, -1_i128..9).prop_map(|(until, units)| (Act::Reserves { until }, memo(units))),
        4 => (any_key(), -1_i128..9, prop::option::of(pair())).prop_map(|(key, units, paid)| {
            let mut postings = paid.unwrap_or_default();
            postings.extend(memo(-units));
            (Act::Uses { reservation: line(&key) }, postings)
        }),
        1 => Just((Act::Closes, vec![])),
    ];
    (any_key(), 0_u64..40, act).prop_map(|(key, effective, (act, postings))| {
        Note::new(line(&key), on(effective)).draft(act, postings)
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0_u64..3, any_draft()).prop_map(|(later, draft)| Step { later, draft }), 1..40)
}

/// Whether an entry counts, by its position, day of record and day of effect.
type Includes<'a> = &'a dyn Fn(usize, NaiveDate, NaiveDate) -> bool;

/// Everything written so far, with the day of record.
#[derive(Debug, Default)]
struct Model(Vec<(NaiveDate, EntryDraft)>);

impl Model {
    fn find(&self, key: &str) -> Option<&EntryDraft> {
        self.0.iter().map(|(_, draft)| draft).find(|draft| draft.key.as_str() == key)
    }

    /// What is left of a reservation: what it opened and everything that used it, unless reversed.
    fn left(&self, key: &str) -> i128 {
        let of = |draft: &EntryDraft| {
            draft.key.as_str() == key && matches!(draft.act, Act::Reserves { .. })
                || matches!(&draft.act, Act::Uses { reservation } if reservation.as_str() == key)
        };
        let standing = self.0.iter().filter(|(_, draft)| of(draft) && !self.is_reversed(draft.key.as_str()));
        standing.map(|(_, draft)| on_hold(draft)).sum()
    }

    fn is_reversed(&self, key: &str) -> bool {
        self.0.iter().any(|(_, draft)| matches!(&draft.act, Act::Reverses { entry } if entry.as_str() == key))
    }

    /// Whether an entry that is not there yet may be written.
    fn accepts(&self, recorded: NaiveDate, draft: &EntryDraft) -> bool {
        let balanced = sums(&draft.postings, Posting::weight).values().all(|&sum| sum == 0);
        let priced = draft
            .postings
            .iter()
            .all(|posting| posting.price.is_none_or(|price| price.units() > 0 && !posting.amount.is_zero()));
        let closed =
            self.0.iter().any(|(_, other)| other.act == Act::Closes && draft.effective <= other.effective);
        let in_order = self.0.iter().all(|&(before, _)| before <= recorded);
        let enough =
            if draft.act == Act::Closes { draft.postings.is_empty() } else { draft.postings.len() >= 2 };
        balanced && priced && !closed && in_order && enough && self.can_act(draft)
    }

    fn can_act(&self, draft: &EntryDraft) -> bool {
        match &draft.act {
            Act::Posts | Act::Closes => true,
            Act::Reserves { .. } => on_hold(draft) > 0,
            Act::Reverses { entry } => self.find(entry.as_str()).is_some_and(|of| {
                let mirror: Vec<_> = of.postings.iter().map(Posting::mirrored).collect();
                let unused = self.left(entry.as_str()) == on_hold(of);
                let may = match of.act {
                    Act::Posts | Act::Uses { .. } => true,
                    Act::Reserves { .. } => unused,
                    Act::Reverses { .. } | Act::Closes => false,
                };
                may && mirror == draft.postings && !self.is_reversed(entry.as_str())
            }),
            Act::Uses { reservation } => self.find(reservation.as_str()).is_some_and(|of| {
                let Act::Reserves { until } = of.act else { return false };
                let memo = |posting: &Posting| {
                    ["H", "I"].contains(&posting.account.as_str())
                        && posting.amount.currency().code() == "CNY"
                };
                let frees = draft.postings.iter().all(memo);
                let used = -on_hold(draft);
                let over = until.is_some_and(|until| until < draft.effective);
                let even = on_memo("I", draft) == used;
                used > 0 && even && used <= self.left(reservation.as_str()) && (frees || !over)
            }),
        }
    }

    fn balances(
        &self,
        includes: Includes<'_>,
        part: fn(&Posting) -> Money,
    ) -> BTreeMap<(Account, Currency), i128> {
        let known = self.0.iter().enumerate();
        let counted =
            known.filter(|(number, (recorded, draft))| includes(*number, *recorded, draft.effective));
        let postings: Vec<_> = counted.flat_map(|(_, (_, draft))| draft.postings.clone()).collect();
        let mut balances = BTreeMap::new();
        for posting in &postings {
            let part = part(posting);
            *balances.entry((posting.account.clone(), part.currency())).or_insert(0) += part.units();
        }
        balances
    }
}

fn on_hold(draft: &EntryDraft) -> i128 {
    on_memo("H", draft)
}

fn on_memo(account: &str, draft: &EntryDraft) -> i128 {
    let held = draft
        .postings
        .iter()
        .filter(|posting| posting.account.as_str() == account && posting.amount.currency().code() == "CNY");
    held.map(|posting| posting.amount.units()).sum()
}

fn sums(postings: &[Posting], part: fn(&Posting) -> Money) -> BTreeMap<Currency, i128> {
    let mut sums = BTreeMap::new();
    for part in postings.iter().map(part) {
        *sums.entry(part.currency()).or_insert(0) += part.units();
    }
    sums
}

fn told(balances: &Balances) -> BTreeMap<(Account, Currency), i128> {
    balances.iter().map(|(account, money)| ((account.clone(), money.currency()), money.units())).collect()
}

/// Both after the same steps; each verdict is compared on the way.
fn run(steps: &[Step]) -> Result<(Ledger, Model), TestCaseError> {
    let (mut ledger, mut model, mut today) = (Ledger::default(), Model::default(), 0);
    for Step { later, draft } in steps {
        today += later;
        let (recorded, mut draft) = (Signature { by: person(), on: on(today) }, draft.clone());
        if let Act::Reverses { entry } = &draft.act {
            let of = model.find(entry.as_str()).map(|of| of.postings.iter().map(Posting::mirrored).collect());
            draft.postings = of.unwrap_or_default();
        }
        let before = ledger.clone();
        let dry = ledger.check(recorded.on, &draft);
        let verdict = ledger.post(&recorded, &draft);
        prop_assert_eq!(&dry, &verdict);
        if let Some(same) = model.find(draft.key.as_str()) {
            prop_assert_eq!(verdict.is_ok(), *same == draft, "a key stands for one entry");
            prop_assert_eq!(&ledger, &before);
        } else {
            prop_assert_eq!(verdict.is_ok(), model.accepts(recorded.on, &draft), "{:?} {:?}", verdict, draft);
            if verdict.is_ok() {
                prop_assert_ne!(&ledger, &before);
                model.0.push((recorded.on, draft));
            } else {
                prop_assert_eq!(&ledger, &before);
            }
        }
    }
    Ok((ledger, model))
}

proptest! {
    #[test]
    fn a_ledger_does_what_the_model_does(steps in steps(), as_of in 0_u64..45, known_on in 0_u64..45, after in 1_usize..20) {
        let (ledger, model) = run(&steps)?;
        let (as_of, known_on) = (on(as_of), on(known_on));
        let moments: [(Moment, Includes<'_>); 4] = [
            (Moment::Latest, &|_, _, _| true),
            (Moment::On(as_of), &|_, _, effective| effective <= as_of),
            (Moment::Known { as_of, known_on }, &|_, recorded, effective| {
                effective <= as_of && recorded <= known_on
            }),
            (Moment::After(after.try_into().unwrap()), &|number, _, _| number < after),
        ];
        for (moment, includes) in moments {
            prop_assert_eq!(told(&ledger.balances(moment)), model.balances(includes, |posting| posting.amount));
            let book = ledger.book_balances(moment);
            prop_assert_eq!(told(&book), model.balances(includes, Posting::weight));
            prop_assert!(book.totals().values().all(|total| total.is_zero()), "nothing is made or lost");
        }
        for (account, balance) in ledger.balances(Moment::Latest).iter() {
            prop_assert_eq!(ledger.balance(account, balance.currency()), balance);
        }
        for held in ledger.reservations() {
            let key = held.key.as_str();
            let left = if model.is_reversed(key) { 0 } else { model.left(key) };
            prop_assert_eq!(held.open.units(), left);
            prop_assert!((0..=held.amount.units()).contains(&left));
        }
    }

    #[test]
    fn what_is_known_on_a_day_is_the_ledger_of_that_day(steps in steps(), as_of in 0_u64..45, known_on in 0_u64..45) {
        let (ledger, _) = run(&steps)?;
        let (as_of, known_on) = (on(as_of), on(known_on));
        let mut draft = ledger.draft();
        draft.entries.retain(|entry| entry.recorded.on <= known_on);
        let then = Ledger::try_from(draft).unwrap();
        prop_assert_eq!(then.balances(Moment::On(as_of)), ledger.balances(Moment::Known { as_of, known_on }));
    }

    #[test]
    fn a_ledger_is_read_as_it_was_written(steps in steps()) {
        let (ledger, model) = run(&steps)?;
        let written: Vec<_> = ledger.entries().map(|entry| (entry.recorded.on, entry.entry)).collect();
        prop_assert_eq!(&written, &model.0);
        let json = serde_json::to_string(&ledger).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Ledger>(&json).unwrap(), &ledger);
        prop_assert_eq!(ledger.verify(), None);
        let mut again = ledger.clone();
        for entry in ledger.entries() {
            prop_assert!(again.post(&ledger_clerk(&ledger), &entry.entry).is_ok());
        }
        prop_assert_eq!(&again, &ledger, "written twice is written once");
    }

    #[test]
    fn the_fast_reader_reads_as_serde_does(line in 0_usize..412, place in any::<prop::sample::Index>(), change in change()) {
        let lines = concat!(include_str!("../oracle/ledger/small.jsonl"), include_str!("../oracle/ledger/reject.jsonl"));
        let mut text = lines.lines().nth(line).unwrap().to_owned();
        let place = place.index(text.len());
        text.replace_range(place..=place, &change);
        let general = serde_json::from_str::<LedgerLine<'_>>(&text);
        prop_assert_eq!(LedgerLine::read(&text).ok(), general.ok());
    }

    #[test]
    fn a_tree_is_the_sum_of_its_accounts(steps in steps()) {
        let (ledger, _) = run(&steps)?;
        let balances = ledger.balances(Moment::Latest);
        let mut sums = BTreeMap::new();
        for (account, balance) in balances.iter() {
            if account.as_str() == "A" || account.as_str().starts_with("A:") {
                *sums.entry(balance.currency()).or_insert(0) += balance.units();
            }
        }
        let tree = balances.tree(&account("A")).into_iter().map(|(currency, money)| (currency, money.units()));
        prop_assert_eq!(tree.collect::<BTreeMap<_, _>>(), sums);
    }

    #[test]
    fn whatever_is_changed_in_a_written_ledger_is_noticed(steps in steps(), place in any::<prop::sample::Index>(), byte in 32_u8..127) {
        let (ledger, _) = run(&steps)?;
        let json = serde_json::to_string(&ledger).unwrap();
        let entries = json.find("\"entries\"").unwrap();
        let place = entries + place.index(json.len() - entries);
        let mut changed = json.clone().into_bytes();
        changed[place] = byte;
        // What is still read says the same as before: the change was to a form of writing, such as a capital.
        if let Ok(Ok(read)) = serde_json::from_slice::<LedgerDraft>(&changed).map(Ledger::try_from) {
            prop_assert_eq!(read, ledger);
        }
    }
}

/// What stands in the place of a character of a line.
fn change() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "\"",
            "\\",
            "\\u0041",
            " ",
            "\t",
            "0",
            "00",
            "-",
            ".",
            "1e",
            ",",
            "}",
            "]",
            "{",
            "é",
            ",\"id\":1,"
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ]
}

fn ledger_clerk(ledger: &Ledger) -> Signature {
    let last = ledger.entries().last().map_or(on(0), |entry| entry.recorded.on);
    Signature { by: person(), on: last }
}
