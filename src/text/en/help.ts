import type { help as source } from '../sv/help.ts'

export const help: Record<keyof typeof source, string> = {}
