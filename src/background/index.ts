import { addScanMenu, onScanGesture } from '../platform/gestures'
import { t } from '../platform/i18n'
import { openKode } from '../platform/popup-window'
import { callerOf } from '../platform/sender'
import { closeStorageToPages, localArea, sessionArea } from '../platform/storage'
import { listen } from '../platform/transport'
import { serve } from '../protocol/server'
import { lockWhenAway } from './auto-lock'
import { Finds } from './finds'
import { forgetLater, forgetWhenOld } from './forget-finds'
import { Keeper } from './keeper'
import { routesOver } from './routes'
import { scanVisibleTab } from './scan'
import { vaultStoreIn } from './vault-store'

// Listeners first, and in this turn: an event that woke the worker is lost if its listener comes later.
const now = () => Date.now()
const keeper = new Keeper(vaultStoreIn(localArea), sessionArea, now)
const finds = new Finds(sessionArea, now, forgetLater)

listen(serve(routesOver({ keeper, finds, session: sessionArea, now }), callerOf))
addScanMenu(() => t('menuScan'))
onScanGesture((gesture) => void scanVisibleTab(finds, gesture).then(openKode))
lockWhenAway(keeper)
forgetWhenOld(finds)

void closeStorageToPages()
// Whoever woke us will mostly ask for something in the vault: it is read while their question is on its way.
void keeper.read()
