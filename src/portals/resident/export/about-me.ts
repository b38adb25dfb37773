import {
  cardOf,
  linkedSince,
  mailAddressOf,
  ownPasskeys,
  waysInOf,
  ownApps,
  ownPartners,
  sessionsOf,
  type OwnApp,
} from '../../../identity/index.ts'
import { membershipOf } from '../../../joining/index.ts'
import { wishOf } from '../../../notices/index.ts'
import { findResident, lifeChangesOf, preferencesOf, standsOf } from '../../../residents/index.ts'
import type { Owner } from './part.ts'

/** Who they are, how they stand and how they come in; of what opens anything, only that there is such a thing. */
export async function aboutMe({ tenant, residentId }: Owner): Promise<object> {
  const { database } = tenant
  const resident = await findResident(tenant, residentId)
  const card = await cardOf(tenant, residentId)
  const wish = await wishOf(tenant, residentId)
  return {
    ...resident?.identity.reveal(),
    joinedAt: resident?.joinedAt,
    stands: await standsOf(database, residentId),
    whatHappened: (await lifeChangesOf(database, residentId)).map(({ what, happenedAt, eraseAt }) => ({
      what,
      happenedAt,
      eraseAt,
    })),
    preferences: await preferencesOf(tenant, residentId),
    notices: wish,
    card: card ? { issuedAt: card.issuedAt } : null,
    mailAddressConfirmedAt: (await mailAddressOf(tenant, residentId))?.confirmedAt ?? null,
    outsideProviderLinkedAt: (await linkedSince(tenant, residentId)) ?? null,
    partners: (await ownPartners(tenant, residentId)).map(({ name, items, linkedAt, endsAt }) => ({
      partner: name,
      items,
      linkedAt,
      endsAt,
    })),
    apps: (await ownApps(tenant, residentId)).map(aboutApp),
    cohort: (await membershipOf(tenant, residentId)) ?? null,
    passkeys: (await ownPasskeys(tenant, residentId)).map(({ name }) => name.reveal()),
    signedInBy: await waysInOf(tenant, residentId),
    signedInNow: (await sessionsOf(tenant, residentId)).map(({ way, device, createdAt, lastSeenAt }) => ({
      way,
      device,
      createdAt,
      lastSeenAt,
    })),
  }
}

/** Which app, what it may do for them, and since when; the link itself opens a door. */
function aboutApp({ app, scopes, takenBack, letInAt, endsAt, lastUsedAt }: OwnApp): object {
  return { app: app.name, scopes, takenBack, letInAt, endsAt, lastUsedAt }
}
