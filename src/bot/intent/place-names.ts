import { exonyms } from '#text'
import { fold } from '../vocabulary/fold.ts'

/** The form in which names of places are compared where an answer only shows something: `Gothenburg`, `goteborg`. */
export const placeKey = (name: string): string => fold(exonyms[fold(name)] ?? name)
