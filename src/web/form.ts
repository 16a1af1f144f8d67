import type { Context, MiddlewareHandler } from 'hono'

/** A form's token and language; whatever is not there, not text or not a form at all is empty. */
export async function readForm(c: Context): Promise<{ token: string; lang: string }> {
  const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { token: text(form.token).trim(), lang: text(form.lang) }
}

/** Spares the database what cannot be a token; the answer is that of an unknown one. */
export const plausible = (token: string): boolean => /^[\w.~-]{20,200}$/.test(token)

/** Refuses what another site's page posts. Browsers send `Origin: null` under `no-referrer`, so only `Sec-Fetch-Site` counts. */
export function refuseOtherSites(refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'POST' && c.req.header('sec-fetch-site') === 'cross-site') return refuse(c)
    return next()
  }
}
