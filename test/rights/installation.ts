import { sql } from 'drizzle-orm'
import type { Card, Chat, FileRef, Place, Platform, Reply, Said, Who } from '#bot'
import { rows } from '../../src/db/open.ts'
import { csv, header, type Product, type ProductOptions, startProduct } from '../support/product.ts'

/**
 * The settings of a production installation with both platforms. Database, platforms and mail are replaced by the
 * tests.
 */
export const production: Record<string, string> = {
  PUBLIC_URL: 'https://verifiera.acme.example',
  DATABASE_URL: 'postgres://stands.in.example/verifiera',
  SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'Verifiera <verifiera@acme.example>',
  SLACK_SIGNING_SECRET: 'signing-secret-of-the-tests',
  SLACK_BOT_TOKEN: 'xoxb-bot-token-of-the-tests',
  SLACK_TEAMS: 'T0HOME',
  MicrosoftAppId: 'app-id-of-the-tests',
  MicrosoftAppPassword: 'app-password-of-the-tests',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
  TEAMS_TENANTS: 'aaaaaaaa-0000-4000-8000-000000000001',
  OWNERS: 'slack:T0HOME/U0OWNER,teams:AAAAAAAA-0000-4000-8000-000000000001/BBBBBBBB-0000-4000-8000-000000000002',
}

const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'

/** A member of the home workspace. Slack has verified the address, if there is one. */
export const inSlack = (user: string, email?: string, name?: string): Who => ({
  platform: 'slack',
  workspace: 'T0HOME',
  user,
  standing: 'member',
  ...(email && { email }),
  ...(name && { name }),
})

export const inTeams = (user: string, email?: string, name?: string): Who => ({
  ...inSlack(user, email, name),
  platform: 'teams',
  workspace: tenant,
})

export const operator: Who = { platform: 'console', workspace: 'local', user: 'operator', standing: 'member' }

/** The people who act in the tests, by the role that they start with. */
export const cast = {
  owner: inSlack('U0OWNER', 'olle@acme.example', 'Olle Ohlsson'),
  secondOwner: inSlack('U0SECOND', 'sara@acme.example', 'Sara Sund'),
  admin: inSlack('U0ADMIN', 'hanna@acme.example', 'Hanna Holm'),
  acme: inSlack('U0ACME', 'aksel@acme.example', 'Aksel Alm'),
  beta: inSlack('U0BETA', 'berit@acme.example', 'Berit Bo'),
  linked: inSlack('U0LINKED', 'anna1@acme.example', 'Anna Almgren'),
  unlinked: inSlack('U0UNLINKED', 'nobody.known@acme.example', 'Ulla Unn'),
}

/**
 * The imported people. Acme is company 100, Beta 9207. Words that only Beta or only people with a protected identity
 * have show whether a card names either.
 */
export const people = [
  ...Array.from(
    { length: 9 },
    (_, i) => `100;Acme AB;A${i + 1};Anna;Acmesson${i + 1};anna${i + 1}@acme.example;Lager;Chef;`,
  ),
  ...Array.from(
    { length: 8 },
    (_, i) => `9207;Betabolaget;B${i + 1};Bodil;Betasson${i + 1};bo${i + 1}@betabolaget.example;Betaenheten;Betaroll;`,
  ),
  '100;Acme AB;S1;Hemlig;Skyddström;hemlig1@gomd.example;Lager;Chef;Ja',
  '9207;Betabolaget;S2;Hemlig;Skyddgren;hemlig2@gomd.example;Betaenheten;Betaroll;Ja',
  '100;Acme AB;A90;Utan;Adress;;Lager;Chef;',
]

export const beta = /bodil|betasson|betabolaget|betaenheten|betaroll|9207|skyddgren|hemlig2/i
export const protectedWords = /skyddström|skyddgren|hemlig[12]|gomd\.example/i

export interface Installation extends Product {
  answer(who: Who, text: string, more?: Partial<Said>): Promise<Reply>
  card(who: Who, text: string, more?: Partial<Said>): Promise<Card>
  upload(who: Who, lines: string[], name?: string, text?: string): Promise<Card>
  /** The same with a header of its own as the first line. */
  uploadFile(who: Who, lines: string[], name?: string, text?: string): Promise<Card>
  /** The cards that were posted without being answers. */
  posts: { where: Place; card: Card }[]
  logged: string[]
  count(what: string): Promise<number>
}

/** The header of `people`. */
export const wide = `${header};Enhet;Roll;Skyddad`

/** The product with production settings. Unless `empty`, the people are imported and the cast have their roles. */
export async function startInstallation(options: ProductOptions & { empty?: boolean } = {}): Promise<Installation> {
  const posts: Installation['posts'] = []
  const logged: string[] = []
  const files = new Map<string, Uint8Array>()
  const chat = (name: Platform): Chat => ({
    name,
    onSaid() {},
    async post(where, card) {
      posts.push({ where, card })
      return where
    },
    fetchFile: async ({ ref }) => files.get(String(ref.id))!,
  })
  const product = await startProduct({
    ...options,
    environment: { ...production, ...options.environment },
    chats: () => [chat('slack'), chat('teams'), chat('console')],
    log: (line) => logged.push(line),
  })
  let count = 0
  const answer: Installation['answer'] = (who, text, more = {}) => {
    const where: Place = { chat: who.platform, workspace: who.workspace, channel: `D-${who.user}`, private: true }
    const said: Said = { id: `said-${++count}`, who, where, text, files: [], readAgain: async () => who, ...more }
    return product.carry(said, (file) => files.get(String(file.ref.id))!)
  }
  const card: Installation['card'] = async (who, text, more) => (await answer(who, text, more)).card
  const installation: Installation = {
    ...product,
    answer,
    card,
    posts,
    logged,
    upload: (who, lines, name, text) => installation.uploadFile(who, [wide, ...lines], name, text),
    async uploadFile(who, lines, name = 'anställda.csv', text = 'importera') {
      const id = `file-${++count}`
      const { bytes } = csv(lines)
      files.set(id, bytes)
      const file: FileRef = { name, size: bytes.length, ref: { id } }
      return card(who, text, { files: [file] })
    },
    async count(what) {
      const [row] = await rows<{ n: number }>(product.database.db, sql.raw(`select count(*)::int as n from ${what}`))
      return Number(row!.n)
    },
  }
  if (!options.empty) await setUp(installation)
  return installation
}

async function setUp(installation: Installation): Promise<void> {
  const plan = await installation.upload(cast.owner, people)
  await installation.card(cast.owner, `bekräfta ${plan.data!.plan}`)
  await installation.card(cast.owner, 'roll ge <@U0SECOND> ägare')
  await installation.card(cast.owner, 'roll ge <@U0ADMIN> admin')
  await installation.card(cast.owner, 'roll ge <@U0ACME> admin företag=100')
  await installation.card(cast.owner, 'roll ge <@U0BETA> admin företag=9207')
  for (const who of Object.values(cast)) await installation.card(who, 'hjälp')
  await linkBySql(installation, cast.linked, 'A1')
}

/**
 * Links a chat account to a person as `koppla` would, by a mailed code or an admin's word. Both have tests of their
 * own.
 */
export const linkBySql = (installation: Installation, who: Who, number: string, by: 'code' | 'admin' | null = 'code') =>
  rows(
    installation.database.db,
    sql`update identities set linked_by = ${by}, person_id = p.id,
        address_set_by = case when ${by}::text = 'code' then p.email_set_by end
      from (select id, email_set_by from people where number = ${number}) p where platform = ${who.platform} and workspace = ${who.workspace} and "user" = ${who.user}`,
  )

/** All words of a card, including the content of its files. */
export function wordsOf(card: Card): string {
  const decoder = new TextDecoder()
  const files = (card.files ?? []).map((f) => `${f.name}\n${decoder.decode(f.bytes)}`)
  return [JSON.stringify({ ...card, files: undefined }), ...files].join('\n')
}

/** Tables to which every message adds, or on which nothing depends that a person could say. */
const beside = [
  ...['audit', 'refusals', 'inbox', 'inbox_keys', 'answers', 'message_effects', 'identities'],
  ...['workers', 'mail_bucket', 'mail_trouble', 'report_mailboxes', 'send_tallies'],
]

/** A digest of everything that a command can change: every table of the catalogue but those `beside`. */
export async function fingerprint({ database: { db } }: Installation): Promise<string> {
  const found = await rows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const tables = found.map(({ name }) => name).filter((name) => !beside.includes(name))
  const chats = `(select id, language, person_id from identities where coalesce(language, person_id::text) is not null)`
  const prints = await Promise.all(
    [...tables, chats].map((table) =>
      rows(db, sql.raw(`select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as h from ${table} x`)),
    ),
  )
  return JSON.stringify(prints)
}
