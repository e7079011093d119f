import { exclusively } from '../platform/exclusive'
import { addMenus, nameMenus, onFillGesture, onLockGesture, onScanGesture } from '../platform/gestures'
import { t } from '../platform/i18n'
import { onFirstInstall } from '../platform/installation'
import { showManage } from '../platform/manage-page'
import { readManifest } from '../platform/manifest'
import { mirrorArea } from '../platform/mirror'
import { onManagedChange, readManaged } from '../platform/managed'
import { onNoticePressed, takeBackNotice } from '../platform/notify'
import { openKode } from '../platform/popup-window'
import { callerOf } from '../platform/sender'
import { closeStorageToPages, localArea, sessionArea } from '../platform/storage'
import { bringToFront } from '../platform/tabs'
import { listen } from '../platform/transport'
import { serve } from '../protocol/server'
import { Accepted } from './accepted'
import { goOnWatching, lockWhenAway, sessionAlarms } from './auto-lock'
import { costHere } from './calibrate'
import { Doors } from './doors'
import { Finds } from './finds'
import { forgetLater, forgetWhenOld } from './forget-finds'
import { WrongTries } from './guesses'
import { greet } from './greet'
import { Keeper } from './keeper'
import { Language } from './language'
import { Policies } from './policy'
import { Rescue } from './rescue'
import { routesOver } from './routes'
import { scanVisibleTab } from './scan'
import { fillByGesture } from './sign-in'
import { vaultStoreIn } from './vault-store'
import { Transfer } from './transfer'
import { Ways } from './ways'

// Listeners first, and in this turn: an event that woke the worker is lost if its listener comes later.
const now = () => Date.now()
const policies = new Policies(readManaged, (what) => reportError(new Error(what)))
const policy = policies.current
const store = vaultStoreIn(localArea, mirrorArea)
const keeper = new Keeper(store, sessionArea, now, sessionAlarms, exclusively, policy)
const tries = new WrongTries(localArea, sessionArea, now)
const finds = new Finds(sessionArea, now, forgetLater)
const accepted = new Accepted(sessionArea)
const vaultRooms = { keeper, tries, accepted, cost: costHere, policy, now }
const [doors, ways, rescue] = [new Doors(vaultRooms), new Ways(vaultRooms), new Rescue(vaultRooms)]

const transfer = new Transfer(vaultRooms)
const menus = () => ({ scan: t('menuScan'), fill: t('menuFill') })
const language = new Language(localArea, readManifest().version, () => nameMenus(menus()))
const rooms = {
  keeper,
  doors,
  ways,
  rescue,
  transfer,
  finds,
  accepted,
  language,
  policies,
  session: sessionArea,
  local: localArea,
  now,
}
listen(serve(routesOver(rooms), callerOf))
addMenus(() => language.begin().then(menus))
onFirstInstall(() => void greet(keeper, () => showManage('welcome')))
onScanGesture((gesture) => void scanVisibleTab(finds, gesture).then(openKode))
onFillGesture((tab) => void fillByGesture(keeper, tab, openKode))
onNoticePressed((tab) => void Promise.all([bringToFront(tab), takeBackNotice(tab)]))
onLockGesture(() => void Promise.all([keeper.lock(), finds.clear()]))
lockWhenAway(keeper)
forgetWhenOld(finds)
onManagedChange(() => {
  policies.forget()
  void keeper.heedPolicy()
})

void closeStorageToPages()
// Before any other question to this storage, so that whatever is said after one is said in it.
void language.begin()
// Whatever they ask for, the policy is asked for too: it is read meanwhile.
void policies.read()
// Whoever woke us will mostly ask for something in the vault: it is read while their question is on its way.
void goOnWatching(keeper, policy)
