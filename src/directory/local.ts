import type { Directory } from './directory.ts'

/** Without an identity provider the connection is what our own database says: there is nothing more to do. */
export const localDirectory: Directory = {
  connect: async () => ({ ok: true }),
  disconnect: async () => ({ ok: true }),
}
