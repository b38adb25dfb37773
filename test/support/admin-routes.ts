import type { ProgramScope } from '../../src/identity/index.ts'

export type AdminMethod = 'GET' | 'PUT' | 'PATCH' | 'POST'

/** Each way to /admin, and the one scope that opens it. A route that is not here makes the test red. */
export const adminRoutes: readonly (readonly [AdminMethod, string, ProgramScope])[] = [
  ['GET', '/admin/v1/items', 'admin:items'],
  ['GET', '/admin/v1/purposes', 'admin:items'],
  ['GET', '/admin/v1/vendors', 'admin:vendors'],
  ['PUT', '/admin/v1/vendors/:vendorId', 'admin:vendors'],
  ['GET', '/admin/v1/uses', 'admin:uses'],
  ['PUT', '/admin/v1/uses/:useId/versions/:version', 'admin:uses'],
  ['POST', '/admin/v1/uses/:useId/end', 'admin:uses'],
  ['GET', '/admin/v1/residents/bulk/:loadId', 'admin:residents'],
  ['GET', '/admin/v1/residents/bulk/:loadId/report', 'admin:residents'],
  ['GET', '/admin/v1/cohorts', 'admin:cohorts'],
  ['GET', '/admin/v1/cohorts/:cohortId', 'admin:cohorts'],
  ['PUT', '/admin/v1/cohorts/:cohortId', 'admin:cohorts'],
  ['PUT', '/admin/v1/cohorts/:cohortId/briefings/:briefingId', 'admin:cohorts'],
  ['PUT', '/admin/v1/cohorts/:cohortId/briefings/:briefingId/came', 'admin:cohorts'],
  ['PATCH', '/admin/v1/cohorts/:cohortId', 'admin:cohorts'],
  ['PATCH', '/admin/v1/cohorts/:cohortId/briefings/:briefingId', 'admin:cohorts'],
  ['POST', '/admin/v1/cohorts/:cohortId/close', 'admin:cohorts'],
  ['POST', '/admin/v1/cohorts/:cohortId/reopen', 'admin:cohorts'],
  ['PUT', '/admin/v1/cohorts/:cohortId/sheets/:sheetId', 'admin:cohorts'],
  ['POST', '/admin/v1/cohorts/:cohortId/sheets/:sheetId/revoke', 'admin:cohorts'],
  ['POST', '/admin/v1/consents', 'admin:consents'],
  ['POST', '/admin/v1/residents/bulk', 'admin:residents'],
]
