import { readClipboard } from '../platform/clipboard'
import { t } from '../platform/i18n'
import { readManifest, type Told } from '../platform/manifest'
import type { AccountAdded, FindId, VaultClosed } from '../protocol/messages'
import type { PolicyRead } from '../protocol/policy'
import type { Ask } from '../ui/ask'
import { isolate } from '../ui/isolate'
import { Entrance, insists, type Door } from '../ui/state/entrance.svelte'
import type { PictureRead } from './gather'
import { handedOf, namedPasted, type Handed, type NamedPicture } from './handed'
import { Reader } from './reader'
import { isAlwaysOpen, routeOf, type Route } from './route'
import { BackingUp } from './state/backing-up.svelte'
import { Camera } from './state/camera.svelte'
import { Exporting } from './state/exporting.svelte'
import { Importing } from './state/importing.svelte'
import { Intake } from './state/intake.svelte'
import { Moving } from './state/moving.svelte'
import { Pointing } from './state/pointing.svelte'
import { Receiving } from './state/receiving.svelte'
import { Results } from './state/results.svelte'
import { Sending } from './state/sending.svelte'
import { Workbench } from './state/workbench.svelte'

export type View =
  | { readonly kind: 'failure'; readonly cause: unknown }
  | { readonly kind: 'door'; readonly door: Door }
  | { readonly kind: 'results' | Route }

/** The page in a tab: what it shows, and what a person can do in it. */
export class Manage {
  readonly intake: Intake
  readonly results: Results
  readonly pointing: Pointing
  readonly camera: Camera
  readonly entrance: Entrance
  readonly importing: Importing
  readonly backingUp: BackingUp
  readonly exporting: Exporting
  readonly sending: Sending
  readonly receiving: Receiving
  readonly moving: Moving
  /** What a person should know of what they did last, until they do something else. */
  remark = $state('')
  /** How often what is kept may have changed, from here or elsewhere: whoever shows it looks again. */
  changes = $state(0)
  /** What the organisation has set. */
  managed = $state.raw<PolicyRead>({ policy: {}, ignored: [] })
  #closed = $state<VaultClosed['status']>()
  #route = $state<Route>('accounts')
  #failure = $state.raw<{ readonly cause: unknown }>()
  readonly view: View = $derived.by(() => this.#chooseView())
  readonly ask: Ask

  /** `startWorker` starts the worker that reads pictures, `startTransfer` the one that opens and seals files. */
  constructor(ask: Ask, startWorker: () => Worker, startTransfer: () => Worker) {
    this.ask = ask
    this.intake = new Intake(new Reader(startWorker))
    this.results = new Results(ask)
    this.pointing = new Pointing(ask, new Reader(startWorker))
    this.camera = new Camera(new Reader(startWorker))
    this.entrance = new Entrance(ask, Date.now, () => this.reload())
    this.importing = new Importing(ask, new Workbench(startTransfer))
    this.backingUp = new BackingUp(ask, new Workbench(startTransfer), Date.now)
    this.exporting = new Exporting(ask, new Workbench(startTransfer))
    this.sending = new Sending(ask, new Workbench(startTransfer), Date.now)
    this.receiving = new Receiving(startWorker)
    this.moving = new Moving(ask)
  }

  get isOpen(): boolean {
    return this.#closed === undefined
  }

  get manifest(): Told {
    return readManifest()
  }

  /** The part of the page that the address names. */
  get route(): Route {
    return this.#route
  }

  /** Asks how things are, before the page is first drawn. `hash` is the address's. */
  async begin(hash: string): Promise<void> {
    this.#route = routeOf(hash)
    await Promise.all([this.#look(), this.results.resume()])
    await this.entrance.follow(this.#closed)
  }

  /** A bug, or a background that is gone: shown instead of everything else. */
  fail(cause: unknown): void {
    this.#failure = { cause }
    this.#blank()
  }

  /** Session storage changed under these keys. */
  async follow(keys: readonly string[]): Promise<void> {
    if (keys.includes('session')) await this.reload()
    if (keys.includes('capture') && this.#route === 'region' && this.isOpen) await this.#pointAgain()
  }

  async reload(): Promise<void> {
    const wasOpen = this.#closed === undefined
    await this.#look()
    this.changes++
    if (this.#closed === undefined) await this.results.refresh()
    else if (wasOpen) {
      this.#blank()
      await this.results.resume()
    }
    await this.entrance.follow(this.#closed)
  }

  goTo(hash: string): void {
    const route = routeOf(hash)
    if (route === this.#route) return
    this.#route = route
    this.intake.drop()
    this.results.clear()
    if (route !== 'region') this.pointing.clear()
    this.#dropFiles()
    this.remark = ''
  }

  async lock(): Promise<void> {
    await this.ask('vault.lock', {})
    await this.reload()
  }

  /** Reads what was dropped, pasted or chosen. */
  async take(handed: Handed): Promise<void> {
    if (this.#route === 'backup') await this.#takeFile(handed)
    else if (this.#route === 'move' && handed.kind === 'pictures')
      await this.receive(this.receiving.look(handed.pictures))
    else if (handed.kind === 'pictures') await this.read(handed.pictures)
    else if (handed.kind === 'account') {
      await this.show([{ name: '', came: { sightings: [{ text: handed.text, places: [] }] } }])
    } else this.remark = t('handedOther')
  }

  /** Where files are brought in, what is handed over is one, or the text of one. */
  async #takeFile(handed: Handed): Promise<void> {
    const file = handed.kind === 'pictures' ? handed.pictures[0]?.picture : new Blob([handed.text])
    if (file && this.isOpen) await this.importing.take(file)
  }

  /** The file that came by QR codes is looked at where files are brought in. */
  async receive(coming: Promise<Blob | undefined>): Promise<void> {
    const file = await coming
    if (!file || !this.isOpen || this.#route !== 'move') return
    this.#route = 'backup'
    location.hash = 'backup'
    await this.importing.take(file)
  }

  /** Forgets every file and all that was handed out for one. */
  #dropFiles(): void {
    this.importing.drop()
    this.backingUp.cancel()
    this.exporting.drop()
    this.sending.drop()
    this.receiving.drop()
  }

  /** Asks the browser for what was copied, which may ask the person. */
  async paste(): Promise<void> {
    const copied = await readClipboard()
    if (copied === 'refused') this.remark = t('pasteRefused')
    else await this.take(handedOf(namedPasted(copied.pictures), copied.text))
  }

  async read(pictures: readonly NamedPicture[]): Promise<void> {
    this.remark = ''
    this.results.clear()
    this.#goToAdding()
    await this.show(await this.intake.read(pictures))
  }

  async show(reads: readonly PictureRead[]): Promise<void> {
    this.intake.drop()
    this.remark = ''
    this.#goToAdding()
    if (reads.length > 0) await this.results.show(reads)
  }

  /** Lets the person point at the code in a picture in which none was found. */
  pointIn(picture: Blob): void {
    this.results.clear()
    this.pointing.take(picture)
    location.hash = 'region'
  }

  /** Looks where the person points. */
  async point(): Promise<void> {
    const read = await this.pointing.read()
    if (read) await this.show([read])
  }

  async add(find: FindId, name: string, despiteConflict: boolean): Promise<AccountAdded> {
    const reply = await this.results.add(find, name, despiteConflict)
    if (reply.status === 'added') await this.#welcome(name)
    return reply
  }

  /** One account was all there was: done. Of several the person sees which are left. */
  async #welcome(name: string): Promise<void> {
    if (!this.results.isOne) return
    await this.results.dismiss()
    this.remark = t('addedAs', isolate(name))
  }

  /** Pictures may be dropped or pasted anywhere; what is in them is shown where accounts are added. */
  #goToAdding(): void {
    if (ADDING.includes(this.#route)) return
    this.#route = 'scan'
    location.hash = 'scan'
  }

  async #look(): Promise<void> {
    // In a browser's first seconds that is long in coming: what it fixes is shown when it comes.
    void this.#readPolicy()
    // No row is wanted: the reply says whether there could be any.
    const listed = await this.ask('codes.list', { first: 0, count: 0 })
    this.#closed = listed.status === 'open' ? undefined : listed.status
  }

  async #readPolicy(): Promise<void> {
    this.managed = await this.ask('policy.read', {})
  }

  /** Another scan found nothing: its capture takes the place of what is shown. */
  async #pointAgain(): Promise<void> {
    if (await this.pointing.load()) this.results.clear()
  }

  /** Takes everything off the page at once. */
  #blank(): void {
    this.intake.drop()
    this.results.clear()
    this.pointing.clear()
    this.camera.stop()
    this.#dropFiles()
    this.remark = ''
  }

  #chooseView(): View {
    if (this.#failure) return { kind: 'failure', cause: this.#failure.cause }
    const closed = this.#closed
    const door = this.entrance.doorFor(closed)
    const told = this.results.list.length > 0 || this.intake.progress !== undefined
    // What needs no vault is said at once; an account waits until it can be kept.
    if (told && !insists(door) && (closed === undefined || this.results.waiting === 0)) {
      return { kind: 'results' }
    }
    if (door && !(closed !== undefined && isAlwaysOpen(this.#route))) return { kind: 'door', door }
    return { kind: this.#route }
  }
}

const ADDING: readonly Route[] = ['scan', 'region', 'camera']
