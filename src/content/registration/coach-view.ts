import { t } from '../../platform/page'
import type { RegistrationAdded, RegistrationConfirmed, RegistrationRead } from '../../protocol/messages'
import type { StepView } from '../offer/step-view'
import type { Step } from './read-step'

/** What the coach says of a step before anything was read. */
export function viewOfStep(step: Exclude<Step, { kind: 'code' | 'other' }>): StepView {
  switch (step.kind) {
    case 'install':
      return viewOfInstall(step)
    case 'set-up':
      return say('coachNext', t('coachSetUpText'))
    case 'qr':
      return {
        ...say('coachQrTitle', t('coachQrText')),
        actions: [{ label: t('coachRead'), wish: { kind: 'read-picture' } }],
      }
  }
}

function viewOfInstall({ anchor, way }: Extract<Step, { kind: 'install' }>): StepView {
  if (way === 'missing')
    return {
      ...say('coachNoLinkTitle', t('coachNoLinkText')),
      actions: [{ label: t('coachNoLinkHelp'), wish: { kind: 'open-help' } }],
    }
  if (way === 'unclear') return say('coachOtherAppTitle', t('coachOtherAppUnclear'))
  return say('coachOtherAppTitle', t('coachOtherAppText', quoted(anchor)))
}

/** Characters. A page that writes more on a link is up to something. */
const LONGEST_QUOTE = 80

const quoted = (link: HTMLElement): string =>
  link.textContent
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_QUOTE)

type Told = RegistrationRead | RegistrationAdded | RegistrationConfirmed | { readonly status: 'unreadable' }

/** What the coach says of what Kode answered. */
export function viewOfReply(reply: Told): StepView {
  switch (reply.status) {
    case 'account':
      return viewOfAccount(reply)
    case 'push':
      return say('coachPushTitle', t('coachPushText'))
    case 'added':
      return viewOfAdded(reply.name)
    case 'present':
      return say('coachPresent', t('coachAddedText'), reply.name)
    case 'confirmed':
      return say('coachConfirmed', t('coachConfirmedText'), reply.name)
    case 'noted':
      return say('coachNoted', t('coachConfirmedText'))
    case 'conflict':
      return say('coachConflictNote', t('coachReadAgain'), reply.name)
    case 'locked':
      return { ...say('offerLocked', t('coachLockedText')), actions: [OPEN_KODE()] }
    case 'no-vault':
      return { ...say('coachNoVault', t('coachNoVaultText')), actions: [OPEN_KODE()] }
    case 'full':
    case 'unavailable':
      return { ...say('coachNotAdded', t('offerUnavailable')), actions: [OPEN_KODE()] }
    case 'unreadable':
    case 'nothing':
      return say('coachNothing', t('coachNothingText'))
    case 'other':
      return say('coachOtherCode', t('coachNothingText'))
    case 'gone':
    case 'none':
    case 'refused':
      return say('coachNotAdded', t('coachReadAgain'))
  }
}

function viewOfAccount(account: Extract<RegistrationRead, { status: 'account' }>): StepView {
  const { name, organisation, user, conflict } = account
  const isConflict = conflict !== ''
  return {
    ...say(isConflict ? 'coachConflictTitle' : 'coachAddTitle', ''),
    text: isConflict ? t('coachConflictNote', conflict) : '',
    who: [name, organisation, user],
    actions: [
      {
        label: t(isConflict ? 'coachAddBoth' : 'coachAdd'),
        wish: { kind: 'add-account', despiteConflict: isConflict },
      },
    ],
  }
}

const viewOfAdded = (name: string): StepView => ({
  ...say('coachAdded', t('coachAddedText'), name),
  named: name,
  actions: [{ label: t('coachSaveName'), wish: { kind: 'name-account' }, quiet: true }],
})

const OPEN_KODE = () => ({ label: t('offerOpenKode'), wish: { kind: 'open-kode' } }) as const

const say = (title: Parameters<typeof t>[0], text: string, ...values: readonly string[]): StepView => ({
  kind: 'step',
  title: t(title, ...values),
  text,
})
