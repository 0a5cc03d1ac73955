// Negative controls: what holds the limit is taken away in a trial's own database, so that the judge must object. Whoever
// decides first and writes after is stopped between the two at a barrier until all have decided: no luck is needed.
import { setTimeout as pause } from 'node:timers/promises'
import type { Judge } from './judge.ts'

const BARRIER = 7_700_001
const WAIT_MS = 20_000

/**
 * Drops the CHECK and replaces the conditional statement by reading, deciding, then writing: both tables become views
 * that no lock reaches, and whose update writes what was decided on the values read before.
 */
export async function takeLimitsAway(judge: Judge): Promise<void> {
  await judge.unsafe(`
    alter table budget.allotments drop constraint allotment_is_not_overspent;
    alter table budget.allotments rename to allotments_kept;
    alter table budget.lines rename to lines_kept;
    create function budget.allotments_read() returns setof budget.allotments_kept language plpgsql stable as
      'begin return query select * from budget.allotments_kept; end';
    create function budget.lines_read() returns setof budget.lines_kept language plpgsql stable as
      'begin return query select * from budget.lines_kept; end';
    create view budget.allotments as select * from budget.allotments_read();
    create view budget.lines as select * from budget.lines_read();
    create function budget.write_allotment() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${BARRIER});
      update budget.allotments_kept set reserved_fen = new.reserved_fen, committed_fen = new.committed_fen,
        in_transit_fen = new.in_transit_fen, spent_fen = new.spent_fen where id = new.id;
      return new;
    end $$;
    create function budget.write_line() returns trigger language plpgsql as $$
    begin
      update budget.lines_kept set executed_fen = executed_fen + new.executed_fen - old.executed_fen,
        reserved_fen = reserved_fen + new.reserved_fen - old.reserved_fen,
        committed_fen = committed_fen + new.committed_fen - old.committed_fen,
        in_transit_fen = in_transit_fen + new.in_transit_fen - old.in_transit_fen where id = new.id;
      return new;
    end $$;
    create trigger write_allotment instead of update on budget.allotments for each row execute function budget.write_allotment();
    create trigger write_line instead of update on budget.lines for each row execute function budget.write_line();
  `)
}

/** Runs `work` with the barrier closed and opens it once `count` sessions wait before it. */
export async function throughBarrier<T>(judge: Judge, count: number, work: () => Promise<T>): Promise<T> {
  return judge.begin(async tx => {
    await tx`select pg_advisory_lock(${BARRIER})`
    const done = work()
    const deadline = performance.now() + WAIT_MS
    let waiting = 0
    while (waiting < count && performance.now() < deadline) {
      await pause(10)
      const [row] = await tx<{ n: number }[]>`
        select count(*)::int n from pg_locks where locktype = 'advisory' and objid = ${BARRIER} and not granted`
      waiting = row!.n
    }
    await tx`select pg_advisory_unlock(${BARRIER})`
    if (waiting < count) throw new Error(`only ${waiting} of ${count} came to the barrier`)
    return await done
  }) as Promise<T>
}

/** From now on a commit is answered before it is on disk, and stays in memory as long as it can: what a kill then loses. */
export async function answerBeforeWriting(judge: Judge): Promise<void> {
  for (const setting of ["synchronous_commit = 'off'", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'"])
    await judge.unsafe(`alter system set ${setting}`)
  await judge`select pg_reload_conf()`
}

/** Back to what the product runs with. */
export async function writeBeforeAnswering(judge: Judge): Promise<void> {
  await judge.unsafe('alter system reset all')
  await judge`select pg_reload_conf()`
}

/** The journal forgets whose first answer it holds: an id that comes again is done again. */
export async function forgetFirstAnswers(judge: Judge): Promise<void> {
  await judge.unsafe(`
    alter table platform.journal rename to journal_kept;
    alter table platform.journal_kept drop constraint journal_pkey cascade;
    drop trigger journal_waits_for_its_seal on platform.journal_kept;
    create view platform.journal as select * from platform.journal_kept where false;
    create function platform.write_journal() returns trigger language plpgsql as $$
    begin
      insert into platform.journal_kept values (new.*);
      return new;
    end $$;
    create trigger write_journal instead of insert on platform.journal for each row execute function platform.write_journal();
  `)
}
