import { onAlarm, setAlarm } from '../platform/presence'
import type { Finds } from './finds'

const ALARM = 'forget-find'

/** Sets the alarm for a scan that nobody may answer any more at `when` (Unix milliseconds). */
export function forgetLater(when: number): void {
  setAlarm(ALARM, when)
}

/** Each scan sets the alarm anew, so that whatever is there when it rings is too old. */
export function forgetWhenOld(finds: Finds): void {
  onAlarm(ALARM, () => void finds.clear())
}
