// A software bill of materials in CycloneDX's JSON: the packages whose code is shipped. What Kode is built with
// besides stands in package-lock.json.

/** @typedef {import('./shipped.mjs').Shipped} Shipped */
/** @typedef {{ name: string, version: string, packages: Record<string, { integrity?: string }> }} Lock package-lock.json */

/**
 * Holds no time and no random number: the same sources give the same bill.
 * @param {Lock} lock
 * @param {readonly Shipped[]} shipped
 * @throws {Error} when something is shipped that package-lock.json does not hold to a hash
 */
export function billOfMaterials({ name, version, packages }, shipped) {
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', ...identity({ name, version, licence: 'MIT' }) } },
    components: shipped.map((one) => ({
      type: 'library',
      ...identity(one),
      hashes: [hashOf(one, packages[one.place]?.integrity)],
    })),
  }
}

/** @param {Pick<Shipped, 'name' | 'version' | 'licence'>} component */
function identity({ name, version, licence }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return { 'bom-ref': purl, name, version, purl, licenses: [licenceOf(licence)] }
}

/** @param {string} licence */
const licenceOf = (licence) => (/[ (]/.test(licence) ? { expression: licence } : { license: { id: licence } })

/** @param {Shipped} shipped @param {string} [integrity] as package-lock.json has it, `sha512-` and base64 */
function hashOf({ name }, integrity) {
  if (!integrity?.startsWith('sha512-')) throw new Error(`package-lock.json has no hash of ${name}`)
  return {
    alg: 'SHA-512',
    content: Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex'),
  }
}
