import type { CameraProblem } from '../platform/camera'
import type { Explanation } from '../ui/sentences'
import type { PictureProblem } from './gather'

/* Every way in which this page may come to nothing, and the sentences a person reads. */

const TOO_MUCH = { title: 'pictureTooMuch', next: 'pictureTooMuchDo' } as const

export const PICTURE_TEXT = {
  none: { title: 'pictureNone', next: 'pictureNoneDo' },
  'cut-off': { title: 'scanCutOff', next: 'pictureCutOffDo' },
  unsupported: { title: 'scanUnsupported', next: 'pictureUnsupportedDo' },
  'too-much': TOO_MUCH,
  'too-long': TOO_MUCH,
  'too-large': { title: 'pictureTooLarge', next: 'pictureTooLargeDo' },
  empty: { title: 'pictureEmpty', next: 'pictureEmptyDo' },
  'needs-screenshot': { title: 'pictureOther', next: 'pictureOtherDo' },
  'not-a-picture': { title: 'pictureDamaged', next: 'pictureDamagedDo' },
  failed: { title: 'pictureFailed', next: 'pictureFailedDo' },
  later: { title: 'pictureLater', next: 'pictureLaterDo' },
} as const satisfies Record<PictureProblem, Explanation>

/** After these a person can still point at the code. */
const POINTABLE: readonly PictureProblem[] = ['none', 'too-much', 'too-long']

export const isPointable = (problem: PictureProblem): boolean => POINTABLE.includes(problem)

export const CAMERA_TEXT = {
  denied: { title: 'cameraDenied', next: 'cameraDeniedDo' },
  none: { title: 'cameraNone', next: 'cameraNoneDo' },
  busy: { title: 'cameraBusy', next: 'cameraBusyDo' },
} as const satisfies Record<CameraProblem, Explanation>

export const GONE_TEXT = { title: 'captureGone', next: 'captureGoneDo' } as const satisfies Explanation
