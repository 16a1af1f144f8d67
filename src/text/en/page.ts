import type { page as source } from '../sv/page.ts'

export const page: Record<keyof typeof source, string> = {}
