import type { history as source } from '../sv/history.ts'

export const history: Record<keyof typeof source, string> = {}
