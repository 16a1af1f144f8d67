import type { roles as source } from '../sv/roles.ts'

export const roles: Record<keyof typeof source, string> = {}
