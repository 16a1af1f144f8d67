import type { about as source } from '../sv/about.ts'

export const about: Record<keyof typeof source, string> = {}
