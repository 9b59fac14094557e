//! Long work, shared out to threads.

use super::{Draws, Failure, Sequence};
use jianpai::Engine;
use jianpai::analysis::rows;
use jianpai::locale::Text;
use jianpai::model::Lever;
use jianpai::results::UncertaintyResults;
use std::ops::Range;
use std::panic::resume_unwind;

/// Results that draws may have in all, one a draw, pollutant and month: they are held in memory, 8 bytes each.
const MOST_RESULTS: u64 = 400_000_000;

/// `work` on as many parts of a range as there are threads, in order.
pub fn spread<T: Send>(
    engine: &Engine,
    threads: u64,
    whole: u64,
    work: impl Fn(&mut Engine, Range<u64>) -> T + Sync,
) -> Vec<T> {
    let threads = threads.clamp(1, whole.max(1));
    let part = |thread: u64| whole * thread / threads..whole * (thread + 1) / threads;
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|thread| {
                let (mut engine, work) = (engine.clone(), &work);
                scope.spawn(move || work(&mut engine, part(thread)))
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// What draws under `levers` say: run and summed up by all threads.
pub fn uncertainty(
    engine: &Engine,
    levers: &[Lever],
    draws: &Draws,
    sequence: Sequence,
) -> Result<UncertaintyResults, Failure> {
    let Draws { number, seed, threads, .. } = *draws;
    let (most, months) = (MOST_RESULTS / engine.series() as u64, engine.model().plan.months);
    if number > most {
        return Err(Failure::Refused(Text::new(
            format!("--draws {number} 太多：{months} 个月的规划最多 {most}"),
            format!("--draws {number} is too many; at most {most} for a plan of {months} months"),
        )));
    }
    let parts = spread(engine, threads, number, |engine, part| match sequence {
        Sequence::Random => engine.sample(levers, seed, part),
        Sequence::Sobol => engine.sample_evenly(levers, seed, part),
    });
    let summaries = spread(engine, threads, engine.series() as u64, |engine, part| {
        engine.summarise_series(part.start as usize..part.end as usize, rows(&parts))
    });
    let drawn = parts.iter().map(|part| part.draws).sum();
    let all_on_schedule = parts.iter().map(|part| part.all_on_schedule).sum();
    Ok(engine.conclude(&summaries.concat(), (drawn, all_on_schedule), seed))
}
