import * as v from 'valibot'
import { serial } from '../domain/serial'
import { StorageFailure, type Area } from '../platform/area'
import type { Aside, VaultStore } from '../vault/store'

/** Bytes put aside are bounded: after these, the oldest give way. */
const ASIDE = ['aside.1', 'aside.2', 'aside.3', 'aside.4', 'aside.5', 'aside.6', 'aside.7', 'aside.8']

const asideSchema = v.strictObject({ turn: v.number(), stored: v.unknown() })

/** Vaults in two storage areas: only what `vault` has sealed is ever written here. */
export function vaultStoreIn(local: Area, mirror: Area): VaultStore {
  const inTurn = serial()
  return {
    read: (place) => (place === 'mirror' ? readIfAble(mirror, keyOf(place)) : local.read(keyOf(place))),
    write: (copy, stored) => local.write(keyOf(copy), stored),
    mirror: (stored) => void inTurn(() => quietly(mirror.write(keyOf('mirror'), stored))),
    setAside: (stored) => setAside(local, mirror, stored),
    listAside: async () => (await readAside(local, mirror)).map(({ name, stored }) => ({ name, stored })),
    clear: () =>
      inTurn(async () => {
        await local.remove(keyOf('a'), keyOf('b'))
        await quietly(mirror.remove(keyOf('mirror')))
      }),
  }
}

const keyOf = (name: string): string => `vault.${name}`

interface Put extends Aside {
  /** Counts what was put aside, so that the oldest is known without a clock. */
  readonly turn: number
}

/** Storage in a mirror that does not work is as good as none: the copies are what counts. */
async function readIfAble(area: Area, key: string): Promise<unknown> {
  try {
    return await area.read(key)
  } catch (cause) {
    if (cause instanceof StorageFailure) return undefined
    throw cause
  }
}

async function quietly(operation: Promise<void>): Promise<void> {
  try {
    await operation
  } catch (cause) {
    if (!(cause instanceof StorageFailure)) throw cause
  }
}

async function setAside(local: Area, mirror: Area, stored: unknown): Promise<void> {
  const put = await readAside(local, mirror)
  const text = JSON.stringify(stored)
  if (put.some((one) => JSON.stringify(one.stored) === text)) return
  const free = ASIDE.find((name) => !put.some((one) => one.name === name))
  const oldest = put.reduce<Put | undefined>((a, b) => (a && a.turn < b.turn ? a : b), undefined)
  const key = keyOf(free ?? oldest?.name ?? '')
  const turn = 1 + Math.max(0, ...put.map((one) => one.turn))
  try {
    await local.write(key, { turn, stored })
  } catch (cause) {
    if (!(cause instanceof StorageFailure)) throw cause
    // storage.local has a quota, which a large vault and its damaged twin may fill. The mirror's is wider.
    await mirror.write(key, { turn, stored })
  }
}

async function readAside(local: Area, mirror: Area): Promise<readonly Put[]> {
  const found = await Promise.all(ASIDE.map((name) => readPut(local, mirror, name)))
  return found.filter((one) => one !== undefined)
}

/** Of two under one name the later counts. */
async function readPut(local: Area, mirror: Area, name: string): Promise<Put | undefined> {
  const read = await Promise.all([local.read(keyOf(name)), readIfAble(mirror, keyOf(name))])
  const put = read.flatMap((value) => {
    const decoded = v.safeParse(asideSchema, value)
    return decoded.success ? [{ name, turn: decoded.output.turn, stored: decoded.output.stored }] : []
  })
  return put.sort((a, b) => b.turn - a.turn)[0]
}
