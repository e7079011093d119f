import { err, ok, type Result } from '../domain/result'

/** `denied`: by the person, the browser or a policy. `busy`: another program has it. */
export type CameraProblem = 'denied' | 'none' | 'busy'

/** A camera the browser knows of. Its name is empty until one was allowed. */
export interface CameraDevice {
  readonly id: string
  readonly name: string
}

/** Pixels: enough for a code held up in front of it, and quick to read. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } }

/** Asks for a camera (of this id, else the one facing away) and starts it. */
export async function openCamera(id?: string): Promise<Result<MediaStream, CameraProblem>> {
  const which = id === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } }
  try {
    return ok(await navigator.mediaDevices.getUserMedia({ video: { ...SIZE, ...which } }))
  } catch (cause) {
    if (cause instanceof DOMException) return err(cameraProblemOf(cause.name))
    throw cause
  }
}

/** What the browser's refusal means, by the name of its exception. */
export function cameraProblemOf(name: string): CameraProblem {
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'busy'
}

export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }))
}

/** Which camera a stream comes from, and whether it faces the person, who then expects a mirror. */
export function cameraOf(stream: MediaStream): { readonly id: string; readonly facesPerson: boolean } {
  const settings = stream.getVideoTracks()[0]?.getSettings()
  return { id: settings?.deviceId ?? '', facesPerson: settings?.facingMode !== 'environment' }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
