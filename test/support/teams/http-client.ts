import { Agent, request } from 'node:http'

/** Posts many bodies over few connections, and faster than `fetch`; resolves to the status of each response. */
export function createClient(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    post(authorization: string | undefined, body: string): Promise<number> {
      return new Promise((resolve, reject) => {
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(authorization !== undefined && { authorization }),
        }
        const sent = request(url, { method: 'POST', agent, headers }, (response) => {
          response.resume()
          response.on('end', () => resolve(response.statusCode ?? 0))
        })
        sent.on('error', reject)
        sent.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}
