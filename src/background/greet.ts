import type { Keeper } from './keeper'

/** Shows the first page to whoever has no vault yet. One that is there already needs no introduction. */
export async function greet(keeper: Keeper, show: () => Promise<void>): Promise<void> {
  const read = await keeper.read()
  if (!read.ok && read.error.status === 'none') await show()
}
