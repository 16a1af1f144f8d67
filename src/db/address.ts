import { readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'

/** `DATABASE_URL` as the driver wants it. */
export interface Address {
  host: string[]
  port: number[]
  database?: string
  username?: string
  password?: string
  ssl: false | 'prefer' | TlsOptions
  target_session_attrs?: 'read-write' | 'primary'
  connect_timeout: number
  /** Startup parameters. */
  connection: Record<string, string>
}

interface TlsOptions {
  rejectUnauthorized: boolean
  ca?: string
  cert?: string
  key?: string
  checkServerIdentity?(): undefined
}

const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
type SslMode = (typeof modes)[number]

/** Parameters of libpq that change nothing for us, or that hosts add for other drivers. */
const ignored = new Set([
  ...[
    'sslnegotiation',
    'sslcompression',
    'gssencmode',
    'krbsrvname',
    'load_balance_hosts',
    'fallback_application_name',
  ],
  ...['keepalives', 'keepalives_idle', 'keepalives_interval', 'keepalives_count', 'tcp_user_timeout'],
  ...['pgbouncer', 'connection_limit', 'pool_timeout', 'uselibpqcompat', 'binary_parameters', 'supa'],
])
const known = new Set([
  ...['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'channel_binding', 'options', 'application_name'],
  ...['target_session_attrs', 'connect_timeout', 'host', 'port', 'user', 'password', 'dbname'],
])
/** Prisma's, JDBC's and SQLAlchemy's ways to name a schema. */
const schemas = new Set(['schema', 'currentSchema', 'search_path'])

/**
 * Reads a connection URL as Neon, Supabase, RDS, Azure and Heroku hand them out, with libpq's meaning of each
 * parameter: several hosts, `sslmode`, `sslrootcert` (a file or `system`), client certificates, `options`. Without
 * `sslmode` TLS is used where the server offers it; `require` encrypts without checking whom it talks to, as libpq's
 * does; `verify-full` checks certificate and name. `channel_binding=require` asks for proof that nobody sits in
 * between: the driver has no channel binding, so certificate and name are checked instead.
 * @throws Error with one line that begins with `DATABASE_URL: ` and holds no password
 */
export function readAddress(text: string): Address {
  const { login, hosts, path, query } = partsOf(text)
  const given = parametersOf(query)
  for (const name of given.keys()) {
    if (name === 'ssl')
      throw addressError('the parameter ssl is not known; write sslmode=require or sslmode=verify-full')
    if (schemas.has(name) && given.get(name) !== 'public') throw schemaError(name)
    if (!known.has(name) && !ignored.has(name) && !schemas.has(name))
      throw addressError(`the parameter ${name.slice(0, 40)} is not known; remove it`)
  }
  const [username, password] = login.split(/:(.*)/s).map(decode)
  if (password && placeholder.test(password)) throw addressError(`put the password in the place of ${password}`)
  const places = given.has('host') ? placesOf(given) : hosts.split(',').map(readHost)
  const application = given.get('application_name')
  const options = readOptions(given.get('options'))
  return {
    host: places.map(({ host }) => host),
    port: places.map(({ port }) => port ?? readPort(given.get('port') ?? '5432')),
    database: given.get('dbname') ?? (decode(path) || undefined),
    username: given.get('user') ?? (username || undefined),
    password: given.get('password') ?? password,
    ssl: readTls(
      given,
      places.every(({ host }) => isLocal(host)),
    ),
    target_session_attrs: readTarget(given.get('target_session_attrs'), places.length),
    connect_timeout: Number(given.get('connect_timeout')) || 10,
    connection: { ...(application && { application_name: application }), ...(options && { options }) },
  }
}

/** What providers write where the password belongs; some show stars or dots until it is asked for. */
const placeholder = /^([[{<](your[ _-])?password[\]}>]|\$\{+\w+\}+|\*{3,}|[•●]+|\.{3,})$/i

/**
 * The parts of a URL, still encoded. It may have quotes around it, as in a file of Docker's, `psql` before it, as
 * providers show it, and another program's scheme. A host never has an @, so the last one ends the login.
 */
function partsOf(text: string): { login: string; hosts: string; path: string; query: string } {
  const url = text
    .trim()
    .replace(/^psql\s+/, '')
    .replace(/^(["'])(.*)\1$/s, '$2')
  const parts =
    /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\/(?:([^/?#]*)@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?(#.*)?$/s.exec(url)
  if (!parts) throw addressError('must look like postgres://user:password@host:5432/database')
  const [, login = '', hosts = '', path = '', query = '', rest = ''] = parts
  // What follows was meant to be part of the password.
  const isCutOff = rest.includes('@') || path.includes('@') || /^[^=]*@/.test(query)
  if (isCutOff) throw addressError('has a /, ? or # in its user or password; write it as %2F, %3F or %23')
  return { login, hosts, path, query }
}

/** As libpq: a plus is a plus, also in a password. */
const parametersOf = (query: string) => new URLSearchParams(query.replaceAll('+', '%2B'))

interface Place {
  host: string
  port?: number
}

/** The parameters `host` and `port`: lists, in which a colon belongs to the path of a socket, as at Google. */
function placesOf(given: URLSearchParams): Place[] {
  const ports = given.get('port')?.split(',') ?? []
  return given
    .get('host')!
    .split(',')
    .map((text, n) => {
      const given = ports[n] ?? ports[0]
      const port = given ? readPort(given) : undefined
      return text.startsWith('/') || isIPv6(text) ? { host: text, port } : { port, ...readHost(text) }
    })
}

function readHost(text: string): Place {
  const found = /^(?:\[([^\]]+)\]|([^:\s]*))(?::(\d+))?$/.exec(text)
  if (!found) throw addressError('has a host that cannot be read')
  const [, bracketed, plain, port] = found
  return { host: decode(bracketed ?? plain ?? '') || 'localhost', ...(port && { port: readPort(port) }) }
}

/** Our tables are in `public`: another schema would be empty, or somebody else's. */
function readOptions(options: string | null): string | null {
  const schema = /search_path\s*=\s*(\S+)/i.exec(options ?? '')?.[1]
  if (schema && !/^\W*public\b/i.test(schema)) throw schemaError('search_path in options')
  return options
}

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw addressError('has a port that is none')
  return port
}

/** With several hosts the one that takes writes is meant: a standby could not do anything for us. */
function readTarget(given: string | null, hosts: number): Address['target_session_attrs'] {
  if (given === null || given === 'any') return hosts > 1 ? 'read-write' : undefined
  if (given === 'read-write' || given === 'primary') return given
  throw addressError(`target_session_attrs=${given.slice(0, 20)} cannot work: Verifiera writes; use read-write`)
}

function readTls(given: URLSearchParams, local: boolean): Address['ssl'] {
  const mode = modeOf(given, local)
  if (mode === 'disable') return false
  if (mode === 'allow' || mode === 'prefer') return 'prefer'
  const root = given.get('sslrootcert')
  const files = {
    ...(root && root !== 'system' && { ca: read(root, 'sslrootcert') }),
    ...(given.has('sslcert') && { cert: read(given.get('sslcert') as string, 'sslcert') }),
    ...(given.has('sslkey') && { key: read(given.get('sslkey') as string, 'sslkey') }),
  }
  if (mode === 'verify-full') return { rejectUnauthorized: true, ...files }
  // As libpq: with a root certificate at hand, `require` means `verify-ca`.
  const checked = mode === 'verify-ca' || 'ca' in files
  return { rejectUnauthorized: checked, ...files, ...(checked && { checkServerIdentity: () => undefined }) }
}

function modeOf(given: URLSearchParams, local: boolean): SslMode {
  const mode = given.get('sslmode') ?? (local ? 'disable' : 'prefer')
  if (mode === 'no-verify') return 'require'
  if (!modes.includes(mode as SslMode)) throw addressError(`sslmode must be one of ${modes.join(', ')}`)
  if (given.get('channel_binding') === 'require' || given.get('sslrootcert') === 'system') return 'verify-full'
  return mode as SslMode
}

const isLocal = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\/.*)$/.test(host)

function read(path: string, parameter: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw addressError(`the file of ${parameter} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw addressError('has a % that begins no encoded character; write a % in the password as %25')
  }
}

const schemaError = (where: string) =>
  addressError(`${where} names another schema; the tables are in the schema public: remove it, and name a database`)

const addressError = (what: string) => new Error(`DATABASE_URL: ${what}`)
