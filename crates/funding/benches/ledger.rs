//! How fast a ledger is read, checked and asked, beside merely reading its lines.
//!
//! `cargo bench -p collegium-funding --bench ledger`
#![expect(clippy::unwrap_used, reason = "what fails here is a broken benchmark")]

use std::{collections::BTreeMap, fmt::Write, hint::black_box, sync::OnceLock};

use chrono::{Days, NaiveDate};
use collegium_core::{Id, InstitutionCode, org::Person};
use collegium_funding::ledger::{Balances, Chain, Chart, Ledger, LedgerLine, Moment};
use divan::Bencher;

const SIZES: [usize; 2] = [100_000, 1_000_000];

fn main() {
    for size in SIZES {
        let ledger = load(lines(size), Chain::Sha256);
        let postings: usize = ledger.entries().map(|entry| entry.entry.postings.len()).sum();
        let bytes = ledger.kept_bytes();
        println!(
            "{size} entries, {postings} postings, {} accounts, {} bytes a posting",
            ledger.accounts().len(),
            bytes / postings
        );
    }
    divan::main();
}

/// A ledger of so many entries as lines of JSON: spending, commitments, payments, exchange, reversals.
fn lines(entries: usize) -> &'static str {
    static TEXTS: OnceLock<BTreeMap<usize, String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| SIZES.map(|size| (size, generate(size))).into());
    texts.get(&entries).unwrap()
}

fn posting(account: &str, units: i64, currency: &str) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = (units.abs() / 100, units.abs() % 100);
    let amount = if currency == "JPY" { units.to_string() } else { format!("{sign}{whole}.{part:02}") };
    format!(r#"{{"account":"{account}","amount":"{amount}","currency":"{currency}"}}"#)
}

fn priced(account: &str, units: i64, currency: &str, price: i64) -> String {
    let (posting, price) = (posting(account, units, currency), posting("", price, "CNY"));
    let price = price.split('"').nth(7).unwrap_or_default();
    format!(r#"{},"total_price":"{price}","price_currency":"CNY"}}"#, posting.trim_end_matches('}'))
}

/// The kind, and the postings in this order; `sign` is -1 for the mirror.
fn postings(random: u64, sign: i64) -> (&'static str, Vec<String>) {
    let pick = |shift: u32, of: u64| (random >> shift) % of;
    let fund = format!("F{:02}", pick(8, 8) + 1);
    let line = ["Travel", "Lodging", "Tuition", "Visiting", "Events", "Materials", "Insurance"];
    let line = line.get(usize::try_from(pick(16, 7)).unwrap()).unwrap();
    let units = sign * i64::try_from(pick(24, 1_000_000) + 1).unwrap();
    let [spent, held, reserve, payable] = [
        format!("Expenses:{fund}:{line}"),
        format!("Equity:Encumbrance:{fund}:{line}"),
        format!("Equity:EncumbranceReserve:{fund}"),
        format!("Liabilities:Payable:V{:02}", pick(44, 20)),
    ];
    let bank = "Assets:Bank:CNY:Main";
    match pick(0, 10) {
        0 | 1 => ("encumber", vec![posting(&held, units, "CNY"), posting(&reserve, -units, "CNY")]),
        2 | 3 => (
            "invoice",
            vec![
                posting(&spent, units, "CNY"),
                posting(&payable, -units, "CNY"),
                posting(&held, -units, "CNY"),
                posting(&reserve, units, "CNY"),
            ],
        ),
        4 => ("pay", vec![posting(&payable, units, "CNY"), posting(bank, -units, "CNY")]),
        5 => (
            "spend-foreign",
            vec![priced(&spent, units, "USD", units.abs() * 7), posting(bank, -units * 7, "CNY")],
        ),
        6 => (
            "fx",
            vec![priced("Assets:Bank:JPY:Main", units, "JPY", units.abs()), posting(bank, -units, "CNY")],
        ),
        _ => ("spend", vec![posting(&spent, units, "CNY"), posting(bank, -units, "CNY")]),
    }
}

fn generate(entries: usize) -> String {
    let (mut text, mut state, mut last) = (String::new(), 1_u64, 0);
    let start = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
    for id in 1..=entries {
        // Knuth's constants for a linear congruence of 64 bits; the low bits are weak.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let date = start + Days::new(id as u64 * 1_400 / entries as u64);
        // Every thirtieth entry undoes the one before it.
        let (kind, reverses, postings) = if id % 30 == 0 {
            ("reverse", format!(r#""reverses":{},"#, id - 1), postings(last, -1).1)
        } else {
            let (kind, postings) = postings(state >> 12, 1);
            (kind, String::new(), postings)
        };
        last = state >> 12;
        let postings = postings.join(",");
        writeln!(text, r#"{{"id":{id},"date":"{date}","kind":"{kind}",{reverses}"postings":[{postings}]}}"#)
            .unwrap();
    }
    text
}

fn clerk() -> Person {
    let college = InstitutionCode::new("college.example").unwrap();
    Person::new(Id::derived(&college, &"T-9".parse().unwrap()), "Wang Fang").unwrap()
}

fn load(text: &str, chain: Chain) -> Ledger {
    let (clerk, mut ledger) = (clerk(), Ledger::new(Chart::Open, chain));
    for line in text.lines() {
        ledger.post_line(&clerk, &LedgerLine::read(line).unwrap()).unwrap();
    }
    ledger
}

/// The limit: every line is found and copied.
#[divan::bench(args = SIZES)]
fn a_lines_are_read(bencher: Bencher<'_, '_>, entries: usize) {
    let text = lines(entries);
    let mut copy = String::new();
    bencher.bench_local(|| {
        let mut length = 0;
        for line in text.lines() {
            copy.clear();
            copy.push_str(line);
            length += black_box(&copy).len();
        }
        length
    });
}

#[divan::bench(args = SIZES)]
fn b_json_by_serde_alone(bencher: Bencher<'_, '_>, entries: usize) {
    let text = lines(entries);
    let postings = |line| serde_json::from_str::<LedgerLine<'_>>(line).unwrap().postings.len();
    bencher.bench_local(|| text.lines().map(postings).sum::<usize>());
}

#[divan::bench(args = SIZES)]
fn b_lines_are_parsed(bencher: Bencher<'_, '_>, entries: usize) {
    let text = lines(entries);
    let postings = |line| LedgerLine::read(line).unwrap().postings.len();
    bencher.bench_local(|| text.lines().map(postings).sum::<usize>());
}

#[divan::bench(args = SIZES)]
fn c_load_without_chain(bencher: Bencher<'_, '_>, entries: usize) {
    bencher.bench_local(|| load(lines(entries), Chain::Off).len());
}

#[divan::bench(args = SIZES)]
fn d_load(bencher: Bencher<'_, '_>, entries: usize) {
    bencher.bench_local(|| load(lines(entries), Chain::Sha256).head());
}

/// Everything: read, check, link, verify the links, sum.
#[divan::bench(args = SIZES)]
fn e_load_verify_balance(bencher: Bencher<'_, '_>, entries: usize) {
    bencher.bench_local(|| -> Balances {
        let ledger = load(lines(entries), Chain::Sha256);
        assert_eq!(ledger.verify(), None);
        ledger.balances(Moment::Latest)
    });
}

#[divan::bench(args = SIZES)]
fn f_verify(bencher: Bencher<'_, '_>, entries: usize) {
    let ledger = load(lines(entries), Chain::Sha256);
    bencher.bench_local(|| ledger.verify());
}

#[divan::bench(args = SIZES)]
fn g_balances_on_a_past_day(bencher: Bencher<'_, '_>, entries: usize) {
    let ledger = load(lines(entries), Chain::Sha256);
    let day = NaiveDate::from_ymd_opt(2024, 6, 30).unwrap();
    bencher.bench_local(|| ledger.balances(Moment::On(day)));
}
