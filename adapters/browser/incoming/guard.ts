import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::(\d{1,5}))?$/i

/**
 * Keeps other web pages in the same browser out: a name that was made to lead here (DNS rebinding) has another Host,
 * and another page's POST is marked as such by the browser or cannot carry JSON without asking first.
 */
export const guard: MiddlewareHandler<{ Bindings: HttpBindings }> = async (c, next) => {
  const host = c.req.header('host') ?? ''
  const port = loopback.exec(host)?.[1] ?? '80'
  if (!loopback.test(host) || Number(port) !== c.env.incoming.socket.localPort) return c.json({ error: 'host' }, 403)
  if (c.req.method !== 'POST') return next()

  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const foreign = (site && site !== 'same-origin' && site !== 'none') || (origin && origin !== `http://${host}`)
  if (foreign) return c.json({ error: 'origin' }, 403)
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) return c.json({ error: 'content-type' }, 415)
  return next()
}
