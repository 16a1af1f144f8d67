import type { verify as source } from '../sv/verify.ts'

export const verify: Record<keyof typeof source, string> = {}
