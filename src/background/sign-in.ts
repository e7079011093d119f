import type { AccountId } from '../domain/account'
import { takesAppCode, type CodeState, type PageState } from '../domain/page-state'
import type { Settings } from '../domain/settings'
import { MICROSOFT_ORIGINS } from '../domain/sign-in'
import type { Area } from '../platform/area'
import { markTab, unmarkTab } from '../platform/badge'
import { t } from '../platform/i18n'
import { notifyOf, takeBackNotice } from '../platform/notify'
import { isInSight, tabInFront, tellTab, type Tab } from '../platform/tabs'
import type { Sender } from '../platform/transport'
import type { Offer, Offers, PageAsks, PageFilled, PageSeen, QuietReason } from '../protocol/messages'
import { decodeFilled, decodeSeen } from '../protocol/page-messages'
import { fittingOffers, listOffers } from './autofill'
import type { Keeper } from './keeper'
import type { ReadPolicy } from './policy'
import { settingsUnder } from './settings'

/** What the content script of the asking page may show, with the mark on the toolbar icon that goes with it. */
export async function offerAtField(
  keeper: Keeper,
  local: Area,
  sender: Sender,
  asked: { readonly user: string; readonly state: PageState },
  policy: ReadPolicy,
): Promise<Offers> {
  const holds = policy().then((set) => settingsUnder(local, set))
  const [offers, settings] = await Promise.all([listOffers(keeper, sender, asked), holds])
  const waits = takesAppCode(asked.state) && (offers.status === 'offers' || offers.status === 'locked')
  if (sender.tab?.id !== undefined && waits) void sayWaiting(sender.tab.id, settings)
  return settings.offer === 'toolbar-only' && offers.status !== 'warn' ? { status: 'none' } : offers
}

/** What tells of a tab that waits for a code, as far as the person wants to be told. */
async function sayWaiting(tab: number, { badge, notify }: Settings): Promise<void> {
  if (badge) await markTab(tab, t('badgeWaits'))
  if (notify && !(await isInSight(tab))) await notifyOf(tab, t('badgeWaits'), t('notifyWaits'))
}

/** The page of `sender` asks for no code any more, or has one. */
export async function endWaiting({ tab }: Sender): Promise<void> {
  if (tab?.id !== undefined) await Promise.all([unmarkTab(tab.id), takeBackNotice(tab.id)])
}

/** What the tab in front asks for, and why it is offered nothing if it is not. */
export async function askPage(keeper: Keeper): Promise<PageAsks> {
  const tab = await tabInFront()
  if (tab === undefined) return { status: 'none' }
  const seen = await look(tab)
  if (seen === undefined) return quietTab(tab)
  const host = hostOf(tab)
  if (!takesAppCode(seen.state)) return { status: 'quiet', reason: QUIET_STATE[seen.state], host }
  const offers = await fittingOffers(keeper, seen.user)
  if (offers.status === 'offers') return { status: 'waits', user: seen.user, offers: offers.offers }
  return offers.status === 'locked' ? { status: 'locked' } : { status: 'quiet', reason: 'no-account', host }
}

const QUIET_STATE = {
  push: 'not-chosen',
  'method-picker': 'not-chosen',
  'other-code': 'other-code',
  'other-method': 'other-method',
  'device-code': 'device-code',
  none: 'nothing-asked',
} as const satisfies Record<Exclude<PageState, CodeState>, QuietReason>

/** Nobody of ours is in that tab. Its address is known only after a click on our icon there. */
function quietTab(tab: Tab): PageAsks {
  const url = tab.url !== undefined && URL.canParse(tab.url) ? new URL(tab.url) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return { status: 'quiet', reason: 'browser-page', host: '' }
  const reason = MICROSOFT_ORIGINS.includes(url.origin) ? 'unreachable' : 'elsewhere'
  return { status: 'quiet', reason, host: url.host }
}

const hostOf = ({ url }: Tab): string => (url !== undefined && URL.canParse(url) ? new URL(url).host : '')

const look = async ({ id }: Pick<Tab, 'id'>): Promise<PageSeen | undefined> =>
  decodeSeen(await tellTab(id, { verb: 'page.look' }))

/** Has the tab in front fill this account's code. The page asks for it as ever, and `decide` sees who asks. */
export async function fillFront(id: AccountId): Promise<PageFilled> {
  const tab = await tabInFront()
  return (tab && (await fillTab(tab.id, id))) ?? { status: 'unreachable' }
}

const fillTab = async (tab: number, id: AccountId): Promise<PageFilled | undefined> =>
  decodeFilled(await tellTab(tab, { verb: 'page.fill', id }))

/**
 * Our menu item or our key: fills if there is one account it can mean. If not, `openKode` shows the choice, or the
 * reason why there is none.
 */
export async function fillByGesture(
  keeper: Keeper,
  tab: number,
  openKode: () => Promise<void>,
): Promise<void> {
  const seen = await look({ id: tab })
  const offers = seen && takesAppCode(seen.state) ? await fittingOffers(keeper, seen.user) : undefined
  const meant = offers?.status === 'offers' ? accountMeant(offers.offers) : undefined
  const filled = meant && (await fillTab(tab, meant.id))
  if (filled?.status !== 'filled' && filled?.status !== 'waiting') await openKode()
}

/** The one whose user the page shows; where it shows none, the only one. */
export function accountMeant(offers: readonly Offer[]): Offer | undefined {
  const [first, second] = offers
  if (first === undefined || (first.match !== 'same' && first.match !== 'unknown')) return undefined
  return second?.match === first.match ? undefined : first
}
