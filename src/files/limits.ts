/** What a file of people may hold. */
export interface FileLimits {
  bytes: number
  rows: number
}

const megabyte = 1024 * 1024

/**
 * By the way in which the file comes. The operator in the terminal waits for one file at a time, and may bring what a
 * whole group of companies has; the chats' adapters download no more than `chat` allows.
 */
export const fileLimits = {
  chat: { bytes: 25 * megabyte, rows: 200_000 },
  terminal: { bytes: 250 * megabyte, rows: 1_000_000 },
} satisfies Record<string, FileLimits>
