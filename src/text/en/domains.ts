import type { domains as source } from '../sv/domains.ts'

export const domains: Record<keyof typeof source, string> = {}
