import { request as httpsRequest } from 'node:https'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOSTS } from '../../site/hosts.mjs'
import { standIn } from '../../site/pages.mjs'
import { startSite } from '../../site/server.mjs'
import { MOST_FAILURES } from '../../site/state.mjs'
import { createVisitor } from '../../site/visitor.mjs'
import { oathtoolCode, picturesIn, zbarRead } from './outside'

const USER = 'alice@contoso.example'
const SECRET = 'gezdgnbvgy3tqojq'
const STEP = 30_000

let site: Awaited<ReturnType<typeof startSite>>
let now: number

beforeEach(async () => {
  now = 1_790_000_010_000
  site = await startSite({
    clock: () => now,
    lookAlikes: { 'login.microsoftonline.com.evil.test': HOSTS.entra },
  })
})
afterEach(() => site.close())

const verdicts = () => site.state.events.flatMap(({ kind, verdict }) => (kind === 'code' ? [verdict] : []))
const flowIn = (body: string) => /name="flowToken" value="([0-9a-f]+)"/.exec(body)![1]!

async function register(user = USER) {
  const visitor = createVisitor(site)
  const { body } = await visitor.get(standIn('register-qr-otpauth', { user }).url)
  const uri = new URL(zbarRead(picturesIn(body)[0]!)[0]!)
  const registration = /data-registration="([0-9a-f]+)"/.exec(body)![1]!
  const verify = (VerificationData: string) =>
    visitor.post(`https://${HOSTS.registration}/api/authenticationmethods/verify`, {
      registration,
      VerificationData,
    })
  return { uri, secret: uri.searchParams.get('secret')!, verify }
}

async function beginSignIn(user = USER) {
  const visitor = createVisitor(site)
  const { body } = await visitor.get(standIn('entra-otp', { user }).url)
  const FlowToken = flowIn(body)
  const entra = `https://${HOSTS.entra}`
  return {
    send: async (AdditionalAuthData: string, AuthMethodId = 'PhoneAppOTP') => {
      const message = { AuthMethodId, AdditionalAuthData, FlowToken }
      return JSON.parse((await visitor.post(`${entra}/common/SAS/EndAuth`, message)).body) as unknown
    },
    goOn: (path: string) => visitor.post(entra + path, `flowToken=${FlowToken}`),
    flow: site.state.flow(FlowToken)!,
  }
}

describe('registration and sign-in, with codes by oathtool', () => {
  test('goes from the picture to "signed in"', async () => {
    const { secret, verify } = await register()
    expect(secret).toMatch(/^[a-z2-7]{16}$/)
    expect((await verify(oathtoolCode(secret, now))).body).toBe('{"Success":true}')

    now += STEP
    const { send, goOn } = await beginSignIn()
    expect(await send(oathtoolCode(secret, now))).toMatchObject({ Success: true, ResultValue: 'Success' })
    expect((await goOn('/common/SAS/ProcessAuth')).body).toContain('KmsiInterrupt')
    const { status, headers } = await goOn('/kmsi')
    expect(status).toBe(303)
    const end = await createVisitor(site).get(headers.location!)
    expect(end.body).toContain(`id="signed-in-user">${USER}<`)
    expect(site.state.events.map(({ kind }) => kind)).toEqual(['code', 'registered', 'code', 'signed-in'])
    expect(verdicts()).toEqual(['accepted', 'accepted'])
  })

  test('every registration has a key of its own', async () => {
    const [one, other] = [await register(), await register()]
    expect(one.secret).not.toBe(other.secret)
  })

  test('a wrong code registers nothing, and the right one still does', async () => {
    const { secret, verify } = await register()
    expect((await verify('000000')).body).toBe('{"Success":false}')
    expect(site.state.methodsOf(USER)).toEqual([])
    expect((await verify(oathtoolCode(secret, now))).body).toBe('{"Success":true}')
    expect(site.state.methodsOf(USER)).toHaveLength(1)
  })

  test('a registration is confirmed once', async () => {
    const { secret, verify } = await register()
    await verify(oathtoolCode(secret, now))
    expect((await verify(oathtoolCode(secret, now + STEP))).body).toBe('{"Success":false}')
    expect(site.state.methodsOf(USER)).toHaveLength(1)
  })

  test('the user name counts in any case', async () => {
    site.state.enrol('Alice@Contoso.Example', SECRET)
    const { send } = await beginSignIn()
    expect(await send(oathtoolCode(SECRET, now))).toMatchObject({ Success: true })
  })
})

describe('what the judge refuses', () => {
  beforeEach(() => {
    site.state.enrol(USER, SECRET)
  })

  test('a code used before, in the same sign-in and in another', async () => {
    const code = oathtoolCode(SECRET, now)
    const first = await beginSignIn()
    await first.send(code)
    expect(await first.send(code)).toMatchObject({ Success: false, ResultValue: 'OathCodeDuplicate' })
    expect(await (await beginSignIn()).send(code)).toMatchObject({ ResultValue: 'OathCodeDuplicate' })
    expect(verdicts()).toEqual(['accepted', 'duplicate', 'duplicate'])
  })

  test('a code older than the last one used', async () => {
    const { send } = await beginSignIn()
    await send(oathtoolCode(SECRET, now))
    expect(await send(oathtoolCode(SECRET, now - STEP))).toMatchObject({ ResultValue: 'OathCodeOld' })
  })

  test('the code that registered, at the sign-in right after', async () => {
    const { secret, verify } = await register('bob@contoso.example')
    await verify(oathtoolCode(secret, now))
    const { send } = await beginSignIn('bob@contoso.example')
    expect(await send(oathtoolCode(secret, now))).toMatchObject({ ResultValue: 'OathCodeDuplicate' })
  })

  test.each(['', '000000', '12345', '1234567', 'alice@contoso.example', '١٢٣٤٥٦'])('"%s"', async (code) => {
    const { send, goOn } = await beginSignIn()
    expect(await send(code)).toMatchObject({ Success: false, ResultValue: 'OathCodeIncorrect' })
    expect((await goOn('/common/SAS/ProcessAuth')).status).toBe(404)
    expect((await goOn('/kmsi')).status).toBe(404)
  })

  test("another person's code", async () => {
    site.state.enrol('bob@contoso.example', 'mzxw6ytboimzxw6y')
    const { send } = await beginSignIn('bob@contoso.example')
    expect(await send(oathtoolCode(SECRET, now))).toMatchObject({ ResultValue: 'OathCodeIncorrect' })
  })

  test('a code of a deleted authenticator', async () => {
    const { id } = site.state.methodsOf(USER)[0]!
    const page = standIn('security-info').url
    const remove = page.replace('/security-info', `/api/authenticationmethods/delete`) + `?user=${USER}`
    expect((await createVisitor(site).post(remove, `id=${id}`)).status).toBe(303)
    const { send } = await beginSignIn()
    expect(await send(oathtoolCode(SECRET, now))).toMatchObject({ Success: false })
  })

  test('an app code where a text message was sent', async () => {
    const { send, flow } = await beginSignIn()
    expect(await send(oathtoolCode(SECRET, now), 'OneWaySMS')).toMatchObject({ Success: false })
    expect(await send(flow.textMessage, 'OneWaySMS')).toMatchObject({ Success: true })
  })

  test('everything after too many failures, the right code too', async () => {
    const { send } = await beginSignIn()
    for (let turn = 0; turn < MOST_FAILURES; turn += 1) await send('000000')
    expect(await send(oathtoolCode(SECRET, now))).toMatchObject({
      Success: false,
      Retry: false,
      ResultValue: 'OathCodeFailedMaxAllowedRetryReached',
    })
  })

  test('a sign-in it did not begin, and what is no JSON', async () => {
    const address = `https://${HOSTS.entra}/common/SAS/EndAuth`
    const expired = JSON.stringify({ Success: false, ResultValue: 'FlowTokenExpired', Retry: false })
    for (const body of ['{"FlowToken":"guessed"}', '', 'null', '[]', '{"FlowToken":{}}', '{']) {
      expect((await createVisitor(site).post(address, body)).body).toBe(expired)
    }
  })

  test('an authenticator whose key is no base32', () => {
    expect(() => site.state.enrol(USER, 'not base32!')).toThrow(RangeError)
  })
})

describe('personal accounts', () => {
  const send = async (id: string, code: string) => {
    const visitor = createVisitor(site)
    const { url } = standIn(id, { user: USER })
    const flowToken = flowIn((await visitor.get(url)).body)
    const address = url.replace('/login.srf', '/ppsecure/post.srf')
    return visitor.post(address, new URLSearchParams({ flowToken, model: code }).toString())
  }

  test.each(['msa-otp', 'msa-otp-floating', 'msa-otp-knockout'])('%s takes a code', async (id) => {
    site.state.enrol(USER, SECRET)
    expect((await send(id, oathtoolCode(SECRET, now))).headers.location).toContain('/signed-in?')
  })

  test.each(['msa-otp', 'msa-otp-floating', 'msa-otp-knockout'])('%s shows a refusal', async (id) => {
    site.state.enrol(USER, SECRET)
    expect((await send(id, '000000')).body).toContain('data-testid="error"')
    expect(verdicts()).toEqual(['incorrect'])
  })

  test.each(['msa-mailed', 'msa-six-boxes'])('%s takes no app code', async (id) => {
    site.state.enrol(USER, SECRET)
    expect((await send(id, oathtoolCode(SECRET, now))).status).toBe(200)
    expect(site.state.events).toMatchObject([{ kind: 'mailed-code', verdict: 'incorrect' }])
  })
})

describe('the record of what was seen', () => {
  test('has every request, found or not', async () => {
    const visitor = createVisitor(site)
    await visitor.get(standIn('entra-otp').url)
    expect((await visitor.get(`https://${HOSTS.entra}/constructor`)).status).toBe(404)
    expect(site.state.requests).toEqual([
      { method: 'GET', host: HOSTS.entra, path: '/common/login' },
      { method: 'GET', host: HOSTS.entra, path: '/constructor' },
    ])
  })

  test('has a device code that was typed', async () => {
    await createVisitor(site).post(standIn('device-code').url, 'otc=123456')
    expect(site.state.events).toMatchObject([{ kind: 'device-code', code: '123456' }])
  })

  test("has breaches of the policy, from the browser's report and from the page", async () => {
    const address = `https://${HOSTS.entra}/practice-reports`
    const report = {
      'document-uri': 'https://a/',
      'violated-directive': 'img-src',
      'blocked-uri': 'https://b/',
    }
    await createVisitor(site).post(address, { 'csp-report': report })
    await createVisitor(site).post(address, { page: 'https://a/', directive: 'style-src', blocked: 'inline' })
    expect(site.state.violations).toEqual([
      { from: 'report-uri', page: 'https://a/', directive: 'img-src', blocked: 'https://b/' },
      { from: 'listener', page: 'https://a/', directive: 'style-src', blocked: 'inline' },
    ])
  })

  test('tells of an event that comes later, and gives up on one that does not', async () => {
    const later = site.state.waitFor(({ kind }) => kind === 'password')
    site.state.note({ kind: 'password', user: USER })
    await expect(later).resolves.toMatchObject({ user: USER })
    await expect(site.state.waitFor(({ kind }) => kind === 'signed-in', 20)).rejects.toThrow('no such event')
  })
})

describe('who is served', () => {
  test('a look-alike gets the same page at its own name', async () => {
    const copy = standIn('entra-otp').url.replace(HOSTS.entra, 'login.microsoftonline.com.evil.test')
    expect((await createVisitor(site).get(copy)).body).toContain('idTxtBx_SAOTCC_OTC')
  })

  test('other hosts, other methods and files outside the assets get nothing', async () => {
    const visitor = createVisitor(site)
    expect((await visitor.post(standIn('security-info').url, '')).status).toBe(404)
    for (const file of ['../server.mjs', '..%2Fserver.mjs', 'no-such.txt', 'entra.mjs']) {
      expect((await visitor.get(`https://${HOSTS.practice}/practice-assets/${file}`)).status).toBe(404)
    }
  })

  test('only who trusts this very certificate', async () => {
    const strangers = new Promise((resolve, reject) => {
      httpsRequest({ host: '127.0.0.1', port: site.port, servername: HOSTS.entra }, resolve)
        .on('error', reject)
        .end()
    })
    await expect(strangers).rejects.toThrow(/self-signed/i)
  })

  test('a text longer than any page posts is refused', async () => {
    const { status } = await createVisitor(site).post(standIn('device-code').url, 'x'.repeat(70_000))
    expect(status).toBe(413)
  })
})

describe('the command line of the test browser', () => {
  test('maps every host to this server and the rest to nowhere', () => {
    const [rules = '', trust] = site.browserArguments()
    for (const host of [...Object.values(HOSTS), 'login.microsoftonline.com.evil.test']) {
      expect(rules).toContain(`MAP ${host}:443 127.0.0.1:${String(site.port)},`)
    }
    expect(rules).toContain(',MAP * ~NOTFOUND,EXCLUDE 127.0.0.1')
    expect(trust).toBe(`--ignore-certificate-errors-spki-list=${site.spki}`)
    expect(site.spki).toMatch(/^[A-Za-z0-9+/]{43}=$/)
  })

  test('can lead the rest here, to have it on record', () => {
    expect(site.browserArguments({ elsewhere: 'here' })[0]).toContain(
      `,MAP * 127.0.0.1:${String(site.port)},`,
    )
  })
})
