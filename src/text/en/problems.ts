import type { problems as source } from '../sv/problems.ts'

export const problems: Record<keyof typeof source, string> = {}
