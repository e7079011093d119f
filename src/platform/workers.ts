/** The build puts the workers there (vite.config.ts). */
const SCRIPTS: Readonly<Record<string, string>> = { scan: '/scan-worker.js', transfer: '/transfer-worker.js' }

/** Starts the worker that reads codes, of a page of ours. */
export const startScanWorker = (): Worker => new Worker(addressOf('scan'))

/** Starts the worker that opens and seals files, of a page of ours. */
export const startTransferWorker = (): Worker => new Worker(addressOf('transfer'))

/**
 * Our pages' policy lets a worker start only from an address that the one policy `kode-worker` gave, and that knows
 * these two and no other. Firefox before 148 has no trusted types and takes the text.
 */
const policy = trustedTypes()?.createPolicy('kode-worker', { createScriptURL: scriptOf })

const addressOf = (worker: string): string => (policy?.createScriptURL(worker) ?? scriptOf(worker)) as string

function scriptOf(worker: string): string {
  const script = Object.hasOwn(SCRIPTS, worker) ? SCRIPTS[worker] : undefined
  if (script === undefined) throw new Error('there is no such worker')
  return script
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (asked: string) => string },
  ): { createScriptURL(asked: string): unknown }
}

function trustedTypes(): TrustedTypes | undefined {
  return (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
}
