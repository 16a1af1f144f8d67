import { type SQL, sql } from 'drizzle-orm'
import { toUnmarked } from '../bounces/marks.ts'
import { namesNobody } from './erase-plans.ts'

/** What is changed in the rows of a table for which `where` holds; without `set` they are removed. */
export interface Step {
  set?: SQL
  where: SQL
}

/** How long a table keeps what it holds of people. */
export interface Retained {
  /** The columns that hold something of a person besides ids: names, addresses, numbers, what somebody wrote. */
  personal: readonly string[]
  /** What these are, and how long they are kept, as README says it. */
  holds: string
  kept: string
  /** `ago(30)` is the moment thirty days ago. Each step may be repeated at any time. */
  steps?(ago: (days: number) => SQL): Step[]
}

const ended = sql`state in ('expired', 'cancelled')`
const drafts = (ago: (days: number) => SQL) =>
  sql`plan_id in (select id from plans where state = 'draft' and created_at < ${ago(1 / 24)})`

/**
 * Every table, in the order in which rows go: what refers to others first. README's table is made from it, and a test
 * looks at the catalogue of the database for tables and columns that are missing here.
 */
export const retained: Readonly<Record<string, Retained>> = {
  import_rows: {
    personal: ['row', 'notes', 'cells'],
    holds: 'rows of uploaded files',
    kept: '1 day; those to be corrected 7 days; who was concerned 12 months',
    steps: (ago) => [
      { where: drafts(ago) },
      { set: sql`row = null`, where: sql`row is not null and ${importsBefore(ago(1))}` },
      {
        set: sql`notes = null, cells = null`,
        where: sql`(notes is not null or cells is not null) and ${importsBefore(ago(7))}`,
      },
      { where: importsBefore(ago(365)) },
    ],
  },
  import_file_parts: {
    personal: ['bytes'],
    holds: 'parts of such files that are large',
    kept: '1 day',
  },
  import_files: {
    personal: ['name', 'bytes', 'choices'],
    holds: 'files about which a question is open',
    kept: '1 day',
    steps: (ago) => [{ where: sql`created_at < ${ago(1)}` }],
  },
  plan_people: {
    personal: ['email_key'],
    holds: 'the list of a plan, with addresses',
    kept: '1 day after a plan has expired or was cancelled; of a send 12 months, then only who was on it',
    steps: (ago) => [
      { where: drafts(ago) },
      { where: sql`plan_id in (select id from plans where ${ended} and decided_at < ${ago(1)})` },
      {
        set: sql`email_key = ''`,
        where: sql`email_key <> '' and plan_id in (select id from plans where decided_at < ${ago(365)})`,
      },
    ],
  },
  plan_cards: {
    personal: ['message'],
    holds: 'where cards of plans stand in chats',
    kept: '30 days after the plan has ended',
    steps: (ago) => [{ where: sql`plan_id in (select id from plans where decided_at < ${ago(30)})` }],
  },
  follows: {
    personal: ['message'],
    holds: 'where cards of sends stand in chats',
    kept: '30 days after the send has ended',
    steps: (ago) => [{ where: sql`send_id in (select id from sends where finished_at < ${ago(30)})` }],
  },
  plans: {
    personal: ['line', 'selection'],
    holds: 'the command line of a plan, which may name people',
    kept: '30 days after it has expired or was cancelled; of a confirmed one 12 months, then only its numbers',
    steps: (ago) => [
      { where: sql`state = 'draft' and created_at < ${ago(1 / 24)}` },
      {
        set: sql`state = 'expired', decided_at = expires_at`,
        where: sql`state in ('open', 'awaiting') and expires_at < ${ago(0)}`,
      },
      { where: sql`${ended} and decided_at < ${ago(30)}` },
      {
        set: sql`line = '', selection = case when kind = 'send' then ${namesNobody} else selection end`,
        where: sql`line <> '' and state = 'confirmed' and decided_at < ${ago(365)}`,
      },
    ],
  },
  other_letters: {
    personal: ['email', 'email_key', 'details', 'message_id'],
    holds: 'notices to old addresses and test letters that wait',
    kept: 'until they have gone, 3 days at most',
    steps: (ago) => [{ where: sql`created_at < ${ago(7)}` }],
  },
  links: {
    personal: ['email_key', 'nonce', 'token_hash'],
    holds: 'verification links, with the address',
    kept: '30 days after their end',
    steps: (ago) => [{ where: sql`expires_at < ${ago(30)}` }],
  },
  deliveries: {
    personal: ['email_key', 'message_id', 'server_words'],
    holds: 'letters of sends, with the address',
    kept: '12 months after the send (its numbers stay)',
    steps: (ago) => [
      { where: sql`send_id in (select id from sends where final is not null and finished_at < ${ago(365)})` },
    ],
  },
  sends: {
    personal: ['cause'],
    holds: 'sends; of single letters who asked',
    kept: 'numbers of sends for ever; single letters 12 months',
    steps: (ago) => [{ where: sql`kind <> 'bulk' and final is not null and finished_at < ${ago(365)}` }],
  },
  employer_letters: {
    personal: ['name', 'contact', 'address', 'reply_to', 'text_sv', 'text_en', 'logo'],
    holds: 'how letters of a company look, with the contact person',
    kept: 'as long as it is in force, and 12 months; what was only proposed 7 days',
    steps: (ago) => [
      { where: sql`in_force_at is null and created_at < ${ago(7)}` },
      { where: sql`ended_at < ${ago(365)}` },
    ],
  },
  outbox: {
    personal: ['to', 'subject', 'text', 'html', 'logo', 'headers'],
    holds: 'the letters of local mode',
    kept: '30 days',
    steps: (ago) => [{ where: sql`date < ${ago(30)}` }],
  },
  inbox: {
    personal: ['body'],
    holds: 'messages from the chats',
    kept: '7 days after they were answered',
    steps: (ago) => [{ where: sql`state <> 'new' and received_at < ${ago(7)}` }],
  },
  inbox_keys: { personal: ['key'], holds: 'ids of those messages', kept: 'as the message' },
  answers: {
    personal: ['key', 'reply'],
    holds: 'answers, for messages that come twice',
    kept: '1 day',
    steps: (ago) => [{ where: sql`at < ${ago(1)}` }],
  },
  message_effects: {
    personal: ['key', 'effect'],
    holds: 'what a message has changed, by ids',
    kept: '7 days',
    steps: (ago) => [{ where: sql`at < ${ago(7)}` }],
  },
  limit_hits: {
    personal: ['key'],
    holds: 'counted requests',
    kept: '2 days',
    steps: (ago) => [{ where: sql`at < ${ago(2)}` }],
  },
  refusals: {
    personal: [],
    holds: 'counted refusals of a chat user',
    kept: '24 months',
    steps: (ago) => [{ where: sql`since < ${ago(730)}` }],
  },
  tie_codes: {
    personal: ['nonce', 'code_hash'],
    holds: 'codes that link a chat user to a record',
    kept: '1 day after their end',
    steps: (ago) => [{ where: sql`expires_at < ${ago(1)}` }],
  },
  tie_requests: {
    personal: [],
    holds: 'requests for such a link',
    kept: '30 days after the answer, 90 days without one',
    steps: (ago) => [{ where: sql`decided_at < ${ago(30)} or (state = 'open' and asked_at < ${ago(90)})` }],
  },
  disconnects: {
    personal: ['company_number', 'number', 'error'],
    holds: 'removals of connections, with the number at the provider',
    kept: '30 days after they were done or refused',
    steps: (ago) => [{ where: sql`coalesce(done_at, refused_at) < ${ago(30)}` }],
  },
  identities: {
    personal: ['workspace', 'user', 'name', 'email_key', 'place'],
    holds: 'chat users: ids, name, address, private chat',
    kept: 'name, address and chat until 24 months after they last wrote, unless they have a role; the id stays for the history',
    steps: (ago) => [
      {
        set: sql`name = null, email_key = null, place = null`,
        where: sql`seen_at < ${ago(730)} and (name is not null or email_key is not null or place is not null)
          and not exists (select 1 from roles r where r.identity_id = identities.id)`,
      },
    ],
  },
  roles: { personal: [], holds: 'who is admin or owner', kept: 'until the role is taken away' },
  proposals: { personal: ['fields'], holds: 'what files say of protected people', kept: 'as the person' },
  people: {
    personal: [
      'number',
      'given_name',
      'family_name',
      'email',
      'email_key',
      'unit',
      'role',
      'connect_error',
      'bounce_words',
    ],
    holds: 'the people',
    kept: 'until an owner erases them; that an address bounces 90 days',
    steps: (ago) => [
      // A mark by the release before, which kept no time, counts from when it is first seen here.
      { set: sql`bounced_at = ${ago(0)}`, where: sql`email_problem = 'bounced' and bounced_at is null` },
      {
        set: toUnmarked,
        where: sql`email_problem = 'bounced' and bounced_at < ${ago(90)}`,
      },
    ],
  },
  audit: {
    personal: ['details'],
    holds: 'the history, by ids',
    kept: '24 months',
  },
}

/** Tables that hold nothing of a person. */
export const impersonal: readonly string[] = [
  'allowed_domains',
  'companies',
  'import_mappings',
  'mail_bucket',
  'mail_trouble',
  'report_mailboxes',
  'send_tallies',
  'settings',
  'verified_domains',
  'workers',
]

function importsBefore(moment: SQL): SQL {
  return sql`plan_id in (select id from plans where kind = 'import' and created_at < ${moment})`
}
