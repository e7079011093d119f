import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { TestProject } from 'vitest/node'
import * as journey from '../harness/journey.mjs'
import { Kode } from '../harness/kode.mjs'
import { textsIn } from '../harness/texts.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** A browser profile with an empty vault in it, made by Kode itself. Tests take copies. */
    vaultProfile: string
  }
}

let profile: string

/** Once a run: the first use that most tests begin after. */
export async function setup({ provide }: TestProject): Promise<void> {
  profile = await mkdtemp(path.join(tmpdir(), 'kode-vault-'))
  const kode = await Kode.launch({ profile })
  await journey.choosePassphrase(await kode.openPage(), textsIn('en'))
  await kode.close()
  provide('vaultProfile', profile)
}

export const teardown = () => remove(profile)

const remove = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 })

/** A copy of such a profile, gone when the test is over. */
export async function copyProfile(from: string): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'kode-profile-'))
  onTestFinished(() => remove(copy))
  await cp(from, copy, { recursive: true })
  return copy
}
