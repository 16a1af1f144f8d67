/** The least contrast of the button's white words, by WCAG 2.2, 1.4.3. */
export const leastContrast = 4.5

/** A colour as typed, `#0a5` or `#00aa55`, as `#rrggbb`; null when it is none. */
export function readColor(text: string): string | null {
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim()) ?? []
  if (!digits) return null
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return `#${long.toLowerCase()}`
}

/** The contrast of white to a ground `#rrggbb`, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export const contrastToWhite = (ground: string): number => 1.05 / (luminance(channels(ground)) + 0.05)

/** The same hue, darkened until white words can be read on it. */
export function readable(ground: string): string {
  for (let part = 100; part > 0; part -= 2) {
    const darker = `#${channels(ground)
      .map((value) =>
        Math.round((value * part) / 100)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
    if (contrastToWhite(darker) >= leastContrast) return darker
  }
  return '#000000'
}

const channels = (color: string): number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
