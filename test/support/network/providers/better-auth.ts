import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { scim } from '@better-auth/scim'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { getAuthTables } from 'better-auth/db'
import { toNodeHandler } from 'better-auth/node'
import type { Provider } from './provider.ts'

const token = 'better-auth-token-of-the-tests-0123456789'

/** The SCIM server of Better Auth, on a memory of its own. */
export async function startBetterAuth(): Promise<Provider> {
  const plugins = [scim({ connections: [{ id: 'hr', credentials: [{ type: 'bearer', id: 'one', token }] }] })]
  const memory: Record<string, Record<string, unknown>[]> = {}
  for (const { modelName } of Object.values(getAuthTables({ plugins }))) memory[modelName] = []
  const auth = betterAuth({
    baseURL: 'http://127.0.0.1',
    secret: 'secret-of-the-tests-0123456789-0123456789',
    database: memoryAdapter(memory),
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins,
  })
  const http = createServer(toNodeHandler(auth))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/auth/scim/v2`,
    token,
    async stop() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
