import type { Directory } from './directory.ts'

/** Without an identity provider, a connection exists only in our own database: there is nothing else to do. */
export const localDirectory: Directory = {
  connect: async () => ({ ok: true }),
  disconnect: async () => ({ ok: true }),
}
