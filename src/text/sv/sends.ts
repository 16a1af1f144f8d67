export const sends = {}
