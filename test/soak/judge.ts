import type { Sql } from 'postgres'
import type { Sink } from '../support/mail/sink.ts'
import { floors, grows, percentile, type Slope, slopeOf } from './figures.ts'
import type { Seen } from './load.ts'
import type { Held, Running } from './product.ts'
import { growthBetween } from './snapshots.ts'

/** What one look at everything has found. */
export interface Sample {
  /** Seconds since the start. */
  at: number
  /** By process. */
  held: Held[]
  /** Connections of the database. */
  connections: number
}

/** Taken while nothing is asked: after the warm-up, half-way and at the end. */
export interface Stock {
  /** Seconds since the start. */
  at: number
  held: Held[]
  /** Event emitters by process. */
  emitters: number[]
  /** Files with the heap of each process, if they are asked for. */
  heaps: string[]
  tables: Table[]
}

export interface Table {
  name: string
  live: number
  dead: number
  bytes: number
}

/** Writes a JSON line for each figure, with whether it is as promised, and counts those that are not. */
export class Verdict {
  wrong = 0

  say(figure: string, kept: boolean, more: object): void {
    if (!kept) this.wrong += 1
    console.log(JSON.stringify({ figure, kept, ...more }))
  }

  /** Memory, handles and listeners of one process, and what it warned of. */
  process(at: number, running: Running, samples: readonly Sample[], stocks: readonly Stock[]): void {
    const one = { process: at + 1 }
    const line = (value: (held: Held) => number): Slope =>
      slopeOf(floors(samples.map((sample) => ({ at: sample.at, value: value(sample.held[at]!) }))))
    const memory: [figure: string, value: (held: Held) => number, share: number][] = [
      ['heap', ({ heap }) => heap, 0.03],
      ['heap without code', ({ heap, code }) => heap - code, 0.03],
      ['external memory', ({ external }) => external, 0.1],
      ['resident memory', ({ rss }) => rss, 0.1],
    ]
    for (const [figure, value, share] of memory) {
      const slope = line(value)
      // To write the heap takes several times its size, which the system gets back late.
      const judged = figure !== 'resident memory' || stocks.every(({ heaps }) => heaps.length === 0)
      this.say(figure, !judged || !grows(slope, share), { ...one, ...shown(slope, 1e6), unit: 'MB' })
    }
    const rest = stocks.map((stock) => ({ minute: round(stock.at / 60), MB: round(stock.held[at]!.heap / 1e6) }))
    this.say('heap at rest', true, { ...one, rest })
    for (const kind of new Set(samples.flatMap(({ held }) => Object.keys(held[at]!.handles))))
      this.counted(
        kind,
        one,
        line(({ handles }) => handles[kind] ?? 0),
      )
    this.counted(
      'listeners of the process',
      one,
      line(({ listeners }) => listeners),
    )
    const [then, now] = [stocks[0]!, stocks.at(-1)!].map(({ emitters }) => emitters[at]!) as [number, number]
    this.say('event emitters', now <= then * 1.2 + 100, { ...one, after_warm_up: then, at_the_end: now })
    const heaps = stocks.flatMap((stock) => stock.heaps[at] ?? [])
    for (const [half, before] of heaps.slice(0, -1).entries())
      this.say('grown', true, { ...one, half: half + 1, grown: growthBetween(before, heaps[half + 1]!) })
    const faults = running.faults()
    const warned = Object.keys(faults).some((text) => /(?<!Experimental)Warning/.test(text))
    this.say('warnings of Node', !warned, { ...one, faults })
  }

  private counted(figure: string, one: object, slope: Slope): void {
    this.say(figure, !grows(slope, 0.3), { ...one, ...shown(slope, 1) })
  }

  answers({ took, refused }: Seen): void {
    for (const [what, times] of Object.entries(took))
      this.say(`answered: ${what}`, times.length > 0 && percentile(times, 0.99) < 3000, {
        n: times.length,
        p50: round(percentile(times, 0.5)),
        p99: round(percentile(times, 0.99)),
        unit: 'ms',
      })
    this.say('refused answers', Object.keys(refused).length === 0, { refused })
  }

  /** Everybody to whom a letter is said to have been sent has one, and nothing is left that could go. */
  async sends(sql: Sql, seen: Seen, sink: Sink): Promise<void> {
    for (const { to } of sink.accepted.splice(0)) seen.letters.set(to, (seen.letters.get(to) ?? 0) + 1)
    const states = await sql`select state, count(*)::int as n from deliveries group by 1`
    const sent = await sql`select distinct d.email_key as to from deliveries d join sends s on s.id = d.send_id
      where s.kind = 'bulk' and d.state = 'sent'`
    const lost = sent.filter(({ to }) => !seen.letters.has(to)).length
    const [inbox] = await sql`select count(*) filter (where state <> 'done')::int as n from inbox`
    const left = await due(sql)
    this.say('sends', lost === 0 && left === 0 && seen.sends > 1, {
      imported: seen.imported,
      sends: seen.sends,
      letters: [...seen.letters.values()].reduce((sum, n) => sum + n, 0),
      lost,
      due: left,
      deliveries: Object.fromEntries(states.map(({ state, n }) => [state, n])),
    })
    this.say('messages not worked off', inbox!.n === 0, { n: inbox!.n })
  }

  /**
   * Rows that are dead must be taken up again by autovacuum: at 20 % of a table, and what a minute adds. A table that
   * has not more rows than after the warm-up must not be larger either, but for what fits into a few pages.
   */
  tables(stocks: readonly Stock[]): void {
    const [before, after] = [stocks[0]!.tables, stocks.at(-1)!.tables]
    const bloated = after.filter(({ live, dead }) => dead > 0.4 * live + 2000)
    const most = after.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5)
    this.say('dead rows', bloated.length === 0, { bloated, largest: most.map(inMegabytes) })
    const swollen = after.filter(({ name, live, bytes }) => {
      const then = before.find((one) => one.name === name)!
      return bytes > 1.5 * then.bytes * Math.max(1, live / Math.max(1, then.live)) + 1e6
    })
    this.say('size of tables', swollen.length === 0, { swollen: swollen.map(inMegabytes) })
  }
}

/** Deliveries that could go now: those that the server has put off wait for their next attempt, up to hours. */
export async function due(sql: Sql): Promise<number> {
  const [found] = await sql`select count(*)::int as n from deliveries
    where state in ('claimed', 'committing') or (state = 'queued' and next_at <= now())`
  return found!.n
}

export const tablesOf = (sql: Sql): Promise<Table[]> => sql<Table[]>`select relname as name, n_live_tup::int as live,
  n_dead_tup::int as dead, pg_total_relation_size(relid)::int as bytes from pg_stat_user_tables`

const shown = ({ mean, perHour, noise }: Slope, unit: number) => ({
  mean: round(mean / unit),
  perHour: round(perHour / unit),
  noise: round(noise / unit),
})

const inMegabytes = ({ bytes, ...table }: Table) => ({ ...table, MB: round(bytes / 1e6) })

function round(n: number): number {
  return Math.round(n * 100) / 100
}
