import { MOST_SYMBOLS, type Outline, type Sighting } from '../domain/pixels'
import type { NothingSign } from '../protocol/messages'
import type { Size } from '../protocol/reading'
import type { FileProblem } from './file-rules'
import type { ReadingEnd } from './reader'

/** Why a picture gives nothing to add. `later`: the background keeps no more codes at once. */
export type PictureProblem =
  FileProblem | NothingSign | Exclude<ReadingEnd['status'], 'found' | 'nothing' | 'cancelled'> | 'later'

/** One picture (or pasted text) and what came of reading it. */
export interface PictureRead {
  /** What the person calls it; empty where there is only one and it needs no name. */
  readonly name: string
  /** Absent for pasted text. */
  readonly picture?: Blob | undefined
  /** Absent where it could not be decoded. */
  readonly size?: Size | undefined
  readonly came: { readonly sightings: readonly Sighting[] } | { readonly problem: PictureProblem }
}

/** Where in a picture the symbol is that was handed in as number `index`. */
export interface Seen {
  readonly index: number
  readonly places: readonly Outline[]
}

export interface Gathered {
  /** Each text once, as many as the background takes. */
  readonly sightings: readonly Sighting[]
  /** For each picture, in order: what of `sightings` is in it, or why nothing is. */
  readonly pictures: readonly ({ readonly seen: readonly Seen[] } | { readonly problem: PictureProblem })[]
}

/** Puts what several pictures say into one list to hand in. A picture that no longer fits waits as a whole. */
export function gather(reads: readonly PictureRead[]): Gathered {
  let sightings: readonly Sighting[] = []
  const pictures = reads.map(({ came }) => {
    if ('problem' in came) return came
    const known = new Set(sightings.map(({ text }) => text))
    const more = [...sightings, ...came.sightings.filter(({ text }) => !known.has(text))]
    if (more.length > MOST_SYMBOLS) return { problem: 'later' } as const
    sightings = more
    return { seen: came.sightings.map((one) => seenIn(more, one)) }
  })
  return { sightings, pictures }
}

function seenIn(sightings: readonly Sighting[], { text, places }: Sighting): Seen {
  return { index: sightings.findIndex((one) => one.text === text), places }
}
