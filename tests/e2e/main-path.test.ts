import { describe, expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { setStage } from './stage'

describe.each([
  { language: 'en', user: 'alice@contoso.example', theme: 'light' },
  { language: 'da', user: 'abc123@ku.dk', theme: 'dark' },
] as const)('in $language', ({ language, user, theme }) => {
  test('a person registers Kode with Microsoft and signs in with it', async () => {
    const { kode, site, page, t } = await setStage({ language, theme })
    const person = { user, lang: language }

    await journey.goToQrCode(page, person)
    const popup = await kode.clickToolbar(page)
    await journey.choosePassphrase(popup, t)
    await journey.scan(popup, t)
    await journey.add(popup, t)
    await popup.getByText(user).waitFor()
    await popup.close()

    await journey.nextStep(page)
    await journey.fillFromOffer(page, t)
    await journey.nextStep(page)
    await expect.poll(() => kinds(), { timeout: 10_000 }).toContain('registered')

    await journey.goToCodePage(page, person)
    await journey.fillFromOffer(page, t)
    await journey.finishSignIn(page)
    await expect.poll(() => kinds(), { timeout: 10_000 }).toContain('signed-in')

    // Two codes, each accepted at the first try, and no step used twice.
    const codes = site.state.events.filter(({ kind }) => kind === 'code')
    expect(codes).toMatchObject([
      { where: 'registration', user, verdict: 'accepted' },
      { where: 'sign-in', user, verdict: 'accepted' },
    ])
    expect(site.state.violations).toEqual([])

    function kinds() {
      return site.state.events.map(({ kind }) => kind)
    }
  })
})
