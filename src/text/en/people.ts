import type { people as source } from '../sv/people.ts'

export const people: Record<keyof typeof source, string> = {}
