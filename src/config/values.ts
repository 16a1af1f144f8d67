import { createPrivateKey, X509Certificate } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'
import { z } from 'zod'

/** The formats of single settings. Error messages never repeat the value, because it may be a secret. */

export const filled = z.string().trim().min(1)

export const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be between ${least} and ${most}`)

export const port = whole(0, 65_535)

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `24h`, `30m`, `7d`, `0` → milliseconds. */
export const duration = z
  .string()
  .trim()
  .regex(/^(0|\d{1,5}[smhd])$/, 'must be a number with s, m, h or d, such as 24h')
  .transform((text) => (text === '0' ? 0 : Number(text.slice(0, -1)) * units[text.at(-1) as keyof typeof units]))

export const isLoopback = (host: string) => /^(127(\.\d{1,3}){3}|localhost|\[?::1\]?)$/.test(host)

const address = (text: string, protocols: string[]): URL | null => {
  const url = URL.canParse(text) ? new URL(text) : null
  return url && protocols.includes(url.protocol) ? url : null
}

/** The base of every link: an origin with an optional path, as a browser sends them. A slash at the end is dropped. */
export const publicBase = z
  .string()
  .trim()
  .refine((text) => address(text, ['http:', 'https:']), 'must be an address such as https://verifiera.example')
  .refine((text) => !/[?#@]/.test(text), 'must have no user, query or fragment')
  .transform((text) => new URL(text).href.replace(/\/+$/, ''))

export const loopbackOrHttps = z
  .string()
  .trim()
  .refine((text) => address(text, ['http:', 'https:']), 'must be an address')
  .refine(
    (text) => text.startsWith('https:') || isLoopback(address(text, ['http:'])?.hostname ?? ''),
    'must be https (http only for loopback)',
  )
  // fetch() refuses those, and says them in its error.
  .refine((text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text), 'must have no user or password')

/** The base URL of SCIM, to which `/Users` is added. A slash at the end is dropped. */
export const providerBase = loopbackOrHttps
  .refine((text) => !/[?#@]/.test(text), 'must have no user, query or fragment')
  .transform((text) => text.replace(/\/+$/, ''))

/** A bearer token is put into a header unchanged, so it must be one word of ASCII. */
export const bearer = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/, 'must be one word without spaces')

export const smtpAddress = z
  .string()
  .trim()
  .refine((text) => address(text, ['smtp:', 'smtps:']), 'must be smtp://user:password@host:port or smtps://…')
  .refine(
    (text) => checksCertificate(text),
    'must check the certificate of the server (NODE_EXTRA_CA_CERTS names your own)',
  )

/** nodemailer accepts TLS options in the URL. This one would let anybody on the network path read the letters. */
function checksCertificate(text: string): boolean {
  const url = address(text, ['smtp:', 'smtps:'])
  const off = [...(url?.searchParams ?? [])].some(
    ([key, value]) => /rejectUnauthorized$/i.test(key) && !/^(true|1)$/i.test(value),
  )
  return !off || isLoopback(url?.hostname ?? '')
}

/** A name as RFC 5322 writes it before an address: words, or a quoted string in which `\\"` stands for a quote. */
const namePart = String.raw`(?<name>"(?:[^"\\\r\n]|\\[^\r\n])*"|[^<>@,;"\r\n]*)`
const addressPart = String.raw`(?<address>[^\s<>@,;"]+@[^\s<>@,;"]+\.[^\s<>@,;"]+)`
const named = new RegExp(`^${namePart}\\s*<${addressPart}>$`, 'u')
const bare = new RegExp(`^${addressPart}$`, 'u')

/**
 * One sender, as `Verifiera <hr@acme.example>`, `"Löner, HR" <hr@åkeri.example>` or just the address. Nothing that
 * could be read as a second address. The domain becomes an A-label; the local part stays as it is.
 */
export const sender = z
  .string()
  .trim()
  .transform((text, ctx) => {
    const { name = '', address = '' } = (named.exec(text) ?? bare.exec(text))?.groups ?? {}
    const at = address.lastIndexOf('@')
    const domain = domainToASCII(address.slice(at + 1))
    if (!domain) {
      ctx.addIssue({ code: 'custom', message: 'must be one address: Name <name@host>' })
      return z.NEVER
    }
    const plain = name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name
    return { name: plain.trim(), address: `${address.slice(0, at).normalize('NFC')}@${domain}`, domain }
  })

/** Values with commas between them. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

const isServer = (text: string): boolean => {
  const [, plain = '', bracketed = '', port = '53'] = /^(?:([\d.]+)|\[([^\]]+)\])(?::(\d{1,5}))?$/.exec(text) ?? []
  return (isIPv4(plain) || isIPv6(bracketed)) && Number(port) <= 65_535
}

/** DNS servers: `ip[:port],…`. */
export const servers = list.refine((list) => list.every(isServer), 'must be IP[:port],…, an IPv6 address in brackets')

/** Addresses or networks: `10.0.0.0/8,::1`. */
export const networkList = list.refine(
  (list) => list.every(isNetwork),
  'must be addresses or networks: 10.0.0.1,10.1.0.0/16,fd00::/8',
)

function isNetwork(text: string): boolean {
  const [, address = '', bits = '0'] = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  return (isIPv4(address) && Number(bits) <= 32) || (isIPv6(address) && Number(bits) <= 128)
}

export const exactHosts = list
  .transform((parts) => parts.map((part) => part.toLowerCase()))
  .refine(
    (list) => list.length > 0 && list.every((h) => /^[a-z0-9.-]+(:\d{1,5})?$/.test(h)),
    'must be host[:port],… without wildcards',
  )

/** `kid:base64,…`, newest first, at least 32 bytes each. */
export const keyring = z
  .string()
  .transform((text) =>
    text.split(',').map((part) => {
      const [, id = '', secret = ''] = /^\s*([A-Za-z0-9_.-]{1,32}):([A-Za-z0-9+/_-]+=*)\s*$/.exec(part) ?? []
      return { id, secret: new Uint8Array(Buffer.from(secret, 'base64')) }
    }),
  )
  .refine((keys) => keys.every((k) => k.id), 'must be kid:base64,…')
  .refine((keys) => keys.every((k) => k.secret.length >= 32), 'each key must have at least 32 bytes')
  .refine((keys) => new Set(keys.map((k) => k.id)).size === keys.length, 'two keys have the same id')

/** `slack:<team>/<user>,teams:<tenant>/<aadObjectId>` */
export const owners = list
  .transform((parts) =>
    parts.map((part) => {
      const [, platform = '', workspace = '', user = ''] = /^(slack|teams):([^/\s@]+)\/([^/\s@]+)$/.exec(part) ?? []
      // Microsoft shows its ids in either case, but messages carry them in lower case.
      const ids = [workspace, user].map((id) => (platform === 'teams' ? id.toLowerCase() : id))
      return { platform: platform as 'slack' | 'teams', workspace: ids[0]!, user: ids[1]! }
    }),
  )
  .refine((list) => list.every((o) => o.platform), 'must be slack:<team>/<user>,teams:<tenant>/<aadObjectId>')

/** Another name, such as that of the workspace, would match no request, and nobody would be let in. */
export const slackTeams = list
  .transform((ids) => [...new Set(ids)])
  .refine(
    (ids) => ids.every((id) => /^T[\w-]*$/.test(id)),
    'must be ids of workspaces, T…, with commas between; they stand in the address https://app.slack.com/client/T…',
  )

export interface SlackTokens {
  /** For every workspace without a token of its own. */
  botToken?: string
  /** By workspace id. */
  botTokens?: Record<string, string>
  /** `botToken` is that of an installation for a whole organisation. */
  isOrg: boolean
}

/** `xoxb-…`, or `T…:xoxb-…,T…:xoxb-…` for several workspaces, or `E…:xoxb-…` for an organisation. */
export const slackTokens = z.string().transform((text, ctx): SlackTokens => {
  const tokens: SlackTokens = { isOrg: false }
  const parts = text.split(',').map((part) => part.trim())
  for (const part of parts.filter(Boolean)) {
    const [, owner, token] = /^(?:([TE][A-Z0-9]+):)?(\S+)$/.exec(part) ?? []
    if (!token || (!owner && parts.length > 1)) {
      ctx.addIssue({ code: 'custom', message: 'must be xoxb-…, or T…:xoxb-…,T…:xoxb-… for several workspaces' })
      return z.NEVER
    }
    const wrong = token && notOfBot(token)
    if (wrong) {
      ctx.addIssue({ code: 'custom', message: wrong })
      return z.NEVER
    }
    if (owner?.startsWith('T')) tokens.botTokens = { ...tokens.botTokens, [owner]: token }
    else Object.assign(tokens, { botToken: token, isOrg: owner !== undefined })
  }
  return tokens
})

/** What Slack's other tokens begin with: https://docs.slack.dev/authentication/tokens */
function notOfBot(token: string): string | undefined {
  if (token.startsWith('xoxe'))
    return 'ends after twelve hours: turn off token rotation and give the token of the bot, xoxb-…'
  return /^(xapp|xox[^b])-/.test(token) ? 'must be the token of the bot, xoxb-…' : undefined
}

/** A certificate and its private key, one after the other, as `openssl req -x509 -nodes` writes them. */
export const certificate = z
  .string()
  .trim()
  .refine(
    (text) => /-----BEGIN CERTIFICATE-----/.test(text) && /-----BEGIN PRIVATE KEY-----/.test(text),
    'must be PEM with a CERTIFICATE and its PRIVATE KEY (PKCS #8, without a passphrase)',
  )
  .refine(fitsTogether, 'the private key is not that of the certificate')

function fitsTogether(text: string): boolean {
  try {
    return new X509Certificate(text).checkPrivateKey(createPrivateKey(text))
  } catch {
    return false
  }
}
