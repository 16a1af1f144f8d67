import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { json, kindOf, withFile } from './body.ts'

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::(\d{1,5}))?$/i

/**
 * Refuses requests that another web page makes in the same browser. If that page reaches this server through a name of
 * its own (DNS rebinding), the Host header names it. If it posts across origins, the browser says so, or asks for
 * permission before it sends JSON or bytes.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? ''
  const port = loopback.exec(host)?.[1] ?? '80'
  const { incoming } = c.env as HttpBindings
  if (!loopback.test(host) || Number(port) !== incoming.socket.localPort) return c.json({ error: 'host' }, 403)
  if (c.req.method !== 'POST') return next()

  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const isForeign = (site && site !== 'same-origin' && site !== 'none') || (origin && origin !== `http://${host}`)
  if (isForeign) return c.json({ error: 'origin' }, 403)
  if (![json, withFile].includes(kindOf(c.req.header('content-type')))) return c.json({ error: 'content-type' }, 415)
  return next()
}
