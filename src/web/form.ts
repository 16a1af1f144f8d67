import type { Context, MiddlewareHandler } from 'hono'
import { z } from 'zod'

/** A field that is missing, given twice or a file is as good as empty. */
const text = z.string().max(1000).catch('')
const formShape = z.object({ token: text, lang: text }).catch({ token: '', lang: '' })

/**
 * The token and language of a form. A field that is missing or not text is empty, as are both if the body is no form.
 */
export async function readForm(c: Context): Promise<{ token: string; lang: string }> {
  const { token, lang } = formShape.parse(await c.req.parseBody().catch(() => ({})))
  return { token: token.trim(), lang }
}

/** All fields of a form that are text. */
export async function readFields(c: Context): Promise<Record<string, string | undefined>> {
  const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
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
