import { z } from 'zod'
import { bearer, filled, loopbackOrHttps, sender } from './values.ts'

/** Token endpoints by name. Microsoft's is that of one tenant: `microsoft:<tenant id or domain>`. */
const microsoft = /^microsoft(?:365)?:([A-Za-z0-9.-]{3,100})$/i
const google = 'https://oauth2.googleapis.com/token'

const tokenUrl = z
  .string()
  .trim()
  .transform((text) => {
    if (/^google$/i.test(text)) return google
    const tenant = microsoft.exec(text)?.[1]
    return tenant ? `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token` : text
  })
  .pipe(loopbackOrHttps)

const isoDay = z
  .string()
  .trim()
  .refine(
    (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
    'must be a day such as 2027-03-31',
  )

/** A name as an SMTP greeting may hold it: a host name, or an address in brackets (RFC 5321, 4.1.1.1). */
const greetingName = z
  .string()
  .trim()
  .regex(/^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f.:IPv]+\])$/, 'must be a host name')

/** `imaps://user:password@host/folder`. Without TLS from the start, STARTTLS is required, except on loopback. */
const imapAddress = z
  .string()
  .trim()
  .refine(
    (text) => URL.canParse(text) && /^imaps?:$/.test(new URL(text).protocol),
    'must be imaps://user:password@host',
  )
  .refine((text) => URL.canParse(text) && new URL(text).username !== '', 'must name the user')

/** The settings of how mail leaves and how we log in. */
export const mailSettings = {
  SMTP_NAME: greetingName.optional(),
  BOUNCE_ADDRESS: sender.optional(),
  BOUNCE_IMAP_URL: imapAddress.optional(),
  SMTP_OAUTH_TOKEN_URL: tokenUrl.optional(),
  SMTP_OAUTH_CLIENT_ID: filled.optional(),
  SMTP_OAUTH_CLIENT_SECRET: bearer.optional(),
  SMTP_OAUTH_SCOPE: filled.optional(),
  SMTP_OAUTH_REFRESH_TOKEN: bearer.optional(),
  SMTP_OAUTH_SECRET_ENDS: isoDay.optional(),
}

type Values = z.infer<z.ZodObject<typeof mailSettings>> & { SMTP_URL?: string }

type Name = keyof typeof mailSettings | 'SMTP_URL'

/** What is missing or contradicts itself, by name. */
export function mailFaults(v: Values): [name: Name, what: string][] {
  const faults: [Name, string][] = []
  const set = (Object.keys(mailSettings) as (keyof typeof mailSettings)[]).filter(
    (name) => name.startsWith('SMTP_OAUTH_') && v[name],
  )
  if (v.BOUNCE_ADDRESS && !v.BOUNCE_IMAP_URL) faults.push(['BOUNCE_IMAP_URL', 'required with BOUNCE_ADDRESS'])
  if (v.BOUNCE_IMAP_URL && !v.BOUNCE_ADDRESS) faults.push(['BOUNCE_ADDRESS', 'required with BOUNCE_IMAP_URL'])
  if (v.BOUNCE_IMAP_URL && !v.SMTP_URL) faults.push(['SMTP_URL', 'required with BOUNCE_IMAP_URL'])
  if (v.BOUNCE_IMAP_URL && !new URL(v.BOUNCE_IMAP_URL).password && !v.SMTP_OAUTH_TOKEN_URL)
    faults.push(['BOUNCE_IMAP_URL', 'must have a password, or use the SMTP_OAUTH settings'])
  if (set.length === 0) return faults
  if (!v.SMTP_OAUTH_TOKEN_URL) return [...faults, ['SMTP_OAUTH_TOKEN_URL', `required with ${set[0]}`]]
  if (!v.SMTP_URL) faults.push(['SMTP_URL', 'required with SMTP_OAUTH_TOKEN_URL'])
  if (!v.SMTP_OAUTH_CLIENT_ID) faults.push(['SMTP_OAUTH_CLIENT_ID', 'required with SMTP_OAUTH_TOKEN_URL'])
  if (v.SMTP_OAUTH_TOKEN_URL === google && !v.SMTP_OAUTH_REFRESH_TOKEN)
    faults.push(['SMTP_OAUTH_REFRESH_TOKEN', 'required with Google, which gives no mailbox to client credentials'])
  else if (!v.SMTP_OAUTH_CLIENT_SECRET && !v.SMTP_OAUTH_REFRESH_TOKEN)
    faults.push([
      'SMTP_OAUTH_CLIENT_SECRET',
      'required with SMTP_OAUTH_TOKEN_URL, unless there is a SMTP_OAUTH_REFRESH_TOKEN',
    ])
  return faults
}

/** The OAuth settings, with the scope that Microsoft and Google ask for; undefined without them. */
export function oauthOf(v: Values) {
  if (!v.SMTP_OAUTH_TOKEN_URL || !v.SMTP_OAUTH_CLIENT_ID) return undefined
  return {
    tokenUrl: v.SMTP_OAUTH_TOKEN_URL,
    clientId: v.SMTP_OAUTH_CLIENT_ID,
    clientSecret: v.SMTP_OAUTH_CLIENT_SECRET,
    scope: v.SMTP_OAUTH_SCOPE ?? scopeOf(v.SMTP_OAUTH_TOKEN_URL, Boolean(v.SMTP_OAUTH_REFRESH_TOKEN)),
    refreshToken: v.SMTP_OAUTH_REFRESH_TOKEN,
    secretEnds: v.SMTP_OAUTH_SECRET_ENDS,
  }
}

function scopeOf(url: string, delegated: boolean): string | undefined {
  // https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
  if (url.startsWith('https://login.microsoftonline.com/')) {
    return delegated
      ? 'https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All offline_access'
      : 'https://outlook.office365.com/.default'
  }
  return undefined
}

/** The name in the SMTP greeting: `SMTP_NAME`, else the host of `PUBLIC_URL`, an address in brackets. */
export function greetingNameOf(name: string | undefined, publicUrl: string): string {
  if (name) return name
  const host = new URL(publicUrl).hostname
  return /^\d+(\.\d+){3}$/.test(host) ? `[${host}]` : host.replace(/^\[(.*)\]$/, '[IPv6:$1]')
}
