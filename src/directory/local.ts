import type { Directory } from './directory.ts'

/** Without an identity provider, a connection exists only in our own database: there is nothing else to do. */
export const localDirectory: Directory = {
  remote: false,
  connect: async () => ({ ok: true, userId: null }),
  disconnect: async () => ({ ok: true, userId: null }),
  look: async () => ({ ok: true, state: 'connected' }),
}
