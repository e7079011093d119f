/** The build puts the worker there (vite.config.ts). */
const SCRIPT = '/scan-worker.js'

/** Starts the worker that reads codes, of a page of ours. */
export function startScanWorker(): Worker {
  return new Worker(address)
}

/**
 * Our pages' policy lets a worker start only from an address that the one policy `kode-worker` gave, and that
 * gives a single one whatever it is asked for. Firefox before 148 has no trusted types and takes the text.
 */
const address = (trustedTypes()
  ?.createPolicy('kode-worker', { createScriptURL: () => SCRIPT })
  .createScriptURL('') ?? SCRIPT) as string

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL(asked: string): unknown }
}

function trustedTypes(): TrustedTypes | undefined {
  return (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
}
