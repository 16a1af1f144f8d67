import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import SCIMMY from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'
import type { Provider } from './provider.ts'

const token = 'scimmy-token-of-the-tests-0123456789'

type Kept = Record<string, unknown> & { id: string; userName: string }

/**
 * scimmy-routers on Express 4: routing, filters, patches and schemas are theirs; only the shelf that keeps the users is
 * ours. One to a process, because scimmy declares its resources globally.
 */
export async function startScimmyRouters(): Promise<Provider & { users: Map<string, Kept> }> {
  const users = new Map<string, Kept>()
  const { User } = SCIMMY.Resources
  SCIMMY.Config.set({ patch: true, filter: true })
  SCIMMY.Resources.declare(User).extend(SCIMMY.Schemas.EnterpriseUser, false)
  User.ingress((resource, instance) => {
    const user = JSON.parse(JSON.stringify(instance)) as Kept
    const taken = [...users.values()].some(
      ({ id, userName }) => id !== resource.id && userName.toLowerCase() === user.userName.toLowerCase(),
    )
    if (taken) throw new SCIMMY.Types.Error(409, 'uniqueness', 'taken')
    const kept = { ...user, id: resource.id ?? `u${users.size + 1}` }
    users.set(kept.id, kept)
    return kept
  })
  User.egress((resource) => {
    if (!resource.id) return (resource.filter?.match([...users.values()]) ?? [...users.values()]) as Kept[]
    const user = users.get(resource.id)
    if (!user) throw new SCIMMY.Types.Error(404, '', 'not here')
    return user
  })
  const app = express()
  const handler = (request: express.Request) => {
    if (request.header('authorization') !== `Bearer ${token}`) throw new Error('Unknown token')
    return 'tests'
  }
  app.use('/scim', new SCIMMYRouters({ type: 'bearer', handler } as never) as never)
  const http = createServer(app)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/scim`,
    token,
    users,
    async stop() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
