import type { imports as source } from '../sv/imports.ts'

export const imports: Record<keyof typeof source, string> = {}
