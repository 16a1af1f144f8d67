import { readFileSync } from 'node:fs'

/** What V8 writes (https://v8.dev/docs/memory-leaks, `v8.writeHeapSnapshot`), as far as it is read here. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  nodes: number[]
  strings: string[]
}

export interface Grown {
  /** The constructor, or the kind of what has none. */
  what: string
  objects: number
  bytes: number
}

/** What there is more of in the second snapshot than in the first, the most bytes first. */
export function growthBetween(before: string, after: string, most = 15): Grown[] {
  const then = held(before)
  return [...held(after)]
    .map(([what, now]) => {
      const was = then.get(what) ?? { objects: 0, bytes: 0 }
      return { what, objects: now.objects - was.objects, bytes: now.bytes - was.bytes }
    })
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most)
}

/** Objects and their own bytes by constructor; strings, code and numbers by their kind. */
function held(path: string): Map<string, { objects: number; bytes: number }> {
  const { snapshot, nodes, strings } = JSON.parse(readFileSync(path, 'utf8')) as Snapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field)) as [
    number,
    number,
    number,
  ]
  const found = new Map<string, { objects: number; bytes: number }>()
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + type]!]!
    const what = kind === 'object' || kind === 'native' ? strings[nodes[at + name]!]! : `(${kind})`
    const sum = found.get(what) ?? { objects: 0, bytes: 0 }
    sum.objects += 1
    sum.bytes += nodes[at + size]!
    found.set(what, sum)
  }
  return found
}
