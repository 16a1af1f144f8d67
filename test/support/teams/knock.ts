import { Agent, request } from 'node:http'

/** A fast way to send many requests over few connections. */
export function makeKnocker(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    knock(header: string | undefined, body: string): Promise<number> {
      return new Promise((resolve, reject) => {
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(header !== undefined && { authorization: header }),
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
