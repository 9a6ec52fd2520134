/** Words of a column's name: `customerID` and `customer_id` have the same. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

const identifiers = new Set(['id', 'ids', 'uid', 'uuid', 'guid', 'key', 'identifier'])

/** Whether a name says that the column tells rows, or things, apart. */
export function namesIdentifier(name: string): boolean {
  return identifiers.has(wordsOf(name).at(-1) ?? '')
}

/** Words, or neighbouring words joined, that speak of people or of secrets. */
const personal = new Set(
  [
    'email mail emailaddress phone telephone mobile cellphone fax ssn socialsecurity nationalid taxid passport',
    'firstname lastname middlename fullname surname maidenname givenname familyname username patientname customername',
    'birthdate birthday dateofbirth dob iban creditcard cardnumber accountnumber cvv password passwd secret token apikey',
    'street streetaddress homeaddress postaladdress ipaddress licenseplate medicalrecord mrn',
  ].flatMap((line) => line.split(' ')),
)

/** Whether a name speaks of people or of secrets, so that nothing that the rows hold should be told. */
export function namesPerson(name: string): boolean {
  const words = wordsOf(name)
  return words.some((_, at) => [1, 2, 3].some((count) => personal.has(words.slice(at, at + count).join(''))))
}
