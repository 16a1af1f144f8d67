import type { letters as source } from '../sv/letters.ts'

export const letters: Record<keyof typeof source, string> = {}
