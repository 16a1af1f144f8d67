import type { reasons as source } from '../sv/reasons.ts'

export const reasons: Record<keyof typeof source, string> = {}
