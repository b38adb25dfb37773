/**
 * A receipt as ISO/IEC TS 27560:2023 wants it, in JSON-LD with the terms of the W3C Data Privacy Vocabulary (DPV guide
 * "Consent Records and Receipts as per ISO/IEC TS 27560:2023"). What DPV has no word for has one of ours.
 */
import { isSensitive, itemOf, purposes, type ItemCode } from '../../catalog/index.ts'
import type { Sentence } from '../../kernel/index.ts'
import type { CityName } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { Use } from '../../review/index.ts'
import type { Vendor } from '../../vendors/index.ts'
import type { Act } from '../store.ts'
import type { EventRecord } from './event-record.ts'

/** Written out, so that nobody has to fetch it. */
const context = {
  azukari: 'urn:azukari:',
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  loc: 'https://w3id.org/dpv/loc#',
  schema: 'https://schema.org/',
}
const profile = 'https://w3id.org/dpv/schema/dpv-27560'

/** What an act changed about one use, in the terms of that day. */
export interface ReceiptPart {
  use: Use
  vendor: Vendor
  records: readonly EventRecord[]
}

interface ReceiptFacts {
  city: CityName
  residentId: ResidentId
  act: Act
  parts: readonly ReceiptPart[]
}

/** Without evidence and signature, which `proof` adds. */
export function receiptDocument({ city, residentId, act, parts }: ReceiptFacts, createdAt: Date) {
  return {
    '@context': context,
    '@id': `urn:azukari:receipt:${act.receiptNumber}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': `${profile}#receipt`,
    'dct:identifier': act.receiptNumber,
    'dct:created': createdAt.toISOString(),
    'dct:publisher': publisher(city),
    'schema:recipient': 'dpv:DataSubject',
    'dpv:hasRecordOfActivity': parts.map((part) => consentRecord(residentId, act, part)),
  }
}

function publisher({ name, contact }: CityName) {
  return {
    '@type': 'dpv:GovernmentalOrganisation',
    'dpv:hasName': inLanguages(name),
    'schema:contactPoint': {
      'schema:name': inLanguages(contact.name),
      'schema:telephone': contact.phone,
      'schema:hoursAvailable': inLanguages(contact.hours),
    },
  }
}

function consentRecord(residentId: ResidentId, { actId }: Act, { use, vendor, records }: ReceiptPart) {
  return {
    '@id': `urn:azukari:consent:${actId}/${use.useId}/${String(use.version)}`,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': `${profile}#record`,
    'dct:identifier': `${actId}/${use.useId}/${String(use.version)}`,
    'dpv:hasDataSubject': { '@id': subjectOf(residentId), '@type': 'dpv:DataSubject' },
    'dpv:hasDataController': controller(vendor),
    'dpv:hasJurisdiction': 'loc:JP',
    'dpv:hasProcess': process(use, vendor),
    'dpv:hasNotice': {
      '@id': useVersionOf(use.useId, use.version),
      '@type': 'dpv:ConsentNotice',
      'dct:hasVersion': String(use.version),
    },
    'dpv:hasConsentStatus': records.map(consentStatus),
  }
}

function controller({ vendorId, profile: { name, nameEn, address, representative, phone } }: Vendor) {
  return {
    '@id': `urn:uuid:${vendorId}`,
    '@type': 'dpv:DataController',
    'dpv:hasIdentifier': vendorId,
    'dpv:hasName': inLanguages({ ja: name, en: nameEn }),
    'schema:address': address,
    'dpv:hasRepresentative': representative,
    'schema:contactPoint': { 'schema:telephone': phone },
  }
}

function process({ terms }: Use, { vendorId }: Vendor) {
  return {
    '@type': 'dpv:Process',
    'dct:title': inLanguages(terms.title),
    'dct:description': inLanguages(terms.explanation),
    'dpv:hasPurpose': {
      '@id': `urn:azukari:purpose:${terms.purpose}`,
      '@type': 'dpv:Purpose',
      'dct:title': inLanguages(purposes[terms.purpose]),
    },
    'dpv:hasPersonalData': terms.items.map(personalData),
    'dpv:hasRecipient': [`urn:uuid:${vendorId}`, ...terms.subcontractors],
    'dpv:hasStorageCondition': {
      '@type': 'dpv:StorageDuration',
      'dpv:hasDuration': `P${String(terms.retentionDays)}D`,
    },
    'dpv:hasLocation': ['loc:JP', ...terms.countries],
    'dpv:hasRisk': inLanguages(terms.risk),
    'azukari:return': inLanguages(terms.benefit),
    'azukari:returnYen': terms.benefitYen,
    'azukari:afterStopping': inLanguages(terms.afterStopping),
  }
}

function personalData(code: ItemCode) {
  return {
    '@id': iriOf(code),
    '@type': isSensitive(code) ? 'dpv:SensitivePersonalData' : 'dpv:PersonalData',
    'dct:title': inLanguages(itemOf(code).names),
  }
}

const statuses = {
  granted: ['dpv:ConsentGiven', 'dpv:ExplicitlyExpressedConsent'],
  refused: ['dpv:ConsentRefused'],
  withdrawn: ['dpv:ConsentWithdrawn'],
  frozen: ['dpv:ConsentInvalidated'],
  // DPV has no word for a pause: that nothing may be done by it now, and the word of ours.
  paused: ['dpv:ConsentStatusInvalidForProcessing', 'azukari:ConsentPaused'],
  resumed: ['dpv:RenewedConsentGiven', 'dpv:ExplicitlyExpressedConsent'],
} as const

/** What the log knows, in the words of DPV. Built from the record alone, so that a check can build it again. */
export function consentStatus(record: EventRecord) {
  const { eventId, item, kind, until, pausedUntil, happenedAt, evidence, signedOn } = record
  return {
    '@type': statuses[kind],
    'dpv:hasPersonalData': iriOf(item),
    // What is frozen, nobody has said.
    ...(kind === 'frozen' ? {} : { 'dpv:isIndicatedBy': 'dpv:DataSubject' }),
    'dpv:isIndicatedAtTime': happenedAt,
    ...(until === null ? {} : { 'dct:valid': until }),
    // Where there is none, it waits for the resident.
    ...(typeof pausedUntil === 'string' ? { 'azukari:pausedUntil': pausedUntil } : {}),
    ...(evidence === undefined ? {} : { 'azukari:evidence': evidence }),
    ...(signedOn === undefined ? {} : { 'azukari:signedOn': signedOn }),
    'azukari:leaf': eventId,
  }
}

export const subjectOf = (residentId: string) => `urn:uuid:${residentId}`
export const useVersionOf = (useId: string, version: number) => `urn:azukari:use:${useId}/${String(version)}`
const iriOf = (code: string) => `urn:azukari:item:${code}`

const inLanguages = ({ ja, en }: Pick<Sentence, 'ja' | 'en'>) => [
  { '@language': 'ja', '@value': ja },
  { '@language': 'en', '@value': en },
]
