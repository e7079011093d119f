/** An expected outcome, told apart by `ok`. Exceptions are left for bugs. */
export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })

/** Closes a switch: adding a member to the union stops the build here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`)
}
