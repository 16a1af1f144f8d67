import { readFileSync } from 'node:fs'
import { closest, distance } from 'fastest-levenshtein'

type Environment = Record<string, string | undefined>

/**
 * Settings whose value may stand in a file instead, named by `<NAME>_FILE`, as Docker and Kubernetes hand secrets out.
 */
const secrets = [
  'DATABASE_URL',
  'SMTP_URL',
  'SECRET_KEYS',
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'MicrosoftAppPassword',
  'MicrosoftAppCertificate',
  'SCIM_TOKEN',
  'SMTP_OAUTH_CLIENT_SECRET',
  'SMTP_OAUTH_REFRESH_TOKEN',
  'BOUNCE_IMAP_URL',
  'AUDIT_ANCHOR_URL',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
]

/** What begins like this is ours: an unknown name is a misspelt one, and would silently leave a setting out. */
const ours = /^((SLACK|TEAMS|SMTP|SCIM|BOUNCE)_|MicrosoftApp)/

/** Names that other programs use, too, with others beside them that are nearly the same. */
const shared = /^(DATABASE|OTEL)_/

/**
 * What Kubernetes adds for a service that happens to be called `smtp` or `slack`.
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const serviceLink = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?)$/

/**
 * What the environment says of the settings `names`, with secrets read from their files. An empty value is absent. What
 * is wrong stands in `problems`, by the name of the variable.
 */
export function readEnvironment(
  environment: Environment,
  names: readonly string[],
): { given: Record<string, string>; problems: Map<string, string> } {
  const set = Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]?.trim())
  const files = secrets.filter((name) => names.includes(name)).map((name) => `${name}_FILE`)
  const known = [...names, ...files]
  const problems = new Map<string, string>()
  for (const [name] of set) {
    if (known.includes(name) || serviceLink.test(name)) continue
    if (isForFile(name, names)) problems.set(name, 'only a secret may stand in a file')
    else if (isMeant(name, known)) problems.set(name, `is not a setting${didYouMean(name, known)}`)
  }
  const given = Object.fromEntries(set.filter(([name]) => names.includes(name)))
  for (const [variable, path] of set.filter(([name]) => files.includes(name))) {
    const name = variable.slice(0, -'_FILE'.length)
    if (name in given) problems.set(variable, `${name} is set, too; leave one of them out`)
    else {
      try {
        const value = readFileSync(path, 'utf8').trim()
        if (value) given[name] = value
        else problems.set(variable, 'the file is empty')
      } catch (error) {
        problems.set(variable, `the file cannot be read (${(error as NodeJS.ErrnoException).code})`)
      }
    }
  }
  return { given, problems }
}

/** Short names with `_FILE` may be others' (`HOST_FILE`). */
const isForFile = (name: string, names: readonly string[]) =>
  name.length > 12 && name.endsWith('_FILE') && names.includes(name.slice(0, -'_FILE'.length))

/**
 * Whether a name that is no setting can only be meant as one. Others' variables may be one letter off (`SCM_URL`,
 * `SECRET_KEY`), so outside our own beginnings it must be the same letters in another order or case, two neighbours in
 * a short name that have changed places (`PROT`), or a long name that is nearly one of which no other program has the
 * like.
 */
function isMeant(name: string, known: readonly string[]): boolean {
  if (ours.test(name)) return true
  const letters = lettersOf(name)
  return known.some((one) => {
    if (!shared.test(one) && one.length >= 12 && distance(upper(one), upper(name)) <= 2) return true
    if (one.length !== name.length || lettersOf(one) !== letters) return false
    return one.length >= 8 || isSwapped(upper(one), upper(name))
  })
}

/** Whether these are the same but for two neighbours that have changed places. Both have the same letters. */
function isSwapped(one: string, other: string): boolean {
  const differing = [...one].flatMap((letter, at) => (letter === other[at] ? [] : at))
  return differing.length === 2 && differing[1]! - differing[0]! === 1
}

const upper = (name: string) => name.toUpperCase()
const lettersOf = (name: string) => [...upper(name)].sort().join('')

function didYouMean(name: string, known: readonly string[]): string {
  const nearest = known[known.map(upper).indexOf(closest(upper(name), known.map(upper)))]!
  return distance(upper(name), upper(nearest)) <= 6 ? `; did you mean ${nearest}?` : ''
}
