import type { Context, MiddlewareHandler } from 'hono'
import { incomingOf } from './client.ts'

/** The most bytes of a form. Those of our pages have a few hundred. */
const most = 16_384

/**
 * Reads the body of a form for `readFields`, and answers with `refuse` when it is too large. It is read from Node's own
 * request: to make a web stream of it takes longer than everything else that a press of the button does here.
 */
export function takeForm(refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => {
    const body = await readBody(c)
    if (body === null) return refuse(c)
    c.set('form', await fieldsOf(body, c.req.header('content-type') ?? ''))
    return next()
  }
}

/** Pages send the first kind; programs also the second. Any other body has no fields. */
async function fieldsOf(body: string, type: string): Promise<URLSearchParams> {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return new URLSearchParams(body)
  const fields = new URLSearchParams()
  if (!/^multipart\/form-data\b/i.test(type)) return fields
  const parts = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => [])
  for (const [name, value] of parts) if (typeof value === 'string') fields.append(name, value)
  return fields
}

async function readBody(c: Context): Promise<string | null> {
  if (Number(c.req.header('content-length')) > most) return null
  const incoming = incomingOf(c)
  if (!incoming) throw new Error('Forms are read from a request of Node')
  const parts: Buffer[] = []
  let size = 0
  // What is left of a body that is too large is not waited for; the answer still reaches whoever sends it.
  for await (const part of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

/** The token and language of a form. */
export function readForm(c: Context): { token: string; lang: string } {
  const { token = '', lang = '' } = readFields(c)
  return { token: token.trim(), lang }
}

/** The fields of a form. One that was given twice, or has more than a thousand characters, is as good as missing. */
export function readFields(c: Context): Record<string, string | undefined> {
  const form = c.get('form') as URLSearchParams
  const fields = [...form].filter(([name, value]) => value.length <= 1000 && form.getAll(name).length === 1)
  return Object.fromEntries(fields)
}

/** Whether a text could be a token. If not, it is answered like an unknown one, without asking the database. */
export const isPlausible = (token: string): boolean => /^[\w.~-]{20,200}$/.test(token)

/**
 * Refuses forms that a page of another site posts. It relies on `Sec-Fetch-Site` alone, because our own pages send
 * `Origin: null` under the referrer policy `no-referrer`.
 */
export function refuseOtherSites(refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'POST' && c.req.header('sec-fetch-site') === 'cross-site') return refuse(c)
    return next()
  }
}
