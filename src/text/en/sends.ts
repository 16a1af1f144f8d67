import type { sends as source } from '../sv/sends.ts'

export const sends: Record<keyof typeof source, string> = {}
