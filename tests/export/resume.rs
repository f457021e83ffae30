//! Exports that are stopped and go on: the folder must be what one run makes.

use super::{Change, POEM, book, bytes, dictionary, job};
use hyperlex::corpus::Source;
use hyperlex::export::{self, ExportError, ExportJob, OutputFormat};
use hyperlex::progress::Progress;
use hyperlex::record::Direction;
use hyperlex::writer::Compression;
use std::fs;
use std::path::Path;

/// Small shards, so that there are many checkpoints; repeated sentences over several files, so that what was seen counts.
fn long_job(dir: &Path, out: &str) -> ExportJob {
    let books = dir.join("books");
    if !books.exists() {
        fs::create_dir(&books).unwrap();
        for number in 0..4 {
            let text = book(1_500 + 700 * number).replace("числом", &format!("числом {number}"));
            fs::write(books.join(format!("{number}.txt")), text).unwrap();
        }
        fs::write(books.join("2-broken.txt"), b"abc\0\0\x01\x02").unwrap();
    }
    let mut job = job(&dir.join(out), &[]);
    job.sources = vec![Source { path: books, ..Source::default() }];
    job.options.split = [70, 20, 10];
    job.options.shard_bytes = 300_000;
    job.options.direction = Direction::Both;
    job.options.sites = true;
    job.options.glossary = 5;
    job
}

fn run(job: &ExportJob) -> Result<export::Outcome, ExportError> {
    export::run(job, &Progress::new())
}

/// Runs until `blocks` are written, as a crash would stop it.
fn stop_after(job: &ExportJob, blocks: u64) {
    let stopped = export::run_blocks(job, &Progress::new(), blocks);
    assert!(matches!(stopped, Err(ExportError::Stopped)), "{stopped:?}");
}

#[test]
fn a_stopped_export_goes_on_to_the_same_folder() {
    for (format, compress) in [
        (OutputFormat::Jsonl, Compression::None),
        (OutputFormat::Jsonl, Compression::Zstd),
        (OutputFormat::Jsonl, Compression::Gzip),
        (OutputFormat::Txt, Compression::Zstd),
        (OutputFormat::Txt, Compression::None),
        (OutputFormat::Parquet, Compression::None),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let with = |out: &str| {
            let mut job = long_job(dir.path(), out);
            (job.options.format, job.options.compress) = (format, compress);
            if format == OutputFormat::Txt {
                job.options.shard_bytes = 60_000;
            }
            job
        };
        let whole = with("whole");
        let outcome = run(&whole).unwrap();
        let whole = bytes(&whole.out);
        assert!(whole.keys().filter(|name| name.starts_with("train-")).count() > 2, "{:?}", whole.keys());
        let broken = with("broken");
        let mut checkpoints = 0;
        for blocks in [1, 7, 5, 4, 8, 3, 9, 1_000] {
            match export::run_blocks(&broken, &Progress::new(), blocks) {
                Ok(again) => {
                    assert_eq!(again, outcome, "{format:?} {compress:?}");
                    break;
                }
                Err(error) => assert!(matches!(error, ExportError::Stopped), "{error}"),
            }
            assert!(!broken.out.join("manifest.json").exists());
            checkpoints += u32::from(broken.out.join(".hyperlex-journal/checkpoint.json").exists());
        }
        assert!(checkpoints > 2, "{checkpoints}");
        let continued = bytes(&broken.out);
        assert_eq!(continued.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        for (name, bytes) in &whole {
            assert!(*bytes == continued[name], "{format:?} {compress:?}: {name} differs");
        }
    }
}

#[test]
fn a_spoilt_checkpoint_costs_time_only() {
    for spoil in ["train-00000.jsonl", ".hyperlex-journal/seen", ".hyperlex-journal/checkpoint.json"] {
        let dir = tempfile::tempdir().unwrap();
        let whole = long_job(dir.path(), "whole");
        run(&whole).unwrap();
        let broken = long_job(dir.path(), "broken");
        stop_after(&broken, 20);
        fs::write(broken.out.join(spoil), "spoilt").unwrap();
        run(&broken).unwrap();
        assert!(bytes(&whole.out) == bytes(&broken.out), "{spoil}");
    }
}

#[test]
fn a_cancelled_export_can_be_continued() {
    let dir = tempfile::tempdir().unwrap();
    let job = long_job(dir.path(), "deep/out");
    let progress = Progress::new();
    let watched = progress.clone();
    let result = std::thread::scope(|scope| {
        let export = scope.spawn(|| export::run(&job, &progress));
        // Some records are written, the rest is on its way.
        while watched.records() == 0 && !export.is_finished() {
            std::thread::yield_now();
        }
        watched.cancel();
        export.join().unwrap()
    });
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), "cancelled; run the same command again to continue");
    assert!(job.out.join(".hyperlex-journal/plan.json").exists() && !job.out.join("manifest.json").exists());
    run(&job).unwrap();
    let whole = long_job(dir.path(), "whole");
    run(&whole).unwrap();
    assert!(bytes(&whole.out) == bytes(&job.out));
}

#[test]
fn another_plan_is_refused_and_says_what_differs() {
    let dir = tempfile::tempdir().unwrap();
    let stopped = long_job(dir.path(), "out");
    stop_after(&stopped, 3);
    let before = bytes(&stopped.out);
    let changes: [(&str, Change); 4] = [
        ("settings", |job| job.settings.seed = 5),
        ("export options", |job| job.options.sites = false),
        ("dictionaries", |job| job.dictionaries.push(dictionary())),
        ("sources", |job| fs::write(job.sources[0].path.join("3.txt"), POEM).unwrap()),
    ];
    for (what, change) in changes {
        let mut other = stopped.clone();
        change(&mut other);
        let error = run(&other).unwrap_err().to_string();
        assert!(error.contains(&format!("(other {what})")) && error.contains("--fresh"), "{error}");
        assert!(bytes(&stopped.out) == before, "a refusal changes nothing");
    }
    let mut fresh = stopped.clone();
    fresh.fresh = true;
    fresh.settings.seed = 5;
    run(&fresh).unwrap();
    assert!(!stopped.out.join(".hyperlex-journal").exists());
}

#[test]
fn threads_may_differ_when_an_export_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut broken = long_job(dir.path(), "broken");
    broken.options.compress = Compression::Zstd;
    let whole = ExportJob { out: dir.path().join("whole"), ..broken.clone() };
    run(&whole).unwrap();
    broken.options.threads = Some(1);
    stop_after(&broken, 20);
    broken.options.threads = Some(5);
    run(&broken).unwrap();
    assert!(bytes(&whole.out) == bytes(&broken.out));
}

#[test]
fn a_source_that_changes_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let job = long_job(dir.path(), "out");
    let place = job.sources[0].path.join("3.txt");
    let text = fs::read_to_string(&place).unwrap();
    let changes: [fn(&Path, &str); 3] = [
        |place, text| fs::write(place, &text[..text.len() / 2]).unwrap(),
        |place, text| fs::write(place, text.to_owned() + "Свет.\n").unwrap(),
        |place, _| fs::remove_file(place).unwrap(),
    ];
    for change in changes {
        fs::write(&place, &text).unwrap();
        let progress = Progress::new();
        let watched = progress.clone();
        let result = std::thread::scope(|scope| {
            let export = scope.spawn(|| export::run(&job, &progress));
            while watched.records() == 0 && !export.is_finished() {
                std::thread::yield_now();
            }
            change(&place, &text);
            export.join().unwrap()
        });
        let error = result.unwrap_err().to_string();
        assert!(error.contains("3.txt: the source was changed"), "{error}");
        assert!(!job.out.exists(), "nothing can be continued, so nothing stays");
    }
}

#[test]
fn a_finished_export_is_not_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut job = job(&dir.path().join("out"), &[("poem.txt", POEM)]);
    let first = run(&job).unwrap();
    let made = bytes(&job.out);
    fs::write(job.out.join("mine.txt"), "mine").unwrap();
    let again = run(&job).unwrap();
    assert_eq!((again.records, again.units, again.bytes), (first.records, first.units, first.bytes));
    assert!(again.notes[0].contains("finished here before"), "{:?}", again.notes);
    job.settings.seed = 2;
    let error = run(&job).unwrap_err().to_string();
    assert!(error.contains("already holds an export"), "{error}");
    job.settings.seed = 1;
    job.fresh = true;
    run(&job).unwrap();
    let mut remade = bytes(&job.out);
    assert_eq!(remade.remove("mine.txt").as_deref(), Some(&b"mine"[..]));
    assert!(made == remade);
}
