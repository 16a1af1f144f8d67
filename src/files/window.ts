/** So many characters are there beyond where one reads: a batch, and the longest record that begins in it. */
const ahead = 512 * 1024

/** The part of a long text that is being read. The text comes in pieces, each with whole lines. */
export class Window {
  text = ''
  /** Where this part begins in the whole text. */
  begins: number
  private readonly pieces: Iterator<string>
  private left: number

  /** @param from how many characters of the whole text to leave out */
  constructor(pieces: Iterable<string>, from: number) {
    this.pieces = pieces[Symbol.iterator]()
    this.begins = from
    this.left = from
  }

  /**
   * Moves on to a place in `text`, which becomes its beginning once more text is needed. False at the end of it all.
   */
  moveTo(place: { at: number }): boolean {
    if (this.text.length - place.at < ahead) {
      const added: string[] = []
      let length = this.text.length - place.at
      for (let next = this.next(); next !== undefined; next = this.next()) {
        added.push(next)
        length += next.length
        if (length >= ahead) break
      }
      if (added.length > 0) {
        this.text = this.text.slice(place.at) + added.join('')
        this.begins += place.at
        place.at = 0
      }
    }
    return place.at < this.text.length
  }

  private next(): string | undefined {
    for (;;) {
      const { value, done } = this.pieces.next()
      if (done) return undefined
      if (value.length <= this.left) this.left -= value.length
      else {
        const text = value.slice(this.left)
        this.left = 0
        return text
      }
    }
  }
}
