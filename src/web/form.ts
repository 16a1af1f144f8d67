import type { Context, MiddlewareHandler } from 'hono'

/**
 * The token and language of a form. A field that is missing or not text is empty, as are both if the body is no form.
 */
export async function readForm(c: Context): Promise<{ token: string; lang: string }> {
  const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { token: text(form.token).trim(), lang: text(form.lang) }
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
