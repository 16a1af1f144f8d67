/** A metric as Prometheus and README show it. */
export interface Described {
  name: `verifiera_${string}`
  labels: readonly string[]
  /** Its help line, too. */
  says: string
  /** Of a histogram: the upper bounds, in seconds. */
  buckets?: readonly number[]
}

/** Slack wants its acknowledgement within 3 s, Teams within 5 s; a large file takes minutes. */
const upToSeconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 10]
const upToMinutes = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 5, 15, 60, 300]
/** A statement by key takes less than a millisecond; plans and imports of a million people take minutes. */
const statements = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300]

/**
 * Every metric, in README's order; its table is made from this by `npm run docs`. No label has anything that somebody
 * typed.
 */
export const catalog = {
  queueAge: {
    name: 'verifiera_queue_age_seconds',
    labels: [],
    says: 'how long the oldest delivery that could go has waited; absent or NaN when the database does not answer',
  },
  deliveries: { name: 'verifiera_deliveries', labels: ['state'], says: 'deliveries by state' },
  sends: { name: 'verifiera_sends', labels: ['state'], says: 'sends by state' },
  mails: { name: 'verifiera_mails_total', labels: ['outcome'], says: 'attempts to mail' },
  mailTimes: {
    name: 'verifiera_mail_seconds',
    labels: ['outcome'],
    says: 'how long an attempt took, from connecting (where no connection was open) to the mail server’s last answer (histogram)',
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10, 30, 120],
  },
  mailRefusals: {
    name: 'verifiera_mail_refusals_total',
    labels: ['stage', 'code'],
    says: 'refusals of the mail server by where it refused (`connect`, `tls`, `greeting`, `auth`, `mail`, `rcpt`, `data`, `message`) and the code of its answer; 0 where nobody answered',
  },
  connections: {
    name: 'verifiera_connections_total',
    labels: ['change', 'outcome'],
    says: 'people whom the identity provider was asked to connect or disconnect',
  },
  answers: {
    name: 'verifiera_answers_total',
    labels: ['command', 'outcome'],
    says: 'answers; `failed` is a defect, with a line in the log',
  },
  answerTimes: {
    name: 'verifiera_answer_seconds',
    labels: [],
    says: 'from a message to its answer in a chat (histogram)',
    buckets: upToMinutes,
  },
  refusals: {
    name: 'verifiera_refusals_total',
    labels: ['cause'],
    says: 'answers that refuse or do not understand, by the code that the card has in `data.refused`',
  },
  requests: {
    name: 'verifiera_http_requests_total',
    labels: ['route', 'status'],
    says: 'HTTP answers; 499 where the client went away first',
  },
  requestTimes: {
    name: 'verifiera_http_request_seconds',
    labels: ['route'],
    says: 'how long HTTP answers take, the acknowledgements of Slack and Teams among them (histogram)',
    buckets: upToSeconds,
  },
  sql: {
    name: 'verifiera_sql_seconds',
    labels: ['kind'],
    says: 'how long the database works: a `statement`, one by `key` (before each letter and each acknowledgement), a `transaction`, one of `bulk` (plans, confirmations, imports) or a `probe` (histogram)',
    buckets: statements,
  },
  waits: {
    name: 'verifiera_connection_wait_seconds',
    labels: ['pool'],
    says: 'how long work waited for a connection to the database; the pools are `work`, `key` and `probe` (histogram)',
    buckets: [0.001, 0.01, 0.05, 0.25, 1, 5, 30],
  },
  databaseErrors: {
    name: 'verifiera_database_errors_total',
    labels: ['cause'],
    says: 'failures of the database by SQLSTATE or the driver’s code; `CONNECT_WAIT`: no connection became free in 30 s. Lost races (40P01, 40001, 23503) are run again',
  },
} as const satisfies Record<string, Described>
