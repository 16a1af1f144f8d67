/** The path of `PUBLIC_URL`, under which everything is reached from outside; empty when it has none. */
export const basePathOf = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/+$/, '')

/** A path and query without the base path: some proxies pass it on, others strip it. */
export function withoutBase(url: string, base: string): string {
  if (!base || !url.startsWith(base)) return url
  const rest = url.slice(base.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : url
}
