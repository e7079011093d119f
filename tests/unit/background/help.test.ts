import { describe, expect, test, vi } from 'vitest'
import { greet } from '../../../src/background/greet'
import { chooseOrganisation, readHelpPack } from '../../../src/background/help'
import { unmanaged } from '../../../src/background/policy'
import { NEUTRAL_PACK, PACKS } from '../../../src/domain/help-pack'
import { Storage, storageWithVault, wakeIn } from './house'
import { MemoryArea } from './memory-area'

const { storage: made } = await storageWithVault()
const house = () => wakeIn(made.copy(), { now: 1_000_000 })

describe('the organisation that a person chose', () => {
  test('is remembered while Kode is locked, and nothing else of theirs', async () => {
    const [{ keeper }, area] = [house(), new MemoryArea()]
    await keeper.lock()
    expect(await readHelpPack(keeper, area, unmanaged)).toBe(NEUTRAL_PACK)
    expect(await chooseOrganisation(area, 'ku')).toBe('done')
    expect(await readHelpPack(keeper, area, unmanaged)).toBe(PACKS.ku)
    expect(await area.read('organisation')).toBe('ku')
  })

  test.each([['contoso'], [{ organisation: 'ku' }], [1], [null]])(
    'what is stored as %j is none',
    async (stored) => {
      const area = new MemoryArea()
      await area.write('organisation', stored)
      expect(await readHelpPack(house().keeper, area, unmanaged)).toBe(NEUTRAL_PACK)
    },
  )

  test('gives way to what the organisation’s policy says', async () => {
    const [{ keeper }, area] = [house(), new MemoryArea()]
    await chooseOrganisation(area, 'ku')
    const managed = { ...NEUTRAL_PACK, organisation: 'Contoso' }
    expect(await readHelpPack(keeper, area, () => Promise.resolve({ helpPack: managed }))).toBe(managed)
  })
})

describe('the first page after installing', () => {
  test('is not shown to who has a vault already, open or locked', async () => {
    const { keeper } = house()
    const show = vi.fn(() => Promise.resolve())
    await greet(keeper, show)
    await keeper.lock()
    await greet(keeper, show)
    expect(show).not.toHaveBeenCalled()
  })

  test('is shown to who has none', async () => {
    const show = vi.fn(() => Promise.resolve())
    await greet(wakeIn(new Storage(), { now: 1_000_000 }).keeper, show)
    expect(show).toHaveBeenCalledOnce()
  })
})
