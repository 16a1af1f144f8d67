import type { resend as source } from '../sv/resend.ts'

export const resend: Record<keyof typeof source, string> = {}
