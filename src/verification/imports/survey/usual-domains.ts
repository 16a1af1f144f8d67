/** More are never told apart: a file of private addresses has thousands. */
const mostDomains = 2000
const mostUsual = 50

/** The domains that several addresses of a file have, so that one without its @ can be told. */
export class UsualDomains {
  private readonly counts = new Map<string, number>()

  note(cell: string): void {
    const domain = cell
      .slice(cell.lastIndexOf('@') + 1)
      .trim()
      .toLowerCase()
    if (!cell.includes('@') || domain.length > 100 || !/\.\p{L}{2,}$/u.test(domain)) return
    const count = this.counts.get(domain)
    if (count !== undefined || this.counts.size < mostDomains) this.counts.set(domain, (count ?? 0) + 1)
  }

  /** The longest first, so that `lund.acme.example` goes before `acme.example`. */
  found(): string[] {
    const several = [...this.counts].filter(([, count]) => count > 1).toSorted(([, a], [, b]) => b - a)
    return several
      .slice(0, mostUsual)
      .map(([domain]) => domain)
      .toSorted((a, b) => b.length - a.length)
  }
}
