import { exclusively } from '../platform/exclusive'
import { addMenus, onFillGesture, onLockGesture, onScanGesture } from '../platform/gestures'
import { t } from '../platform/i18n'
import { onFirstInstall } from '../platform/installation'
import { showManage } from '../platform/manage-page'
import { mirrorArea } from '../platform/mirror'
import { openKode } from '../platform/popup-window'
import { callerOf } from '../platform/sender'
import { closeStorageToPages, localArea, sessionArea } from '../platform/storage'
import { listen } from '../platform/transport'
import { serve } from '../protocol/server'
import { goOnWatching, lockWhenAway, sessionAlarms } from './auto-lock'
import { costHere } from './calibrate'
import { Doors } from './doors'
import { Finds } from './finds'
import { forgetLater, forgetWhenOld } from './forget-finds'
import { WrongTries } from './guesses'
import { greet } from './greet'
import { Keeper } from './keeper'
import { Rescue } from './rescue'
import { routesOver } from './routes'
import { scanVisibleTab } from './scan'
import { fillByGesture } from './sign-in'
import { vaultStoreIn } from './vault-store'
import { Transfer } from './transfer'
import { Ways } from './ways'

// Listeners first, and in this turn: an event that woke the worker is lost if its listener comes later.
const now = () => Date.now()
const keeper = new Keeper(vaultStoreIn(localArea, mirrorArea), sessionArea, now, sessionAlarms, exclusively)
const tries = new WrongTries(localArea, sessionArea, now)
const finds = new Finds(sessionArea, now, forgetLater)
const vaultRooms = { keeper, tries, cost: costHere, now }
const [doors, ways, rescue] = [new Doors(vaultRooms), new Ways(vaultRooms), new Rescue(vaultRooms)]

const transfer = new Transfer(vaultRooms)
const rooms = { keeper, doors, ways, rescue, transfer, finds, session: sessionArea, local: localArea, now }
listen(serve(routesOver(rooms), callerOf))
addMenus(
  () => t('menuScan'),
  () => t('menuFill'),
)
onFirstInstall(() => void greet(keeper, () => showManage('welcome')))
onScanGesture((gesture) => void scanVisibleTab(finds, gesture).then(openKode))
onFillGesture((tab) => void fillByGesture(keeper, tab, openKode))
onLockGesture(() => void Promise.all([keeper.lock(), finds.clear()]))
lockWhenAway(keeper)
forgetWhenOld(finds)

void closeStorageToPages()
// Whoever woke us will mostly ask for something in the vault: it is read while their question is on its way.
void goOnWatching(keeper)
