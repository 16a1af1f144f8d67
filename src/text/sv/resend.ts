export const resend = {}
